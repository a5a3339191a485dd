/** The HTTP API's view of the run history and of the prompts it was made with. */
import { z } from 'zod';
import { type ApiPrompt, type ApiReplay, type ApiRun, type ApiRunDetail, type ApiRunFilter, CodedError, type Run } from '../contract/index.ts';
import type { RunHistory } from '../chat/index.ts';
import type { Prompts } from '../prompts/index.ts';
import { sentenceView, sourceView } from './api-views.ts';

type RunView = z.output<typeof ApiRun>;

export interface ApiHistory {
  list(input: z.output<typeof ApiRunFilter>): { runs: RunView[]; total: number };
  get(id: string): z.output<typeof ApiRunDetail>;
  remove(id: string): void;
  replay(input: z.output<typeof ApiReplay>): RunView;
  stop(id: string): Promise<RunView>;
  prompts(): { prompts: z.output<typeof ApiPrompt>[] };
}

export function createApiHistory({ runs, prompts }: { runs: RunHistory; prompts: Prompts }): ApiHistory {
  function known(id: string): string {
    if (z.uuid().safeParse(id).success) return id;
    throw new CodedError('unknown-run', 'There is no such run', { id });
  }
  function get(id: string): z.output<typeof ApiRunDetail> {
    const run = runs.get({ id: known(id) });
    return {
      ...runView(run),
      answer: run.text,
      sources: run.answer?.sources.map(sourceView) ?? [],
      sentences: run.answer?.sentences.map(sentenceView) ?? [],
      timings: run.answer?.timings ?? {},
      prompt: run.sent?.messages ?? [],
      replays: run.replays.map(runView),
    };
  }
  return {
    get,
    list({ offset, limit, status, kind, model, prompt_version, conversation_id, from, to }) {
      const { items, total } = runs.list({
        filter: {
          text: '',
          statuses: status ? [status] : [],
          kinds: kind ? [kind] : [],
          model: model ?? null,
          promptVersion: prompt_version ?? null,
          conversationId: conversation_id ?? null,
          from: from ?? null,
          to: to ?? null,
        },
        offset,
        limit,
      });
      return { runs: items.map(runView), total };
    },
    remove(id) {
      get(id);
      runs.remove({ ids: [id] });
    },
    replay: ({ id, generator, prompt_version, search_again }) =>
      runView(runs.replay({ id: known(id), generator: generator ?? null, promptVersion: prompt_version ?? null, searchAgain: search_again })),
    async stop(id) {
      await runs.stop({ id: known(id) });
      return runView(runs.get({ id }));
    },
    prompts: () => ({
      prompts: prompts.list().map(({ id, language, active }) => ({
        id,
        language,
        active,
        versions: prompts.versions({ promptId: id }).map((version) => ({ id: version.id, state: version.state, note: version.note, created_at: version.createdAt })),
      })),
    }),
  };
}

function runView(run: Run): RunView {
  return {
    id: run.id,
    kind: run.kind,
    status: run.status,
    conversation_id: run.conversationId,
    replay_of: run.replayOf,
    question: run.question,
    answer_mode: run.mode,
    fallback: run.fallback,
    model: run.model,
    prompt_version: run.promptVersion,
    prompt_tokens: run.promptTokens,
    output_tokens: run.outputTokens,
    first_token_ms: run.firstTokenMs,
    tokens_per_second: run.tokensPerSecond,
    total_ms: run.totalMs,
    support: run.support,
    error: run.problem,
    started_at: run.startedAt,
    finished_at: run.finishedAt,
  };
}
