import { expect, it } from 'vitest';
import { endingWords } from './ending.ts';

it.each([
  ['interrupted', '', 'chat.state.interruptedEmpty'],
  ['interrupted', 'Rok je', 'chat.state.interrupted'],
  ['stopped', '', 'chat.state.stoppedEmpty'],
  ['stopped', 'Rok je', 'chat.state.stopped'],
  ['failed', '', 'chat.state.failed'],
  ['complete', 'Rok je 15 dana.', null],
] as const)('%s after "%s"', (state, text, words) => expect(endingWords({ state, text, answer: null })).toBe(words));
