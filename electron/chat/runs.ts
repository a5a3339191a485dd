/** The run history: every execution of the answer pipeline with what went in and what came out. */
import { z } from 'zod';
import { type Answer, CodedError, type Problem, Trace } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';

export interface Run {
  id: string;
  /** null: asked through the HTTP API, outside any conversation. */
  messageId: string | null;
  question: string;
  status: 'complete' | 'stopped' | 'interrupted' | 'failed';
  answer: Answer | null;
  /** What it ran under: language, mode, limits, generator. */
  settings: Record<string, unknown>;
  trace: Trace | null;
  problem: Problem | null;
  startedAt: number;
  finishedAt: number;
}

export interface Runs {
  record(run: Run): void;
  /** @throws CodedError unknown-message where no run with a trace belongs to the message */
  trace(messageId: string): Trace;
}

/** One-shot questions of the HTTP API leave runs behind; older ones of them go. */
const KEEP_WITHOUT_MESSAGE = 1000;

export function createRuns(storage: Storage): Runs {
  const { db } = storage;
  const insert = db.prepare(`
    INSERT INTO runs (id, message_id, question, status, mode, fallback, model, prompt_version, prompt_tokens, output_tokens,
      settings, timings, passages, trace, problem, started_at, finished_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const byMessage = db.prepare('SELECT trace FROM runs WHERE message_id = ? AND trace IS NOT NULL ORDER BY started_at DESC LIMIT 1').pluck();
  const prune = db.prepare(
    'DELETE FROM runs WHERE message_id IS NULL AND id NOT IN (SELECT id FROM runs WHERE message_id IS NULL ORDER BY started_at DESC LIMIT ?)',
  );

  return {
    record(run) {
      const { answer } = run;
      const made = answer?.generation ?? null;
      storage.transaction(() => {
        insert.run(
          run.id,
          run.messageId,
          run.question,
          run.status,
          answer?.mode ?? null,
          answer?.fallback ?? null,
          made?.model ?? null,
          made?.promptVersion ?? null,
          made?.promptTokens ?? null,
          made?.outputTokens ?? null,
          JSON.stringify(run.settings),
          JSON.stringify(answer?.timings ?? {}),
          JSON.stringify(answer?.sources.map((source) => source.passageId) ?? []),
          run.trace === null ? null : JSON.stringify(run.trace),
          run.problem === null ? null : JSON.stringify(run.problem),
          run.startedAt,
          run.finishedAt,
        );
        if (run.messageId === null) prune.run(KEEP_WITHOUT_MESSAGE);
      });
    },
    trace(messageId) {
      const json = z.string().optional().parse(byMessage.get(messageId));
      if (json === undefined) throw new CodedError('unknown-message', `No run is kept for message ${messageId}`, { id: messageId });
      return Trace.parse(JSON.parse(json));
    },
  };
}
