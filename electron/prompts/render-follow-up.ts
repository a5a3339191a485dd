/** The texts of a follow-up prompt as a model gets them. */
import type { PromptParts } from '../contract/index.ts';
import { fill, neutralise } from './render.ts';

export interface FollowUpPrompt {
  /** `follow-up/hr/1`: stored with each run. */
  version: string;
  system: string;
  /** The turns before, oldest first, and the question that leans on them. */
  turn(before: readonly { question: string; answer: string }[], question: string): string;
}

export function renderFollowUpPrompt(version: string, parts: PromptParts): FollowUpPrompt {
  const part = (name: string): string => (parts[name] ?? '').trim();
  return {
    version,
    system: part('task'),
    turn: (before, question) =>
      [...before.map((turn) => fill(part('turn'), { question: neutralise(turn.question), answer: neutralise(turn.answer) })), fill(part('next'), { question: neutralise(question) })].join('\n\n'),
  };
}
