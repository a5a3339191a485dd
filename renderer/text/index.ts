export { codePoints, type CodePoints } from './codePoints.ts';
export { excerpt, fold, matchingWords, sameWord, searchWords, type Range } from './words.ts';
