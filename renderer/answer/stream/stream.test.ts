import { describe, expect, it } from 'vitest';
import type { Answer, Message, StreamFrame } from '../../../electron/contract/index.ts';
import { NO_STREAM, take, type Stream } from './stream.ts';

const answer = (language: 'hr' | 'en'): Answer => ({
  mode: 'generated', fallback: null, language, confidence: 0.8, sources: [], used: [], sentences: [], timings: {}, generation: null, runId: null,
});
const message = (text: string, state: Message['state']): Message => ({
  id: '0190c2d0-0000-7000-8000-000000000001', conversationId: '0190c2d0-0000-7000-8000-000000000002', parentId: null, role: 'assistant',
  text, state, answer: null, problem: null, siblings: [], createdAt: '2026-05-05T12:00:00.000Z',
});
const delta = (seq: number, text: string): StreamFrame => ({ type: 'delta', seq, text });
const play = (frames: StreamFrame[], from: Stream = NO_STREAM): Stream => frames.reduce(take, from);

const WHOLE: StreamFrame[] = [
  { type: 'stage', seq: 1, stage: 'searching', predictedMs: null },
  { type: 'sources', seq: 2, answer: answer('hr') },
  { type: 'stage', seq: 3, stage: 'writing', predictedMs: 4000 },
  delta(4, 'Rok je '),
  delta(5, 'petnaest dana.'),
  { type: 'replace', seq: 6, text: 'Rok je petnaest dana [1].', answer: answer('en') },
  { type: 'end', seq: 7, message: message('Rok je petnaest dana [1].', 'complete') },
];

describe('the stream of an answer', () => {
  it('grows, is replaced, and ends once', () => {
    expect(play(WHOLE.slice(0, 5))).toMatchObject({ seq: 5, text: 'Rok je petnaest dana.', stage: 'writing', predictedMs: 4000, state: 'live' });
    expect(play(WHOLE.slice(0, 6))).toMatchObject({ text: 'Rok je petnaest dana [1].', answer: { language: 'en' } });
    const ended = play(WHOLE);
    expect(ended).toMatchObject({ state: 'ended', stage: null });
    expect(take(ended, delta(8, 'više'))).toBe(ended);
  });

  it('takes replayed frames once, from any point of re-attaching', () => {
    for (let at = 0; at <= WHOLE.length; at += 1) {
      for (let back = 0; back <= at; back += 1) expect(play(WHOLE.slice(back), play(WHOLE.slice(0, at)))).toEqual(play(WHOLE));
    }
  });

  it('stops at a gap until the missing frames come', () => {
    const gap = play([...WHOLE.slice(0, 4), delta(6, 'KRAJ')]);
    expect(gap).toMatchObject({ state: 'gap', seq: 4, text: 'Rok je ' });
    expect(play(WHOLE.slice(4), gap)).toEqual(play(WHOLE));
  });

  it('a snapshot stands for everything up to its number', () => {
    const joined = play([{ type: 'snapshot', seq: 5, message: message('Rok je petnaest dana.', 'streaming') }, delta(6, ' Kraj.')]);
    expect(joined).toMatchObject({ seq: 6, text: 'Rok je petnaest dana. Kraj.', state: 'live' });
    expect(take(joined, { type: 'snapshot', seq: 3, message: message('staro', 'streaming') })).toBe(joined);
  });
});
