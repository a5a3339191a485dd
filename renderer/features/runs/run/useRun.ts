/** One run, live: a replay that is going is read as it streams. */
import { useEffect, useState } from 'react';
import type { Answer, Problem, RunDetail, RunEvent } from '../../../../electron/contract/index.ts';
import { followRunning, NO_STREAM, type Stream } from '../../../answer/index.ts';
import { client, subscribe, toProblem } from '../../../transport/index.ts';

export interface OpenRun {
  /** null until it was read. */
  run: RunDetail | null;
  problem: Problem | null;
  /** As far as it has come. */
  text: string;
  answer: Answer | null;
  /** null: it is not going, or its text is not followed here. */
  stream: Stream | null;
}

export function useRun(id: string): OpenRun {
  const [run, setRun] = useState<RunDetail | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [stream, setStream] = useState<Stream>(NO_STREAM);

  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      try {
        const detail = await client.runs.get({ id });
        if (gone) return;
        setRun(detail);
        setProblem(null);
      } catch (error) {
        if (!gone) setProblem(toProblem(error));
      }
    };
    const concerns = (event: RunEvent): boolean => event.type === 'removed' || event.run.id === id || event.run.replayOf === id;
    const stop = subscribe<RunEvent>({ open: (options) => client.runs.events(undefined, options), onOpen: read, onEvents: (events) => events.some(concerns) && void read() });
    return () => {
      gone = true;
      stop();
    };
  }, [id]);

  const following = run?.kind === 'replay' && run.status === 'running';
  useEffect(() => {
    if (!following) return undefined;
    return followRunning(
      (afterSeq, signal) => client.runs.attach({ id, afterSeq }, { signal }),
      setStream,
      // The event of its end brings everything else; the text stands until then.
      (message) => setStream((before) => ({ ...before, stage: null, text: message.text, answer: message.answer })),
    );
  }, [id, following]);

  return {
    run,
    problem,
    text: following ? stream.text : (run?.text ?? ''),
    answer: following ? stream.answer : (run?.answer ?? null),
    stream: following ? stream : null,
  };
}
