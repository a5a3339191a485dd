import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFormulas } from './formulas.ts';

const texs = (text: string): string[] => findFormulas(text).map(({ tex }) => tex);

describe('formulas in an answer', () => {
  it.each([
    ['Brzina je $v = s/t$ [1].', ['v = s/t']],
    ['Energija: $$E = mc^2$$', ['E = mc^2']],
    ['Dakle \\(a^2 + b^2 = c^2\\), odnosno \\[c = \\sqrt{a^2 + b^2}\\]', ['a^2 + b^2 = c^2', 'c = \\sqrt{a^2 + b^2}']],
    ['$$\n\\begin{aligned}\na &= b \\\\\n- c &= d\n\\end{aligned}\n$$', ['\\begin{aligned}\na &= b \\\\\n- c &= d\n\\end{aligned}']],
    ['kut $\\alpha$ i broj $n$-ti, točka $(x, y)$, $\\sin x$', ['\\alpha', 'n', '(x, y)', '\\sin x']],
    ['$\\text{Cijena po danu} = 5$', ['\\text{Cijena po danu} = 5']],
    ['\\[\\text{brzina} = \\frac{ukupni put}{vrijeme}\\]', ['\\text{brzina} = \\frac{ukupni put}{vrijeme}']],
    ['cijena je \\$5, a $x$ je nepoznat', ['x']],
    ['**$a_1 * b_1 * c_1$**', ['a_1 * b_1 * c_1']],
  ])('%j', (text, expected) => expect(texs(text)).toEqual(expected));

  it.each([
    'It costs $5 and $10.',
    'From US$5 to US$10, i.e. AU$7, or 5$ and 10$.',
    'Between $5-$10, $5/$6 and ($5–$10).',
    'The price is $5, or 5$ in cash.',
    'Naknada je $100 (A$ 150) godišnje.',
    '$5 per day, then $10 per week and 20$ later',
    'echo $HOME/bin:$PATH and $foo_bar=$baz',
    'Vidi \\[1\\] i \\[1, 2\\].',
    '\\(vidi članak 5 zakona\\)',
    'u kodu `$x$` i ``\\(a\\)``',
    '```\n$x^2$\n```',
    '~~~\n\\[x\\]\n~~~',
    'ništa $ $ ni $$ $$ ni $',
    'prvi $x\n\ndrugi$ odlomak',
    'stari \\(x\n\nodlomak',
  ])('no formula: %j', (text) => expect(texs(text)).toEqual([]));

  it('a formula whose end has not come is open; a lone dollar waits as text', () => {
    expect(findFormulas('Dakle \\(a^2 + b')).toEqual([{ start: 6, end: 15, tex: 'a^2 + b', display: false, open: true }]);
    expect(findFormulas('Dakle\n$$\nE = m')).toMatchObject([{ tex: 'E = m', display: true, open: true }]);
    expect(findFormulas('Dakle $a^2 + b')).toEqual([]);
    expect(findFormulas('A \\(ovo je običan tekst')).toEqual([]);
  });

  it('what it finds stands where it says, one after the other, whatever the text', () => {
    const part = fc.constantFrom('$', '$$', '\\(', '\\)', '\\[', '\\]', 'x^2', '5', ' and ', '`', '```', '\n', '\n\n', '\\', 'č', '[1]');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end, tex } of findFormulas(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end)).toContain(tex);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
