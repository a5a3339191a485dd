import { describe, expect, it } from 'vitest';
import { excerpt, fold, matchingWords, rangesOf, sameWord, searchWords } from './words.ts';

describe('words', () => {
  it('folds every Croatian letter', () => {
    expect(fold('ČĆŽŠĐ čćžšđ')).toBe('cczsd cczsd');
  });

  it('finds a stretch of text without diacritics, in its own letters', () => {
    const found = (text: string, sought: string): string[] => rangesOf(text, sought).map(({ start, end }) => text.slice(start, end));
    expect(found('🦉 Općina Đurđevac, općine', 'opcin')).toEqual(['Općin', 'općin']);
    expect(found('Grad\u00a0Čakovec', 'grad cakovec')).toEqual(['Grad\u00a0Čakovec']);
    expect(found('Z\u030Cupa (a+b)', 'zupa (a+b)')).toEqual(['Z\u030Cupa (a+b)']);
    expect(found('Split', ' ')).toEqual([]);
  });

  it('takes Croatian case endings as the same word, different words as different', () => {
    expect(sameWord(fold('ugovora'), fold('ugovor'))).toBe(true);
    expect(sameWord(fold('vrtićima'), fold('vrtići'))).toBe(true);
    expect(sameWord(fold('grad'), fold('gradonačelnik'))).toBe(false);
    expect(sameWord('2019', '2018')).toBe(false);
    expect(sameWord('rok', 'rak')).toBe(false);
  });

  it('finds forms of the words of a question in a passage', () => {
    const text = 'Prosječna cijena stanova u Zagrebu iznosila je 2019. godine više.';
    const found = matchingWords(text, searchWords('Kolike su cijene stana u Zagrebu 2019.?')).map((range) => text.slice(range.start, range.end));
    expect(found).toEqual(['cijena', 'stanova', 'Zagrebu', '2019']);
  });

  it('leaves out words that say nothing', () => {
    expect(searchWords('Kako se računa ono što je u članku 12?')).toEqual(['racuna', 'clanku', '12']);
    expect(searchWords('What does the paper say about models?')).toEqual(['paper', 'say', 'models']);
  });

  it('shows the part of a long passage where the words are', () => {
    const text = `${'Uvodne odredbe bez značenja. '.repeat(20)}Rok za žalbu je petnaest dana od dostave. ${'Završne odredbe. '.repeat(20)}`;
    const shown = excerpt(text, searchWords('rok za žalbu'), 120);
    expect(shown).toContain('Rok za žalbu');
    expect(shown.startsWith('… ')).toBe(true);
    expect(shown.endsWith(' …')).toBe(true);
    expect(shown.length).toBeLessThan(130);
  });
});
