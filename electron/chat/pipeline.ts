/**
 * One question to one answer, for conversations and the HTTP API alike:
 * search, sources first, the excerpt, then (with a model) the written answer.
 */
import type { Answer, GeneratorChoice, Language, Settings, Source } from '../contract/index.ts';
import type { Generator } from '../generation/index.ts';
import { composeExtract, extractiveAnswer, type ExtractiveText } from './extractive.ts';
import type { CheckPort, SearchPort, SearchResult, SettingsPort } from './ports.ts';
import { REFUSAL } from './refusal.ts';
import type { Prompts } from '../prompts/index.ts';
import type { PromptMemory } from './prompt-memory.ts';
import { answerWithSources, toSources, toTrace } from './sources.ts';
import { rewriteFollowUp, type Rewritten } from './rewriting/rewrite.ts';
import type { AnswerRequest, AnswerSink, Outcome } from './turn.ts';
import { writeAnswer } from './written.ts';

export interface PipelineDeps {
  search: SearchPort;
  check: CheckPort;
  generator(): Generator | null;
  generatorFor(choice: GeneratorChoice): Generator | null;
  prompts: Pick<Prompts, 'activeAnswer' | 'activeFollowUp'>;
  settings: SettingsPort;
  documentName: (id: string) => string;
  memory: PromptMemory;
}

/** @throws what the search throws; everything after it ends in an outcome */
export async function runPipeline(deps: PipelineDeps, request: AnswerRequest, sink: AnswerSink): Promise<Outcome> {
  const started = performance.now();
  sink.stage('searching', null);
  const settings = deps.settings.get();
  const generator = request.settings.mode === 'extractive' ? null : chosenGenerator(deps, request.settings.generator);
  const rewritten = await writtenOut(deps, request, generator, settings.generation.followUps);
  if (rewritten) sink.rewrote(rewritten.rewrite, rewritten.leftMachine);
  const alone = rewritten?.rewrite.text ?? null;
  const rewriteMs = performance.now() - started;
  const result = await deps.search.search(
    {
      text: alone ?? request.question,
      context: alone === null ? request.context : [],
      language: request.settings.language,
      limit: request.maxSources,
      passagesPerDocument: settings.retrieval.passagesPerDocument,
      documentIds: request.settings.documentIds,
      rerank: settings.retrieval.reranker,
      extract: true,
      trace: true,
    },
    request.signal,
  );
  const searchMs = performance.now() - started - rewriteMs;
  const language = answerLanguage(request.settings.language, settings.answerLanguage, result.language);
  const sources = toSources(result.passages, deps.documentName);
  sink.found(result, toTrace(request.question, result, deps.documentName));
  const timed = (answer: Answer): Answer => ({ ...answer, timings: { ...answer.timings, search: searchMs, total: performance.now() - started } });
  const base = timed(answerWithSources({ result, sources, language, runId: request.runId, mode: 'extractive' }));
  const common = { problem: null, detected: result.language };

  const write = async (generator: Generator, base: Answer, extract: ExtractiveText, given: Source[]): Promise<Outcome> => {
    const written = await writeAnswer({ generator, check: deps.check, memory: deps.memory, prompt: deps.prompts.activeAnswer(base.language), settings, request, base, extract, given, sink });
    return { ...common, ...written, answer: timed(written.answer) };
  };

  if (!result.answerable || sources.length === 0) {
    const answer: Answer = { ...base, mode: 'refused' };
    sink.sources(answer);
    // The person's own switch: the model may say what it knows; none of it counts as supported.
    if (generator && request.settings.generalKnowledge) return write(generator, answer, { text: REFUSAL[language], sentences: [], used: [] }, []);
    sink.delta(REFUSAL[language]);
    return { ...common, text: REFUSAL[language], state: 'complete', answer: timed(answer) };
  }

  sink.sources(base);
  const extract = composeExtract(sources, result.sentences, language);
  if (!generator) {
    const fallback = request.settings.mode === 'extractive' ? null : 'no-model';
    sink.delta(extract.text);
    return { ...common, text: extract.text, state: 'complete', answer: timed(extractiveAnswer(base, extract, fallback)) };
  }
  // On a slow machine the model's first word is minutes away: the excerpt is there meanwhile.
  sink.replace(extract.text, extractiveAnswer(base, extract, null));
  return write(generator, base, extract, sources);
}

/** A follow-up as a model writes it out, now or in an earlier run; null: it is searched by the rule. */
async function writtenOut(deps: PipelineDeps, request: AnswerRequest, generator: Generator | null, followUps: Settings['generation']['followUps']): Promise<Rewritten | null> {
  if (request.rewrite !== undefined) return request.rewrite && { rewrite: request.rewrite, leftMachine: false };
  return generator && rewriteFollowUp({ generator, prompt: deps.prompts.activeFollowUp, followUps, request });
}

/** The conversation's choice before the person's. */
const chosenGenerator = (deps: PipelineDeps, choice: GeneratorChoice | null): Generator | null => (choice === null ? deps.generator() : deps.generatorFor(choice));

/** A conversation's choice, then the person's, then the question's own language; a mixed question is answered in Croatian. */
function answerLanguage(chosen: 'auto' | Language, preferred: 'auto' | Language, detected: SearchResult['language']): Language {
  if (chosen !== 'auto') return chosen;
  if (preferred !== 'auto') return preferred;
  return detected === 'mixed' ? 'hr' : detected;
}
