import { describe, expect, it } from 'vitest';
import { CodedError, type Document, type Passage } from '../contract/index.ts';
import type { Documents } from '../documents/index.ts';
import { firstQuestions } from './first-questions.ts';

const document = (id: string, language: 'hr' | 'en'): Document => ({
  id, name: `${id}.pdf`, sha256: '0'.repeat(64), size: 1, type: 'pdf', view: 'pdf', unit: 'page', state: 'ready', places: [], pages: 1,
  outcomes: { text: 1, ocr: 0, empty: 0, failed: 0 }, languages: [language], passages: 2, error: null, jobId: null,
  addedAt: '2026-05-05T12:00:00.000Z', readyAt: null,
});
const passage = (...headingPath: string[]): Passage => ({ id: 'p', page: 1, charStart: 0, charEnd: 1, text: 'x', headingPath, language: null });

function library(passages: Record<string, Passage[] | 'down'>, languages: Record<string, 'hr' | 'en'>): Pick<Documents, 'list' | 'passages'> {
  return {
    list: ({ limit }) => ({ items: Object.keys(passages).slice(0, limit).map((id) => document(id, languages[id] ?? 'hr')), total: 0 }),
    passages: ({ id }) => {
      const items = passages[id];
      if (items === undefined || items === 'down') return Promise.reject(new CodedError('engine-unavailable', 'The engine is not there'));
      return Promise.resolve({ items, total: items.length });
    },
  };
}

describe('example questions', () => {
  it('take one heading a document, in its language', async () => {
    const questions = await firstQuestions(
      library({ a: [passage(), passage('Zakon', 'Rokovi za žalbu'), passage('Drugo poglavlje')], b: [passage('Layout detection')], c: [passage()] }, { b: 'en' }),
    );
    expect(questions).toEqual(['Što piše u dijelu „Rokovi za žalbu”?', 'What does the part “Layout detection” say?']);
  });

  it('are what a document answers, where a sentence of it can be turned round', async () => {
    const says = (text: string): Passage => ({ ...passage('Zakon', 'Pristojbe'), text });
    expect(await firstQuestions(library({ a: [says('Odbor je zasjedao.'), says('Pristojba iznosi 20 eura.')] }, {}))).toEqual(['Koliko iznosi pristojba?']);
  });

  it('prefer a part to the title, and pass over what every book has', async () => {
    const questions = await firstQuestions(library({ a: [passage('Ugovor o najmu'), passage('Ugovor o najmu', '1. Uvod'), passage('Ugovor o najmu', 'Otkazni rok')], b: [passage('Sadržaj')] }, {}));
    expect(questions).toEqual(['Što piše u dijelu „Otkazni rok”?']);
  });

  it('come from documents in the language of the person first, then from the newest', async () => {
    const questions = await firstQuestions(
      library({ a: [passage('Layout detection')], b: [passage('Rokovi za žalbu')], c: [passage('Otkazni rok')], d: [passage('Data sources')] }, { a: 'en', d: 'en' }),
      'hr',
    );
    expect(questions).toEqual(['Što piše u dijelu „Rokovi za žalbu”?', 'Što piše u dijelu „Otkazni rok”?', 'What does the part “Layout detection” say?']);
  });

  it('are three at most, and none when the engine is away', async () => {
    const many = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, [passage(`Naslov dokumenta ${id}`)]]));
    expect(await firstQuestions(library(many, {}))).toHaveLength(3);
    expect(await firstQuestions(library({ a: 'down', b: 'down' }, {}))).toEqual([]);
  });
});
