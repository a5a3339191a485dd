import { expect, test } from 'vitest';
import { EngineProblem, type EngineClient } from '../engine/index.ts';
import { patientSearch } from './patient-search.ts';
import { fakeChild } from './testing/child.ts';

const REQUEST = { workspace: 'w', text: 'Koji je rok?' };
const RESULT: Awaited<ReturnType<EngineClient['search']>> = { language: 'hr', confidence: 1, threshold: 0, answerable: true, passages: [], sentences: [], timings: {}, trace: null };
const gone = () => new EngineProblem('engine-unavailable', 'gone');

/** Fails as often as it is told, then answers; `onFail` hears of each. */
function engine(failures: Error[], onFail: () => void = () => undefined) {
  let asked = 0;
  return {
    asked: () => asked,
    search: async () => {
      asked += 1;
      const failure = failures.shift();
      if (failure === undefined) return RESULT;
      onFail();
      throw failure;
    },
  };
}

test('an engine killed under a question is asked again as soon as it is back', async () => {
  const { child, up, down } = fakeChild('engine');
  up('http://127.0.0.1:1');
  const killed = engine([gone()], () => queueMicrotask(() => (down('backing-off'), up('http://127.0.0.1:2'))));
  expect(await patientSearch(killed, child)(REQUEST)).toBe(RESULT);
  expect(killed.asked()).toBe(2);
});

test('a question asked before the engine is up waits for it', async () => {
  const { child, up } = fakeChild('engine');
  const early = engine([gone()], () => queueMicrotask(() => up('http://127.0.0.1:1')));
  expect(await patientSearch(early, child)(REQUEST)).toBe(RESULT);
});

test('a question that ends the engine twice is given up', async () => {
  const { child, up } = fakeChild('engine');
  up('http://127.0.0.1:1');
  const poisoned = engine([gone(), gone(), gone()], () => queueMicrotask(() => up('http://127.0.0.1:2')));
  await expect(patientSearch(poisoned, child)(REQUEST)).rejects.toMatchObject({ code: 'engine-unavailable' });
  expect(poisoned.asked()).toBe(2);
});

test('a halted engine is not waited for, nor one that stays away too long, nor for somebody who left', async () => {
  const { child, down } = fakeChild('engine');
  const away = (patienceMs?: number, signal?: AbortSignal) => patientSearch(engine([gone()]), child, patienceMs)(REQUEST, signal);
  await expect(away(1)).rejects.toMatchObject({ code: 'engine-unavailable' });
  const left = new AbortController();
  const asked = away(undefined, left.signal);
  left.abort();
  await expect(asked).rejects.toMatchObject({ code: 'engine-unavailable' });
  down('halted');
  await expect(away()).rejects.toMatchObject({ code: 'engine-unavailable' });
});

test('another problem is told at once', async () => {
  const { child, up } = fakeChild('engine');
  up('http://127.0.0.1:1');
  const refusing = engine([new EngineProblem('invalid-input', 'no')]);
  await expect(patientSearch(refusing, child)(REQUEST)).rejects.toMatchObject({ code: 'invalid-input' });
  expect(refusing.asked()).toBe(1);
});
