export { codePoints, type CodePoints } from './codePoints.ts';
export { type Change, diffLines, diffWords } from './diff.ts';
export { excerpt, fold, matchingWords, rangesOf, searchWords, type Range } from './words.ts';
