import { describe, expect, it } from 'vitest';
import { grouped, stretches } from './plain.ts';

const shown = (block: string): string[][] => grouped(stretches(block)).map((group) => group.map(({ kind, start, end }) => `${kind === 'point' ? '• ' : ''}${block.slice(start, end)}`));

describe('an excerpt without Markdown', () => {
  it('makes a list of points, and leaves paragraphs with their lines', () => {
    expect(shown('Dijelovi dokumenta:\n\n- Točka 1. Rasvjeta [2]\n- Točka 2. Igrališta [3]\n')).toEqual([
      ['Dijelovi dokumenta:'],
      ['• Točka 1. Rasvjeta [2]', '• Točka 2. Igrališta [3]'],
    ]);
    expect(shown('1. prvo [1]\n2. drugo [1]')).toEqual([['1. prvo [1]\n2. drugo [1]']]);
  });

  it('keeps what is no bullet: dashes of speech, minus signs, a lone hyphen', () => {
    for (const text of ['– Kamo ideš?', '-5 °C u siječnju', '- ', '*važno*']) expect(shown(text)).toEqual([[text]]);
  });

  it('text behind a point is a paragraph of its own', () => {
    expect(shown('• jabuke [1]\nSve se isporučuje u petak. [1]')).toEqual([['• jabuke [1]'], ['Sve se isporučuje u petak. [1]']]);
  });
});
