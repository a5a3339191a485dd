/** A running answer, followed for a component. */
import type { Message } from '../../../electron/contract/index.ts';
import { connection } from '../../transport/index.ts';
import { followAnswer, type FollowOptions } from './follow.ts';
import { NO_STREAM, type Stream } from './stream.ts';

const LONGEST_PAUSE_MS = 5000;

/** A little longer each time, and not before the core can be reached. */
async function pauseBeforeRetry(attempt: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_PAUSE_MS, 100 * 2 ** attempt)));
  await connection.channel({ signal }).catch(() => undefined);
}

/** Shows at most one state of the stream per screen refresh. */
export function followRunning(attach: FollowOptions['attach'], onStream: (stream: Stream) => void, onEnd: (message: Message) => void): () => void {
  const leaving = new AbortController();
  let newest: Stream = NO_STREAM;
  let frame = 0;
  const flush = (): void => {
    frame = 0;
    if (leaving.signal.aborted) return;
    if (newest.state === 'ended' && newest.message !== null) onEnd(newest.message);
    else onStream(newest);
  };
  void followAnswer({
    attach,
    onChange: (stream) => {
      newest = stream;
      // A hidden window draws no frames; the end must be seen all the same.
      if (stream.state === 'ended') {
        cancelAnimationFrame(frame);
        flush();
      } else if (frame === 0) frame = requestAnimationFrame(flush);
    },
    beforeRetry: pauseBeforeRetry,
    signal: leaving.signal,
  });
  return () => {
    leaving.abort();
    cancelAnimationFrame(frame);
  };
}
