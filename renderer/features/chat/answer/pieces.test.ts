import { describe, expect, it } from 'vitest';
import { codePoints } from '../../../text/index.ts';
import { pieces, supportSpans, withReferences } from './pieces.ts';

const known = new Set([1, 2, 3]);

describe('pieces of an answer', () => {
  it('finds single, joined and neighbouring marks', () => {
    expect(pieces('Rok je 15 dana [1]. Žalba [2][3], a [1, 3].', 0, [], known)).toEqual([
      { kind: 'text', text: 'Rok je 15 dana ', support: null },
      { kind: 'marks', numbers: [1], support: null },
      { kind: 'text', text: '. Žalba ', support: null },
      { kind: 'marks', numbers: [2], support: null },
      { kind: 'marks', numbers: [3], support: null },
      { kind: 'text', text: ', a ', support: null },
      { kind: 'marks', numbers: [1, 3], support: null },
      { kind: 'text', text: '.', support: null },
    ]);
  });

  it('leaves a marker that points nowhere as text', () => {
    expect(pieces('vidi [9] i [2024]', 0, [], known)).toEqual([{ kind: 'text', text: 'vidi [9] i [2024]', support: null }]);
  });

  it('marks an unsupported sentence by code points, with an emoji before it', () => {
    const text = '🦉 Sova leti [1]. Čeka šišmiša [2]. Kraj.';
    const points = codePoints(text);
    const at = (part: string) => points.fromUtf16(text.indexOf(part));
    const spans = supportSpans(
      [
        { charStart: 0, charEnd: at(' Čeka'), sources: [1], spans: [], support: 'supported', score: 1 },
        { charStart: at('Čeka'), charEnd: at(' Kraj'), sources: [2], spans: [], support: 'unsupported', score: 0 },
      ],
      points,
    );
    const signed = pieces(text, 0, spans, known).filter((piece) => piece.support === 'unsupported');
    expect(signed).toEqual([
      { kind: 'text', text: 'Čeka šišmiša ', support: 'unsupported' },
      { kind: 'marks', numbers: [2], support: 'unsupported' },
      { kind: 'text', text: '.', support: 'unsupported' },
    ]);
  });

  it('takes offsets of a later block', () => {
    const result = pieces('drugi dio', 100, [{ start: 106, end: 120, support: 'weak' }], known);
    expect(result.map((piece) => piece.support)).toEqual([null, 'weak']);
  });

  it('lists references below a copied answer', () => {
    expect(withReferences('Rok [1].', ['[1] ugovor.pdf, str. 3'], 'Izvori')).toBe('Rok [1].\n\nIzvori\n[1] ugovor.pdf, str. 3\n');
    expect(withReferences('Bez izvora.', [], 'Izvori')).toBe('Bez izvora.');
  });
});
