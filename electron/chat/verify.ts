/**
 * Citations checked: each sentence against what it cites. A sentence without a mark is
 * checked against every passage the model was given and cites the one that carries it, if any.
 */
import { type AnswerSentence, findFormulas, type Source } from '../contract/index.ts';
import { citedNumbers, withoutMarks } from './markers.ts';
import type { CheckedSentence, CheckPort } from './ports.ts';
import { splitSentences } from './sentences.ts';
import { codePoints } from './text.ts';

export interface VerifiedText {
  text: string;
  sentences: AnswerSentence[];
  used: number[];
}

interface Piece {
  /** The sentence as it stands, marks included. */
  text: string;
  /** What it says, as a document would write it: without marks, formulas without their commands. */
  claim: string;
  before: string;
  cited: number[];
}

/** Fewer words than this claim nothing ("Da.", "Yes."), unless there is a number in them. */
const MIN_CLAIM_WORDS = 3;

/** @param sources those the model was given */
export async function verify(text: string, sources: readonly Source[], check: CheckPort, signal: AbortSignal): Promise<VerifiedText> {
  const pieces = cut(text, sources);
  const questions = pieces.flatMap((piece, index) => questionsFor(piece, sources).map((numbers) => ({ index, numbers })));
  const verdicts = await check.check(
    questions.map(({ index, numbers }) => ({ text: pieces[index]?.claim ?? '', sources: textsOf(numbers, sources) })),
    signal,
  );
  return compose(pieces, (piece, index) => {
    const own = questions.flatMap((question, at) => {
      const verdict = verdicts[at];
      return question.index === index && verdict ? [{ numbers: question.numbers, verdict }] : [];
    });
    return judged(piece, own, sources);
  });
}

/** The same cut without a check: an answer that was stopped, or whose checker is not there. */
export function unverified(text: string, sources: readonly Source[]): VerifiedText {
  return compose(cut(text, sources), (piece) => ({ numbers: piece.cited, support: 'unchecked', score: null, spans: [] }));
}

type Judgement = Pick<AnswerSentence, 'support' | 'score' | 'spans'> & { numbers: number[] };

const RANK = { unsupported: 0, weak: 1, supported: 2 } as const;

function judged(piece: Piece, verdicts: { numbers: number[]; verdict: CheckedSentence }[], sources: readonly Source[]): Judgement {
  const [first, ...others] = verdicts;
  if (!first) return { numbers: piece.cited, support: 'unchecked', score: null, spans: [] };
  const best = others.reduce((a, b) => (better(b.verdict, a.verdict) ? b : a), first);
  const numbers = piece.cited.length > 0 ? piece.cited : best.verdict.support === 'supported' ? best.numbers : [];
  return { numbers, support: best.verdict.support, score: best.verdict.score, spans: spansOf(numbers, sources) };
}

function better(a: CheckedSentence, b: CheckedSentence): boolean {
  return RANK[a.support] !== RANK[b.support] ? RANK[a.support] > RANK[b.support] : a.score > b.score;
}

function cut(text: string, sources: readonly Source[]): Piece[] {
  let last = 0;
  return splitSentences(text).map(({ start, end }) => {
    const sentence = text.slice(start, end);
    const before = text.slice(last, start);
    last = end;
    return { text: sentence, claim: claimOf(sentence), before, cited: citedNumbers(sentence).filter((number) => sources.some((source) => source.number === number)) };
  });
}

function claimOf(text: string): string {
  const plain = findFormulas(text).toReversed().reduce((whole, { start, end, tex }) => whole.slice(0, start) + tex.replace(/\\[a-zA-Z]+|[\\{}^_&]/gu, ' ') + whole.slice(end), text);
  return withoutMarks(plain);
}

/** The sets of sources a sentence is held against; none when it claims nothing. */
function questionsFor(piece: Piece, sources: readonly Source[]): number[][] {
  const { claim } = piece;
  const words = claim.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < MIN_CLAIM_WORDS && !/\d/u.test(claim)) return [];
  if (piece.cited.length > 0 || sources.length === 0) return [piece.cited];
  return sources.map((source) => [source.number]);
}

function compose(pieces: readonly Piece[], judge: (piece: Piece, index: number) => Judgement): VerifiedText {
  let text = '';
  let length = 0;
  const sentences = pieces.map((piece, index): AnswerSentence => {
    const { numbers, support, score, spans } = judge(piece, index);
    const added = numbers.filter((number) => !piece.cited.includes(number));
    const whole = piece.text + added.map((number) => ` [${number}]`).join('');
    const charStart = length + codePoints(piece.before);
    text += piece.before + whole;
    length = charStart + codePoints(whole);
    return { charStart, charEnd: length, sources: numbers, spans, support, score };
  });
  return { text, sentences, used: [...new Set(sentences.flatMap((sentence) => sentence.sources))] };
}

const textsOf = (numbers: readonly number[], sources: readonly Source[]): string[] =>
  sources.filter((source) => numbers.includes(source.number)).map((source) => source.text);

const spansOf = (numbers: readonly number[], sources: readonly Source[]): AnswerSentence['spans'] =>
  sources
    .filter((source) => numbers.includes(source.number))
    .map(({ documentId, page, charStart, charEnd }) => ({ documentId, page, charStart, charEnd }));
