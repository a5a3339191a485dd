import { expect, test, vi } from 'vitest';
import type { Message } from '../contract/index.ts';
import { createAnswerStream } from './stream.ts';
import { framesOf } from './testing.ts';

const message: Message = {
  id: '0197a000-0000-7000-8000-000000000002',
  conversationId: '0197a000-0000-7000-8000-000000000003',
  parentId: null,
  role: 'assistant',
  text: '',
  state: 'pending',
  answer: null,
  problem: null,
  siblings: [],
  createdAt: '2026-01-01T00:00:00.000Z',
};

test('deltas of one moment are one frame', async () => {
  vi.useFakeTimers();
  try {
    const stream = createAnswerStream(message);
    for (const word of ['Rok ', 'je ', '15 ', 'dana.']) stream.delta(word);
    expect(stream.message.text).toBe('');
    vi.advanceTimersByTime(33);
    expect(stream.message.text).toBe('Rok je 15 dana.');
    stream.delta(' I');
    stream.push({ type: 'end', message: { ...stream.message, text: 'Rok je 15 dana. I', state: 'complete' } });
    expect((await framesOf(stream.attach(0))).map((frame) => [frame.seq, frame.type])).toEqual([[1, 'delta'], [2, 'delta'], [3, 'end']]);
  } finally {
    vi.useRealTimers();
  }
});

test('readers at any pace see the same text; one that left leaves the others alone', async () => {
  const stream = createAnswerStream(message);
  const early = framesOf(stream.attach(0));
  const leaver = new AbortController();
  const left = framesOf(stream.attach(0, leaver.signal));
  stream.push({ type: 'stage', stage: 'searching', predictedMs: null });
  leaver.abort();
  await left;
  stream.push({ type: 'stage', stage: 'writing', predictedMs: null });
  const late = framesOf(stream.attach(1));
  stream.push({ type: 'end', message });
  expect((await early).map((frame) => frame.seq)).toEqual([1, 2, 3]);
  expect((await late).map((frame) => frame.seq)).toEqual([2, 3]);
  expect((await framesOf(stream.attach(0))).map((frame) => frame.seq)).toEqual([1, 2, 3]);
});

test('a reader the ring has passed gets a snapshot and goes on from there', async () => {
  const stream = createAnswerStream(message, { ring: 3, joinMs: 1 });
  const words = ['a', 'b', 'c', 'd', 'e'];
  for (const word of words) {
    stream.delta(word);
    stream.push({ type: 'stage', stage: 'writing', predictedMs: null });
  }
  const reader = stream.attach(1);
  const first = (await reader.next()).value;
  expect(first).toMatchObject({ type: 'snapshot', seq: 10, message: { text: 'abcde' } });
  stream.push({ type: 'end', message: stream.message });
  expect((await reader.next()).value).toMatchObject({ type: 'end', seq: 11 });
  expect((await reader.next()).done).toBe(true);
});

test('a number of another answer starts from the beginning', async () => {
  const stream = createAnswerStream(message);
  stream.push({ type: 'end', message });
  expect((await framesOf(stream.attach(57))).map((frame) => frame.seq)).toEqual([1]);
});

test('nothing follows the end', () => {
  const stream = createAnswerStream(message);
  stream.push({ type: 'end', message });
  expect(() => stream.delta('x')).toThrow('ended');
  expect(() => stream.push({ type: 'end', message })).toThrow('ended');
});
