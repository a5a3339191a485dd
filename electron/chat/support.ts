/** What the checks of its sentences say of a whole answer: pure. */
import type { VerifiedText } from './verify.ts';

export function nothingHolds({ sentences }: VerifiedText): boolean {
  const claims = sentences.filter((sentence) => sentence.support !== 'unchecked');
  return claims.length > 0 && claims.every((sentence) => sentence.support === 'unsupported');
}

export const somethingFails = ({ sentences }: VerifiedText): boolean => sentences.some((sentence) => sentence.support === 'unsupported');

export function shareSupported({ sentences }: VerifiedText): number {
  const claims = sentences.filter((sentence) => sentence.support !== 'unchecked');
  if (claims.length === 0) return 1;
  const weight = { supported: 1, weak: 0.5, unsupported: 0, unchecked: 0 } as const;
  return claims.reduce((sum, sentence) => sum + weight[sentence.support], 0) / claims.length;
}
