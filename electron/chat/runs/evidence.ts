/** What a run leaves behind besides its answer: enough to see why, and to do it again with the same passages. */
import { z } from 'zod';
import { type Rewrite, SentMessage, type Trace } from '../../contract/index.ts';
import type { SearchResult } from '../ports.ts';

/** The result of the search, less its passages (they are the answer's sources) and its trace. */
export const Found = z.object({
  language: z.enum(['hr', 'en', 'mixed']),
  confidence: z.number(),
  threshold: z.number(),
  answerable: z.boolean(),
  sentences: z.array(z.object({ text: z.string(), source: z.number(), page: z.number(), charStart: z.number(), charEnd: z.number(), score: z.number(), role: z.enum(['said', 'title', 'heading']).default('said') })),
});
export type Found = z.infer<typeof Found>;

/** What a model was asked, whatever came of it. */
export const Attempt = z.object({
  model: z.string(),
  leftMachine: z.boolean(),
  /** null: it never came to a prompt. */
  promptVersion: z.string().nullable(),
  messages: z.array(SentMessage),
  /** Numbers of the sources in the prompt. */
  given: z.array(z.number().int()),
  /** Codes of passages that earlier turns of the prompt hold, by passage id. */
  known: z.record(z.string(), z.number().int()),
  promptTokens: z.number().int().nullable(),
  reusedTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  firstTokenMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

export interface Evidence {
  rewrite: Rewrite | null;
  /** Text was sent to another machine to write a follow-up out, whatever became of the answer. */
  rewroteElsewhere: boolean;
  trace: Trace | null;
  found: Found | null;
  attempt: Attempt | null;
}

export interface EvidenceSink {
  /** What the search brought. */
  found(result: SearchResult, trace: Trace | null): void;
  /** What a model made of a follow-up. */
  rewrote(rewrite: Rewrite, leftMachine: boolean): void;
  /** What a model is asked; again when more of it is known. */
  attempt(attempt: Attempt): void;
}

/** Gathers while the pipeline goes, so that a stopped or failed run leaves it too. */
export function createEvidence(): { evidence: Evidence } & EvidenceSink {
  const evidence: Evidence = { rewrite: null, rewroteElsewhere: false, trace: null, found: null, attempt: null };
  return {
    evidence,
    found(result, trace) {
      const { language, confidence, threshold, answerable, sentences } = result;
      evidence.found = { language, confidence, threshold, answerable, sentences };
      evidence.trace = trace;
    },
    rewrote(rewrite, leftMachine) {
      evidence.rewrite = rewrite;
      evidence.rewroteElsewhere = leftMachine;
    },
    attempt(attempt) {
      evidence.attempt = attempt;
    },
  };
}
