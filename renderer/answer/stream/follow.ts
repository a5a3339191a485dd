/** Reads a running answer to its end, through lost connections and missing frames. */
import type { StreamFrame } from '../../../electron/contract/index.ts';
import { NO_STREAM, take, type Stream } from './stream.ts';

export interface FollowOptions {
  attach(afterSeq: number, signal: AbortSignal): Promise<AsyncIterable<StreamFrame>>;
  onChange(stream: Stream): void;
  /** Called after the stream broke off before its end; resolves when it is worth trying again. */
  beforeRetry(attempt: number, signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
}

/** Resolves at the end frame, or when `signal` aborts. Leaving does not stop the answer. */
export async function followAnswer({ attach, onChange, beforeRetry, signal }: FollowOptions): Promise<void> {
  let stream = NO_STREAM;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const before = stream.seq;
    try {
      for await (const frame of await attach(stream.seq, signal)) {
        if (signal.aborted) return;
        stream = take(stream, frame);
        if (stream.state === 'gap') break;
        onChange(stream);
        if (stream.state === 'ended') return;
      }
    } catch {
      // The connection or the core went away: the frames are asked for again below.
    }
    if (stream.seq > before) attempt = 0;
    await beforeRetry(attempt, signal);
  }
}
