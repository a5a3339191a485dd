/**
 * The frames of one answer, owned by the core: numbered from 1 without gaps, kept in a
 * bounded ring, read by any number of readers, each at its own pace. A reader that the ring
 * has passed gets a snapshot instead; leaving never stops the answer.
 */
import type { Answer, Message, StreamFrame } from '../contract/index.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type UnnumberedFrame = DistributiveOmit<Exclude<StreamFrame, { type: 'snapshot' | 'delta' }>, 'seq'>;

export interface AnswerStream {
  /** The message as the frames so far make it. */
  readonly message: Message;
  readonly ended: boolean;
  /** Joined with others of the same moment into one frame. */
  delta(text: string): void;
  push(frame: UnnumberedFrame): void;
  /** What waits to be joined becomes a frame now. */
  flush(): void;
  /** Everything after `afterSeq`, until the end frame. */
  attach(afterSeq: number, signal?: AbortSignal): AsyncGenerator<StreamFrame, void, void>;
}

const RING_FRAMES = 512;
/** One frame per screen refresh or two: nobody reads faster. */
const JOIN_MS = 25;

export function createAnswerStream(message: Message, o: { ring?: number; joinMs?: number; onFrame?(m: Message): void } = {}): AnswerStream {
  const limit = o.ring ?? RING_FRAMES;
  const ring: StreamFrame[] = [];
  let current = message;
  let seq = 0;
  let ended = false;
  let pending = '';
  let timer: NodeJS.Timeout | null = null;
  let wake = Promise.withResolvers<void>();

  function add(frame: DistributiveOmit<StreamFrame, 'seq'>): void {
    seq += 1;
    const numbered: StreamFrame = { ...frame, seq };
    ring.push(numbered);
    if (ring.length > limit) ring.shift();
    current = apply(current, numbered);
    ended = frame.type === 'end';
    o.onFrame?.(current);
    wake.resolve();
    wake = Promise.withResolvers<void>();
  }

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const text = pending;
    pending = '';
    if (text !== '') add({ type: 'delta', text });
  }

  return {
    flush,
    get message() {
      return current;
    },
    get ended() {
      return ended;
    },
    delta(text) {
      if (ended) throw new Error('the stream has ended');
      pending += text;
      timer ??= setTimeout(flush, o.joinMs ?? JOIN_MS);
    },
    push(frame) {
      if (ended) throw new Error('the stream has ended');
      flush();
      add(frame);
    },
    async *attach(afterSeq, signal) {
      // A number from an earlier answer says nothing about this one.
      let last = afterSeq > seq ? 0 : afterSeq;
      const left = Promise.withResolvers<void>();
      const gone = () => signal?.aborted === true;
      const leave = () => left.resolve();
      signal?.addEventListener('abort', leave, { once: true });
      try {
        while (!gone()) {
          const oldest = seq - ring.length + 1;
          const passed = last + 1 < oldest;
          if (passed && !ended) {
            last = seq;
            yield { type: 'snapshot', seq, message: current };
            continue;
          }
          // The end frame holds the whole message: whoever is late for the ring gets that.
          const next = passed ? ring.at(-1) : ring[last + 1 - oldest];
          if (next) {
            last = next.seq;
            yield next;
            if (next.type === 'end') return;
            continue;
          }
          await Promise.race([wake.promise, left.promise]);
        }
      } finally {
        signal?.removeEventListener('abort', leave);
      }
    },
  };
}

/** What a frame makes of a message; the renderer does the same. */
function apply(message: Message, frame: StreamFrame): Message {
  const answered = (answer: Answer, text: string): Message => ({ ...message, state: 'streaming', answer, text });
  if (frame.type === 'stage') return message;
  if (frame.type === 'delta') return { ...message, state: 'streaming', text: message.text + frame.text };
  if (frame.type === 'sources') return answered(frame.answer, message.text);
  if (frame.type === 'replace') return answered(frame.answer, frame.text);
  return frame.message;
}
