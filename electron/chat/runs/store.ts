/** The run history in the database: written at the start and at the end of each run, listed, pruned. */
import { z } from 'zod';
import { type Answer, CodedError, type Problem, type Run, type RunFilter, type RunKind, type RunSettings, type RunStatus, type SupportCounts, Trace } from '../../contract/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Evidence } from './evidence.ts';
import { whereOf } from './filter.ts';
import { RunDetailRow, RunRow, toRun } from './rows.ts';

export interface RunStart {
  id: string;
  kind: RunKind;
  conversationId: string | null;
  messageId: string | null;
  replayOf: string | null;
  question: string;
  settings: RunSettings;
  startedAt: number;
}

export interface RunEnd {
  status: Exclude<RunStatus, 'running'>;
  text: string;
  answer: Answer | null;
  problem: Problem | null;
  evidence: Evidence;
  finishedAt: number;
}

export interface RunStore {
  begin(run: RunStart): Run;
  finish(id: string, end: RunEnd): Run;
  /** @throws CodedError unknown-run */
  get(id: string): RunDetailRow;
  list(filter: RunFilter, range: { offset: number; limit: number }): { items: Run[]; total: number };
  /** Newest first. */
  replaysOf(id: string): Run[];
  facets(): { models: string[]; promptVersions: string[] };
  /** Finished ones only; how many there were. */
  remove(ids: readonly string[]): number;
  clear(filter: RunFilter): number;
  /** Keeps the newest of the young ones; how many went. */
  prune(keep: { runs: number; since: number }): number;
  /** @throws CodedError not-found where no run with a trace belongs to the message */
  trace(messageId: string): Trace;
  /** Runs that were going when the application last ended. */
  interruptUnfinished(now: number): number;
}

/** A program that asks all day does not push out a person's runs. */
const KEEP_API = 1000;

const LISTED = `r.id, r.kind, r.conversation_id, r.message_id, r.replay_of, r.question, r.status, r.mode, r.fallback, r.language, r.model, r.prompt_version,
  r.left_machine, r.prompt_tokens, r.reused_tokens, r.output_tokens, r.first_token_ms, r.tokens_per_second, r.timings, json_array_length(r.passages) AS sources,
  r.support, r.problem, r.started_at, r.finished_at`;

