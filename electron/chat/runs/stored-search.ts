/** The search of a replay, and of an answer that goes on: what the original found, as it was found. */
import type { Answer } from '../../contract/index.ts';
import type { PromptMemory } from '../prompt-memory.ts';
import type { PipelineDeps } from '../pipeline.ts';
import type { SearchResult } from '../ports.ts';
import type { Attempt, Found } from './evidence.ts';
import type { RunDetailRow } from './rows.ts';

export interface Stored {
  answer: Answer;
  found: Found;
  attempt: Attempt | null;
}

/** null: no sources are kept with the run. Runs of older versions kept less: what is missing is taken from their trace. */
export function storedOf({ answer, found, trace, attempt }: RunDetailRow): Stored | null {
  if (answer === null || answer.sources.length === 0) return null;
  const rest: Found = found ?? {
    language: trace?.language ?? answer.language,
    confidence: trace?.confidence ?? answer.confidence,
    threshold: trace?.threshold ?? 0,
    answerable: answer.mode !== 'refused' || answer.generation !== null,
    sentences: [],
  };
  return { answer, found: rest, attempt };
}

/** Its documents have the names they had then: some may be gone. */
export function storedSearch({ answer, found }: Stored, trace: RunDetailRow['trace'], nameNow: PipelineDeps['documentName']): Pick<PipelineDeps, 'search' | 'documentName'> {
  const names = new Map(answer.sources.map((source) => [source.documentId, source.documentName]));
  const search = async (): Promise<SearchResult> => ({
    ...found,
    passages: answer.sources,
    timings: {},
    trace: trace && { searched: trace.searched, terms: trace.terms, candidates: trace.candidates, embedder: trace.embedder, coverage: trace.coverage, whole: trace.whole },
  });
  return { search: { search }, documentName: (id) => names.get(id) ?? nameNow(id) };
}

/** The turns before the question, as they were sent and written: a replay of the same version is the same prompt to the letter. */
export function rememberedTurns(attempt: Attempt | null): PromptMemory {
  const before = attempt?.messages.slice(1, -1) ?? [];
  const codes = new Map(Object.entries(attempt?.known ?? {}));
  const turns = before.flatMap((message, index) =>
    message.role === 'user' ? [{ question: '', answer: '', sent: message.text, written: before[index + 1]?.text ?? '', codes: index === 0 ? codes : new Map<string, number>() }] : [],
  );
  return { recall: (_, system) => ({ system, turns }), keep: () => undefined };
}
