/** Whether a written answer is in the language it was asked for: by function words, which no text goes without. */
import type { Language } from '../contract/index.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const FUNCTION_WORDS: Record<Language, ReadonlySet<string>> = {
  hr: words('i u na je se da za su od s sa o do iz po ne ili kao koji koja koje što te biti bi ako može mora prema kod nije nisu ima ovaj to taj ali već samo svi sve kada dana'),
  en: words('the of and to in is are that for it as with be by on not or this from an at which have has was were must may can will if their within no a'),
};

/** Share of letters that neither language writes with. */
const FOREIGN_SHARE = 0.2;
const MIN_WORDS = 4;

/** True when the text is clearly in another language than asked for; short or undecided text passes. */
export function isWrongLanguage(text: string, wanted: Language): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const foreign = letters.filter((letter) => !/\p{Script=Latin}/u.test(letter)).length;
  if (letters.length > 0 && foreign / letters.length > FOREIGN_SHARE) return true;
  const all = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (all.length < MIN_WORDS) return false;
  const count = (language: Language) => all.filter((word) => FUNCTION_WORDS[language].has(word)).length;
  const other: Language = wanted === 'hr' ? 'en' : 'hr';
  const croatianLetters = /[čćđšž]/iu.test(text);
  const own = count(wanted) + (wanted === 'hr' && croatianLetters ? 2 : 0);
  return count(other) >= 2 && count(other) > own * 2;
}
