/**
 * What each conversation's model has read: the prompt of a follow-up begins with exactly that,
 * so that only the new passages and the question are read again.
 */
import type { PromptMessage } from '../generation/index.ts';
import type { Turn } from './turn.ts';

export interface PromptTurn extends Turn {
  /** As it was sent and as the model wrote it, marks included. */
  sent: string;
  written: string;
  /** Codes of the passages this turn brought, by passage id. */
  codes: ReadonlyMap<string, number>;
}

export interface PromptState {
  system: string;
  turns: readonly PromptTurn[];
}

export interface PromptMemory {
  /** The state that goes on from the history, or one without turns. */
  recall(conversationId: string, system: string, history: readonly Turn[]): PromptState;
  keep(conversationId: string, state: PromptState): void;
}

const KEPT = 32;

export function createPromptMemory(): PromptMemory {
  const states = new Map<string, PromptState>();
  return {
    recall(conversationId, system, history) {
      const state = states.get(conversationId);
      const goesOn = state?.system === system && history.every((turn, index) => sameTurn(state.turns[index], turn));
      // A regenerated answer: what came after the common part is left out.
      return { system, turns: state && goesOn ? state.turns.slice(0, history.length) : [] };
    },
    keep(conversationId, state) {
      states.delete(conversationId);
      states.set(conversationId, state);
      const oldest = states.keys().next().value;
      if (states.size > KEPT && oldest !== undefined) states.delete(oldest);
    },
  };
}

const sameTurn = (kept: Turn | undefined, turn: Turn): boolean => kept?.question === turn.question && kept.answer === turn.answer;

export function messagesOf(state: PromptState, sent: string): PromptMessage[] {
  return [
    { role: 'system', text: state.system },
    ...state.turns.flatMap((turn): PromptMessage[] => [
      { role: 'user', text: turn.sent },
      { role: 'assistant', text: turn.written },
    ]),
    { role: 'user', text: sent },
  ];
}

/** Codes of the passages in the prompt; none is given twice. */
export function codesOf(state: PromptState): Map<string, number> {
  return new Map(state.turns.flatMap((turn) => [...turn.codes]));
}
