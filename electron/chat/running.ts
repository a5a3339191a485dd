/** The answers being made: one per conversation, each with its stream and its way to stop. */
import { uuidv7 } from 'uuidv7';
import { type Answer, CodedError, type Message, type MessageState, type Problem } from '../contract/index.ts';
import type { Log } from '../log/index.ts';
import type { Messages } from './messages.ts';
import { type PipelineDeps, runPipeline } from './pipeline.ts';
import type { AnswerRequest, AnswerSink, Outcome } from './turn.ts';
import { orAborted } from './or-aborted.ts';
import { toProblem } from './problem.ts';
import { createEvidence, type EvidenceSink } from './runs/evidence.ts';
import type { Beginning, RunRecorder } from './runs/recorder.ts';
import { createSaver } from './saver.ts';
import { type AnswerStream, createAnswerStream } from './stream.ts';
import { unverified } from './verify.ts';

export interface RunningAnswers {
  has(conversationId: string): boolean;
  /** @throws CodedError answer-running */
  requireIdle(conversationId: string): void;
  /** The answer grows in `reply`; streams and stops go by its conversation. */
  start(reply: Message, work: AnswerWork): void;
  /** The stream of the running answer, or of the last that ended. */
  stream(conversationId: string): AnswerStream | undefined;
  /** Resolves when the answer has ended with what it had. */
  stop(conversationId: string): Promise<void>;
  forget(conversationId: string): void;
  /** Ends all as interrupted; no answer starts after. */
  close(): Promise<void>;
}

export interface AnswerWork {
  deps: PipelineDeps;
  request: Omit<AnswerRequest, 'runId' | 'signal' | 'conversationId'>;
  run: Omit<Beginning, 'request'>;
  /** A replay is its run: one id. */
  runId?: string;
}

/** Streams kept after their end, for a reader that comes late. */
const KEPT_STREAMS = 16;

type StopReason = Extract<MessageState, 'stopped' | 'interrupted'>;

interface Running {
  stream: AnswerStream;
  stop: (reason: StopReason) => void;
  done: Promise<void>;
}

export function createRunningAnswers(o: {
  messages: Pick<Messages, 'save' | 'finish'>;
  runs: RunRecorder;
  log: Log;
  onEnd(conversationId: string): void;
}): RunningAnswers {
  const running = new Map<string, Running>();
  const ended = new Map<string, AnswerStream>();
  let closed = false;

  async function answer(reply: Message, stream: AnswerStream, deps: PipelineDeps, request: AnswerRequest, reason: () => StopReason): Promise<void> {
    const gathered = createEvidence();
    const saver = createSaver(() => {
      try {
        o.messages.save(reply.id, stream.message);
      } catch (error) {
        // A full disk now need not be full at the end, where the whole answer is stored.
        o.log.warn('an answer was not saved on its way', { message: reply.id, error });
      }
    });
    const sink: AnswerSink = { ...sinkFor(stream, request.signal, saver.touch), ...gathered };
    let end: Omit<Outcome, 'state' | 'answer' | 'detected'> & { state: MessageState; answer: Answer | null };
    try {
      end = await orAborted(runPipeline(deps, request, sink), request.signal);
    } catch (error) {
      const aborted = request.signal.aborted;
      if (!aborted) o.log.warn('an answer failed', { message: reply.id, error });
      const problem: Problem | null = aborted ? null : toProblem(error);
      stream.flush();
      end = { ...soFar(stream.message), state: aborted ? reason() : 'failed', problem };
    }
    saver.cancel();
    const message = o.messages.finish(reply.id, { ...end, problem: end.problem });
    const status = message.state === 'pending' || message.state === 'streaming' ? 'failed' : message.state;
    o.runs.finish(request.runId, { status, text: message.text, answer: message.answer, problem: end.problem, evidence: gathered.evidence });
    running.delete(reply.conversationId);
    keepEnded(reply.conversationId, stream);
    stream.push({ type: 'end', message });
    o.onEnd(reply.conversationId);
  }

  function keepEnded(conversationId: string, stream: AnswerStream): void {
    ended.delete(conversationId);
    ended.set(conversationId, stream);
    const oldest = ended.keys().next().value;
    if (ended.size > KEPT_STREAMS && oldest !== undefined) ended.delete(oldest);
  }

  const requireIdle = (conversationId: string): void => {
    if (closed) throw new CodedError('shutting-down', 'No answer starts while the application is ending');
    if (running.has(conversationId)) throw new CodedError('answer-running', 'The conversation is being answered', { id: conversationId });
  };

  return {
    has: (conversationId) => running.has(conversationId),
    requireIdle,
    start(reply, work) {
      requireIdle(reply.conversationId);
      const controller = new AbortController();
      let reason: StopReason = 'stopped';
      const stream = createAnswerStream(reply);
      const request: AnswerRequest = { ...work.request, runId: work.runId ?? uuidv7(), conversationId: reply.conversationId, signal: controller.signal };
      o.runs.begin({ ...work.run, request });
      const entry: Running = {
        stream,
        stop(why) {
          reason = why;
          controller.abort();
        },
        done: Promise.resolve(),
      };
      running.set(reply.conversationId, entry);
      entry.done = answer(reply, stream, work.deps, request, () => reason).catch((error: unknown) => {
        running.delete(reply.conversationId);
        o.log.error('an answer could not be stored', { message: reply.id, error });
      });
    },
    stream: (conversationId) => running.get(conversationId)?.stream ?? ended.get(conversationId),
    async stop(conversationId) {
      const entry = running.get(conversationId);
      entry?.stop('stopped');
      await entry?.done;
    },
    forget(conversationId) {
      ended.delete(conversationId);
    },
    async close() {
      closed = true;
      const all = [...running.values()];
      for (const entry of all) entry.stop('interrupted');
      await Promise.all(all.map((entry) => entry.done));
    },
  };
}

/** The frames of the pipeline; after a stop nothing is written any more. */
function sinkFor(stream: AnswerStream, signal: AbortSignal, touch: () => void): Omit<AnswerSink, keyof EvidenceSink> {
  const live = (write: () => void): void => {
    if (signal.aborted) return;
    write();
    touch();
  };
  return {
    stage: (stage, predictedMs) => live(() => stream.push({ type: 'stage', stage, predictedMs })),
    sources: (answer) => live(() => stream.push({ type: 'sources', answer })),
    delta: (text) => live(() => stream.delta(text)),
    replace: (text, answer) => live(() => stream.push({ type: 'replace', text, answer })),
  };
}

/** What a stopped answer leaves: an excerpt says that the model was stopped; written text keeps its marks, unchecked. */
function soFar({ text, answer }: Message): { text: string; answer: Answer | null } {
  if (answer?.mode === 'extractive') return { text, answer: { ...answer, fallback: 'stopped' } };
  if (answer?.mode !== 'generated') return { text, answer };
  const cut = unverified(text, answer.sources);
  return { text: cut.text, answer: { ...answer, sentences: cut.sentences, used: cut.used } };
}
