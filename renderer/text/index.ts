export { codePoints, type CodePoints } from './codePoints.ts';
export { excerpt, fold, matchingWords, searchWords, type Range } from './words.ts';
