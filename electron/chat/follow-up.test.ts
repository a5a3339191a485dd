import { expect, test } from 'vitest';
import { contextFor, standsAlone } from './follow-up.ts';
import { PAIRS } from './follow-up-pairs.ts';

test.each([
  'Koji je rok za žalbu na rješenje?',
  'Tko donosi prostorni plan županije?',
  'What is the notice period for tenants?',
  'Who appoints the members of the supervisory board?',
  'Koliko iznosi naknada za prijevoz na posao?',
  'I want to know the retention period of personal data',
  'A tenant broke the lease early, what penalty applies?',
  'What is LayoutParser?',
  'Što je zalog?',
  'Tko je javni bilježnik?',
])('stands alone: %s', (question) => expect(standsAlone(question)).toBe(true));

test.each([
  'A kolika je pristojba za nju?',
  'A rok?',
  'Zašto?',
  'Why?',
  'Koliko to košta?',
  'And for companies?',
  'What about minors?',
  'How long does it last?',
  'Kada on istječe?',
  'Tko ih imenuje?',
  'Vrijedi li isto za njihove članove?',
  'I kolika je kazna?',
  'Who signs them?',
  'What is the fee?',
  'Što je to?',
])('leans on the conversation: %s', (question) => expect(standsAlone(question)).toBe(false));

test('the context reaches back to the question that stands alone', () => {
  const earlier = ['Tko donosi prostorni plan županije?', 'Koji je rok za žalbu na rješenje?', 'A kolika je pristojba?'];
  expect(contextFor('Zašto?', earlier)).toEqual(earlier.slice(1));
  expect(contextFor('Tko donosi proračun grada Zadra?', earlier)).toEqual([]);
  expect(contextFor('Zašto?', [])).toEqual([]);
});

test.each(PAIRS.map(({ before, question, context }) => [before, question, context] as const))('%s -> %s', (before, question, context) =>
  expect(contextFor(question, [before])).toEqual(context === null ? [] : [context]));
