/**
 * The life of a version, pure:
 *
 *     draft --activate--> active --(another is activated)--> archived
 *       |--archive-----------------------------------------> archived
 *       `--remove--> gone       built-in, archived --restore--> active
 *
 * Exactly one version of a prompt is active at any time; only a draft's text changes.
 */
import { CodedError, type PromptState } from '../contract/index.ts';

export interface Stage {
  number: number;
  state: PromptState;
  origin: 'built-in' | 'own';
}

/** What becomes of which version; a removed draft is not among them. */
export type Change = { number: number; state: PromptState };

export function demandDraft(stage: Stage): void {
  if (stage.state !== 'draft') throw new CodedError('prompt-not-editable', 'Only a draft changes', { number: stage.number, state: stage.state });
}

/** @throws CodedError prompt-not-editable for what is no draft */
export function activation(all: readonly Stage[], stage: Stage): Change[] {
  demandDraft(stage);
  return takeOver(all, stage);
}

/** @throws CodedError prompt-not-editable for what is no draft */
export function archiving(stage: Stage): Change[] {
  demandDraft(stage);
  return [{ number: stage.number, state: 'archived' }];
}

/** The newest one of the application takes over again; nothing where it is active. */
export function restoration(all: readonly Stage[]): Change[] {
  const newest = all.filter(({ origin }) => origin === 'built-in').toSorted((a, b) => b.number - a.number)[0];
  if (!newest) throw new Error('a prompt has no built-in version');
  return newest.state === 'active' ? [] : takeOver(all, newest);
}

/** What was active goes first, so that there are never two. */
function takeOver(all: readonly Stage[], stage: Stage): Change[] {
  return [...all.filter(({ state }) => state === 'active').map(({ number }): Change => ({ number, state: 'archived' })), { number: stage.number, state: 'active' }];
}
