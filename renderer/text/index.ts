export { codePoints, type CodePoints } from './codePoints.ts';
export { excerpt, fold, matchingWords, rangesOf, searchWords, type Range } from './words.ts';
