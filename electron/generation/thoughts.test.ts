import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createThoughtFilter, endsThinking } from './thoughts.ts';

/** What is left of a text that comes in these pieces. */
function shown(pieces: readonly string[], thinking = false): string {
  let text = '';
  const filter = createThoughtFilter({ thinking, takeBack: () => (text = '') });
  for (const piece of pieces) {
    // First pushed: that may empty the text.
    const more = filter.push(piece);
    text += more;
  }
  return text + filter.end();
}

const CASES: [name: string, text: string, left: string][] = [
  ['no thinking', 'Rok je 15 dana [1].', 'Rok je 15 dana [1].'],
  ['a whole thought', '<think>hm</think>Rok je 15 dana.', 'Rok je 15 dana.'],
  ['a thought whose beginning stood in the prompt', 'The user asks for a term.\n</think>\n\nRok je 15 dana.', '\n\nRok je 15 dana.'],
  ['the closing tag first of all', '</think>Rok je 15 dana.', 'Rok je 15 dana.'],
  ['nothing but thinking, closed', 'I wonder.</think>', ''],
  ['a thought without an end', 'Da. <think>ali', 'Da. '],
  ['a second closing tag takes nothing back', '<think>a</think>Rok je 15 dana.</think> [1]', 'Rok je 15 dana. [1]'],
  ['two thoughts', '<think>a</think>Rok <think>b</think>je 15 dana.', 'Rok je 15 dana.'],
  ['what only looks like a tag', 'a < b </thin', 'a < b </thin'],
];

test.each(CASES)('%s', (_, text, left) => expect(shown([text])).toBe(left));

test('the same however the text is cut', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CASES), fc.array(fc.nat({ max: 60 })), ([, text, left], at) => {
      const cuts = [0, ...at.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length];
      expect(shown(cuts.slice(1).map((cut, index) => text.slice(cuts[index], cut)))).toBe(left);
    }),
  );
});

test('a prompt that ends inside the tags: nothing is shown before they close', () => {
  expect(endsThinking('<|im_start|>assistant\n<think>\n')).toBe(true);
  expect(endsThinking('<|im_start|>assistant\n<think>\n\n</think>\n\n')).toBe(false);
  let early = '';
  const filter = createThoughtFilter({ thinking: true, takeBack: () => expect.fail('nothing was given out') });
  early += filter.push('The user asks ');
  expect(early).toBe('');
  expect(filter.push('for a term.</think>Rok je 15 dana.')).toBe('Rok je 15 dana.');
  expect(shown(['I wonder and wonder'], true)).toBe('');
});
