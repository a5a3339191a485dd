import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { drawFormula } from './mathml.ts';
import { coverFormulas, remarkFormulas } from './remarkFormulas.ts';
import type { Node } from './remarkMarks.ts';

const markup = (tex: string, display = false): string | null => {
  const drawn = drawFormula(tex, display);
  return drawn === null ? null : renderToStaticMarkup(drawn);
};

describe('a formula drawn', () => {
  it('becomes MathML, in a line or on its own', () => {
    expect(markup('a^2')).toBe('<math><msup><mi>a</mi><mn>2</mn></msup></math>');
    expect(markup('\\frac{1}{2}', true)).toMatch(/^<math display="block"[^>]*><mfrac><mn>1<\/mn><mn>2<\/mn><\/mfrac><\/math>$/u);
    expect(markup('\\begin{cases} a & b \\\\ c & d \\end{cases}', true)).toContain('<mtable>');
  });

  it.each([
    ['half a formula', '\\frac{1}{'],
    ['an unknown command', '\\nesto{x}'],
    ['a link', '\\href{https://example.com}{x}'],
    ['a picture', '\\includegraphics{https://example.com/a.png}'],
    ['a macro that calls itself', '\\def\\a{\\a\\a}\\a'],
    ['a style of its own', '\\style{background: url(https://example.com)}{x}'],
    ['too long a text', 'x+'.repeat(5000)],
  ])('%s is not drawn', (_, tex) => expect(markup(tex)).toBeNull());

  it('what looks like HTML is text', () => {
    expect(markup('\\text{<img src=x onerror=alert(1)>}')).toContain('&lt;img');
  });
});

describe('formulas covered while Markdown is read', () => {
  it('keeps every place, and gives each formula back where it stood', () => {
    const text = 'Put je $a_1 * b_1$ i \\(x\\).';
    const covered = coverFormulas(text);
    expect(covered.text).toHaveLength(text.length);
    expect(covered.text).not.toContain('*');
    const tree: Node = { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: covered.text, position: { start: { offset: 0 } } }] }] };
    remarkFormulas(covered.formulas)(tree);
    const parts = tree.children?.[0]?.children ?? [];
    expect(parts.map(({ type, value, data, position }) => [type, value ?? data?.hProperties?.['data-tex'], position?.start.offset])).toEqual([
      ['text', 'Put je ', 0],
      ['formula', 'a_1 * b_1', 7],
      ['text', ' i ', 18],
      ['formula', 'x', 21],
      ['text', '.', 26],
    ]);
  });

  it('code and addresses get their text back', () => {
    const covered = coverFormulas('$a$ \\(b\\) $c$');
    const [a, b, c] = covered.text.split(' ');
    const tree: Node = { type: 'root', children: [{ type: 'code', value: a ?? '' }, { type: 'link', url: b ?? '', children: [] }, { type: 'text', value: c ?? '' }] };
    remarkFormulas(covered.formulas)(tree);
    expect(tree.children).toMatchObject([{ value: '$a$' }, { url: '\\(b\\)' }, { type: 'formula', data: { hProperties: { 'data-source': '$c$' } } }]);
  });
});
