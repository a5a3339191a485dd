import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBlocks } from './blocks.ts';

const texts = (value: string): string[] => splitBlocks(value).map((block) => block.text.trimEnd());

describe('blocks of a streaming answer', () => {
  it('cuts paragraphs and keeps a list, a table and a fence whole', () => {
    expect(texts('Uvod.\n\n- a\n\n- b\n\n  još o b\n\n| x |\n|---|\n| 1 |\n\n```\na\n\nb\n```\n\nKraj.')).toEqual([
      'Uvod.\n\n- a\n\n- b\n\n  još o b',
      '| x |\n|---|\n| 1 |',
      '```\na\n\nb\n```',
      'Kraj.',
    ]);
  });

  it('does not cut inside a fence that is still open', () => {
    expect(texts('```js\nlet a;\n\nlet b;\n\nKraj')).toHaveLength(1);
  });

  it('loses nothing, and its offsets point at its texts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '- b', '1. c', '```', '', '  d', '# e')), (lines) => {
        const text = lines.join('\n');
        const blocks = splitBlocks(text);
        expect(blocks.map((block) => block.text).join('')).toBe(text);
        for (const block of blocks) expect(text.startsWith(block.text, block.start)).toBe(true);
      }),
    );
  });

  it('settled blocks do not change while text is added', () => {
    const text = 'Prvi.\n\nDrugi dio.\n\nTreći';
    const before = splitBlocks(text).slice(0, -1);
    expect(splitBlocks(`${text} dio ide dalje.\n\nČetvrti`).slice(0, before.length)).toEqual(before);
  });
});
