/** What one question needs to be answered, who hears of it, and what comes out. */
import type { Answer, AnswerStage, ConversationSettings, MessageState, Problem, Rewrite } from '../contract/index.ts';
import type { SearchResult } from './ports.ts';
import type { EvidenceSink } from './runs/evidence.ts';

export interface Turn {
  question: string;
  answer: string;
}

export interface AnswerRequest {
  runId: string;
  /** Keeps a model's state from one question of a conversation to the next. */
  conversationId: string;
  question: string;
  /** Earlier questions the search leans on (follow-up.ts), oldest first. */
  context: string[];
  /** How an earlier run over the same question had it written out, null where it had not; undefined: that is still to be found out. */
  rewrite?: Rewrite | null;
  /** Earlier turns for the model, oldest first. */
  history: readonly Turn[];
  settings: ConversationSettings;
  maxSources: number;
  /** An answer that goes on begins with this, marks by numbers of sources. */
  begun?: string;
  /** A replay, or an answer that goes on: numbers of the sources the model reads; otherwise as many as fit the context and the wait. */
  only?: ReadonlySet<number>;
  signal: AbortSignal;
}

/** The run history hears the same sink. */
export interface AnswerSink extends EvidenceSink {
  stage(stage: AnswerStage, predictedMs: number | null): void;
  sources(answer: Answer): void;
  delta(text: string): void;
  /** The text so far is replaced. */
  replace(text: string, answer: Answer): void;
}

export interface Outcome {
  text: string;
  state: Extract<MessageState, 'complete' | 'stopped' | 'failed'>;
  answer: Answer;
  problem: Problem | null;
  detected: SearchResult['language'];
}