export function createRunStore(storage: Storage): RunStore {
  const { db } = storage;
  const insert = db.prepare(`
    INSERT INTO runs (id, kind, conversation_id, message_id, replay_of, question, status, settings, timings, passages, started_at, finished_at)
    VALUES (@id, @kind, @conversationId, @messageId, @replayOf, @question, 'running', @settings, '{}', '[]', @startedAt, @startedAt)`);
  const update = db.prepare(`
    UPDATE runs SET status = @status, mode = @mode, fallback = @fallback, language = @language, model = @model, prompt_version = @promptVersion,
      left_machine = @leftMachine, prompt_tokens = @promptTokens, reused_tokens = @reusedTokens, output_tokens = @outputTokens,
      first_token_ms = @firstTokenMs, tokens_per_second = @tokensPerSecond, timings = @timings, passages = @passages, support = @support,
      problem = @problem, finished_at = @finishedAt WHERE id = @id`);
  // A conversation's text and answer stand in its message.
  const keepDetails = db.prepare(`
    INSERT INTO run_details (run_id, text, answer, trace, found, attempt, rewrite)
    SELECT id, iif(message_id IS NULL, @text, NULL), iif(message_id IS NULL, @answer, NULL), @trace, @found, @attempt, @rewrite FROM runs WHERE id = @id`);
  const one = db.prepare(`SELECT ${LISTED} FROM runs r WHERE r.id = ?`);
  const whole = db.prepare(`
    SELECT ${LISTED}, coalesce(d.text, m.text) AS text, coalesce(d.answer, m.answer) AS answer, d.trace, r.settings, d.found, d.attempt, d.rewrite
    FROM runs r LEFT JOIN run_details d ON d.run_id = r.id LEFT JOIN messages m ON m.id = r.message_id WHERE r.id = ?`);
  const replays = db.prepare(`SELECT ${LISTED} FROM runs r WHERE r.replay_of = ? ORDER BY r.started_at DESC, r.id DESC`);
  const models = db.prepare('SELECT DISTINCT model FROM runs WHERE model IS NOT NULL ORDER BY model').pluck();
  const versions = db.prepare('SELECT DISTINCT prompt_version FROM runs WHERE prompt_version IS NOT NULL ORDER BY prompt_version').pluck();
  const traceOf = db.prepare('SELECT d.trace FROM runs r JOIN run_details d ON d.run_id = r.id WHERE r.message_id = ? AND d.trace IS NOT NULL ORDER BY r.started_at DESC LIMIT 1').pluck();
  const removeOne = db.prepare(`DELETE FROM runs WHERE id = ? AND status <> 'running'`);
  const removeOld = db.prepare(`
    DELETE FROM runs WHERE status <> 'running' AND (started_at < @since OR id IN (SELECT id FROM runs ORDER BY started_at DESC, id DESC LIMIT -1 OFFSET @runs)
      OR id IN (SELECT id FROM runs WHERE kind = 'api' ORDER BY started_at DESC, id DESC LIMIT -1 OFFSET ${KEEP_API}))`);
  const interrupt = db.prepare(`UPDATE runs SET status = 'interrupted', finished_at = max(started_at, ?) WHERE status = 'running'`);

  const view = (id: string): Run => toRun(RunRow.parse(one.get(id)));

  return {
    begin(run) {
      insert.run({ ...run, settings: JSON.stringify(run.settings) });
      return view(run.id);
    },
    finish(id, end) {
      const { details, ...row } = columns(end);
      return storage.transaction(() => {
        update.run({ id, ...row });
        keepDetails.run({ id, ...details });
        return view(id);
      });
    },
    get(id) {
      const row = whole.get(id);
      if (row === undefined) throw new CodedError('unknown-run', `There is no run ${id}`, { id });
      return RunDetailRow.parse(row);
    },
    list(filter, { offset, limit }) {
      const { sql, values } = whereOf(filter);
      const items = db.prepare(`SELECT ${LISTED} FROM runs r ${sql} ORDER BY r.started_at DESC, r.id DESC LIMIT ? OFFSET ?`).all(...values, limit, offset);
      const total = db.prepare(`SELECT count(*) FROM runs r ${sql}`).pluck().get(...values);
      return { items: items.map((row) => toRun(RunRow.parse(row))), total: Number(total) };
    },
    replaysOf: (id) => replays.all(id).map((row) => toRun(RunRow.parse(row))),
    facets: () => ({ models: z.array(z.string()).parse(models.all()), promptVersions: z.array(z.string()).parse(versions.all()) }),
    remove: (ids) => storage.transaction(() => ids.reduce((sum, id) => sum + removeOne.run(id).changes, 0)),
    clear(filter) {
      const { sql, values } = whereOf(filter);
      return storage.transaction(() => db.prepare(`DELETE FROM runs WHERE status <> 'running' AND id IN (SELECT r.id FROM runs r ${sql})`).run(...values).changes);
    },
    prune: (keep) => removeOld.run(keep).changes,
    trace(messageId) {
      const json = z.string().optional().parse(traceOf.get(messageId));
      if (json === undefined) throw new CodedError('not-found', `No trace is kept for message ${messageId}`, { id: messageId });
      return Trace.parse(JSON.parse(json));
    },
    interruptUnfinished: (now) => interrupt.run(now).changes,
  };
}

function columns({ status, text, answer, problem, evidence, finishedAt }: RunEnd) {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const { trace, found, attempt, rewrite } = evidence;
  const made = answer?.generation ?? null;
  return {
    status,
    problem: json(problem),
    details: { text, answer: json(answer), trace: json(trace), found: json(found), attempt: json(attempt), rewrite: json(rewrite) },
    mode: answer?.mode ?? null,
    fallback: answer?.fallback ?? null,
    language: answer?.language ?? null,
    model: made?.model ?? attempt?.model ?? null,
    promptVersion: made?.promptVersion ?? attempt?.promptVersion ?? null,
    leftMachine: Number(evidence.rewroteElsewhere || (made?.leftMachine ?? attempt?.leftMachine ?? false)),
    promptTokens: attempt?.promptTokens ?? null,
    reusedTokens: attempt?.reusedTokens ?? null,
    outputTokens: attempt?.outputTokens ?? null,
    firstTokenMs: made?.firstTokenMs ?? attempt?.firstTokenMs ?? null,
    tokensPerSecond: attempt?.tokensPerSecond ?? null,
    timings: JSON.stringify(answer?.timings ?? {}),
    passages: JSON.stringify(answer?.sources.map((source) => source.passageId) ?? []),
    support: json(answer && countSupport(answer)),
    finishedAt,
  };
}

function countSupport({ sentences }: Answer): SupportCounts {
  const counts: SupportCounts = { supported: 0, weak: 0, unsupported: 0, unchecked: 0 };
  for (const { support } of sentences) counts[support] += 1;
  return counts;
}
