import { describe, expect, it } from 'vitest';
import type { AnswerSentence, Source } from '../../../electron/contract/index.ts';
import { codePoints } from '../../text/index.ts';
import { exactSpan, pieces, supportSpans, withReferences } from './pieces.ts';

const known = new Set([1, 2, 3]);

describe('pieces of an answer', () => {
  it('finds single, joined and neighbouring marks', () => {
    expect(pieces('Rok je 15 dana [1]. Žalba [2][3], a [1, 3].', 100, [], known)).toEqual([
      { kind: 'text', text: 'Rok je 15 ', support: null },
      { kind: 'marks', word: 'dana ', numbers: [1], stop: '.', at: 115, support: null },
      { kind: 'text', text: ' ', support: null },
      { kind: 'marks', word: 'Žalba ', numbers: [2], stop: '', at: 126, support: null },
      { kind: 'marks', word: '', numbers: [3], stop: ',', at: 129, support: null },
      { kind: 'text', text: ' ', support: null },
      { kind: 'marks', word: 'a ', numbers: [1, 3], stop: '.', at: 136, support: null },
    ]);
  });

  it('parts a long address and a line of its own from the mark behind', () => {
    const words = (text: string) => pieces(text, 0, [], known).flatMap((piece) => (piece.kind === 'marks' ? [piece.word] : []));
    expect(words(`${'a'.repeat(40)} [1] i redak\n[2]`)).toEqual(['', '']);
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
      { kind: 'marks', word: '', numbers: [2], stop: '', at: text.indexOf('[2]'), support: 'unsupported' },
      { kind: 'text', text: '.', support: 'unsupported' },
    ]);
  });

  it('knows the very sentence of a source that a marker rests on', () => {
    const source: Source = {
      number: 1, passageId: 'p', documentId: 'd', documentName: 'ugovor.pdf', pageLabel: null, page: 3, charStart: 100, charEnd: 200,
      text: '', headingPath: [], language: 'hr', score: 1, channels: {},
    };
    const sentence = (charStart: number, charEnd: number, from: number, documentId = 'd'): AnswerSentence => ({
      charStart, charEnd, sources: [1], spans: [{ documentId, page: 3, charStart: from, charEnd: from + 20 }], support: 'supported', score: 1,
    });
    const answer = { sentences: [sentence(0, 20, 110), sentence(21, 40, 150), sentence(41, 60, 150, 'another')] };
    expect(exactSpan(answer, source, 18)).toEqual({ page: 3, charStart: 110, charEnd: 130 });
    expect(exactSpan(answer, source, 21)).toEqual({ page: 3, charStart: 150, charEnd: 170 });
    expect(exactSpan(answer, source, 50)).toBeNull();
    expect(exactSpan(answer, source, 99)).toBeNull();
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
