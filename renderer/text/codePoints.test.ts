import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoints } from './codePoints.ts';

describe('code point offsets', () => {
  const text = 'Žučna đačka 🦉 čćžšđ 👩‍⚖️ kraj';

  it('slices behind an emoji where plain slicing is off', () => {
    const letters = [...text];
    const start = letters.indexOf('č', 12);
    expect(codePoints(text).slice(start, start + 5)).toBe('čćžšđ');
    expect(text.slice(start, start + 5)).not.toBe('čćžšđ');
  });

  it('stays inside the text', () => {
    const points = codePoints(text);
    expect(points.length).toBe([...text].length);
    expect(points.slice(points.length - 4, 10_000)).toBe('kraj');
    expect(points.slice(5, 2)).toBe('');
  });

  it('agrees with an array of code points for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), fc.nat(40), (value, a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect(codePoints(value).slice(start, end)).toBe([...value].slice(start, end).join(''));
      }),
    );
  });

  it('comes back to the offset it started from', () => {
    const points = codePoints(text);
    for (let offset = 0; offset <= points.length; offset += 1) expect(points.fromUtf16(points.toUtf16(offset))).toBe(offset);
  });
});
