import { describe, expect, it } from 'vitest';
import type { Message, StreamFrame } from '../../../electron/contract/index.ts';
import { followAnswer } from './follow.ts';
import type { Stream } from './stream.ts';

const message: Message = {
  id: '0190c2d0-0000-7000-8000-000000000001', conversationId: '0190c2d0-0000-7000-8000-000000000002', parentId: null, role: 'assistant',
  text: 'Rok je petnaest dana.', state: 'complete', answer: null, problem: null, siblings: [], createdAt: '2026-05-05T12:00:00.000Z',
};
const FRAMES: StreamFrame[] = [
  { type: 'stage', seq: 1, stage: 'writing', predictedMs: null },
  { type: 'delta', seq: 2, text: 'Rok je ' },
  { type: 'delta', seq: 3, text: 'petnaest ' },
  { type: 'delta', seq: 4, text: 'dana.' },
  { type: 'end', seq: 5, message },
];

async function* play(frames: readonly StreamFrame[], breaks: boolean): AsyncGenerator<StreamFrame> {
  for (const frame of frames) yield await Promise.resolve(frame);
  if (breaks) throw new Error('the connection was lost');
}

/** Follows through the given attempts; gives what was asked for and what was shown. */
async function follow(attempts: (readonly StreamFrame[])[]): Promise<{ asked: number[]; shown: Stream[] }> {
  const asked: number[] = [];
  const shown: Stream[] = [];
  const stop = new AbortController();
  await followAnswer({
    attach: (afterSeq) => {
      const frames = attempts[asked.length];
      asked.push(afterSeq);
      if (frames === undefined) stop.abort();
      return Promise.resolve(play(frames ?? [], frames !== attempts.at(-1)));
    },
    onChange: (stream) => shown.push(stream),
    beforeRetry: () => Promise.resolve(),
    signal: stop.signal,
  });
  return { asked, shown };
}

describe('following an answer', () => {
  it('goes on behind the last frame after a lost connection', async () => {
    const { asked, shown } = await follow([FRAMES.slice(0, 2), FRAMES.slice(2)]);
    expect(asked).toEqual([0, 2]);
    expect(shown.map((stream) => stream.text)).toEqual(['', 'Rok je ', 'Rok je petnaest ', 'Rok je petnaest dana.', 'Rok je petnaest dana.']);
    expect(shown.at(-1)?.state).toBe('ended');
  });

  it('never shows text with a hole: a gap attaches again', async () => {
    const hole = FRAMES.filter((frame) => frame.seq !== 3);
    const { asked, shown } = await follow([hole, FRAMES.slice(2)]);
    expect(asked).toEqual([0, 2]);
    expect(shown.every((stream) => 'Rok je petnaest dana.'.startsWith(stream.text))).toBe(true);
  });

  it('survives several broken attempts and replays from the start', async () => {
    const { shown } = await follow([[], FRAMES.slice(0, 1), FRAMES.slice(0, 3), FRAMES]);
    expect(shown.filter((stream) => stream.state === 'ended')).toHaveLength(1);
    expect(shown.at(-1)?.text).toBe('Rok je petnaest dana.');
  });

  it('stops when it is told to leave', async () => {
    const { asked } = await follow([FRAMES.slice(0, 2)].concat([[]]));
    expect(asked.length).toBeLessThanOrEqual(3);
  });
});
