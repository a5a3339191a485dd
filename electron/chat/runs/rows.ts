/** Rows of the run history as the contract's shapes; JSON columns are validated when read. */
import { z } from 'zod';
import { Answer, AnswerMode, FallbackReason, Language, Problem, Rewrite, type Run, RunKind, RunSettings, RunStatus, SupportCounts, Timings, Trace } from '../../contract/index.ts';
import { Attempt, Found } from './evidence.ts';

const json = <T extends z.ZodType>(schema: T) => z.string().transform((text) => schema.parse(JSON.parse(text)));

export const RunRow = z.object({
  id: z.string(),
  kind: RunKind,
  conversation_id: z.string().nullable(),
  message_id: z.string().nullable(),
  replay_of: z.string().nullable(),
  question: z.string(),
  status: RunStatus,
  mode: AnswerMode.nullable(),
  fallback: FallbackReason.nullable(),
  language: Language.nullable(),
  model: z.string().nullable(),
  prompt_version: z.string().nullable(),
  left_machine: z.number(),
  prompt_tokens: z.number().nullable(),
  reused_tokens: z.number().nullable(),
  output_tokens: z.number().nullable(),
  first_token_ms: z.number().nullable(),
  tokens_per_second: z.number().nullable(),
  timings: json(Timings),
  sources: z.number(),
  support: json(SupportCounts).nullable(),
  problem: json(Problem).nullable(),
  started_at: z.number(),
  finished_at: z.number(),
});

export const RunDetailRow = RunRow.extend({
  text: z.string().nullable(),
  answer: json(Answer).nullable(),
  trace: json(Trace).nullable(),
  settings: json(RunSettings),
  found: json(Found).nullable(),
  attempt: json(Attempt).nullable(),
  rewrite: json(Rewrite).nullable(),
});
export type RunDetailRow = z.infer<typeof RunDetailRow>;

const iso = (ms: number): string => new Date(ms).toISOString();

export function toRun(row: z.infer<typeof RunRow>): Run {
  const running = row.status === 'running';
  return {
    id: row.id,
    kind: row.kind,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    replayOf: row.replay_of,
    question: row.question,
    status: row.status,
    mode: row.mode,
    fallback: row.fallback,
    language: row.language,
    model: row.model,
    promptVersion: row.prompt_version,
    leftMachine: row.left_machine !== 0,
    promptTokens: row.prompt_tokens,
    reusedTokens: row.reused_tokens,
    outputTokens: row.output_tokens,
    firstTokenMs: row.first_token_ms,
    tokensPerSecond: row.tokens_per_second,
    totalMs: running ? null : (row.timings['total'] ?? row.finished_at - row.started_at),
    sources: row.sources,
    support: row.support,
    problem: row.problem,
    startedAt: iso(row.started_at),
    finishedAt: running ? null : iso(row.finished_at),
  };
}
