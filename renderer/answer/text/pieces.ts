/**
 * Cuts a stretch of an answer's text into what is drawn apart: plain text, numbered marks,
 * and the sentences whose support is weak or missing.
 */
import type { Answer, AnswerSentence, Source, Span, Support } from '../../../electron/contract/index.ts';
import type { CodePoints } from '../../text/index.ts';

/** `[1]`, `[1, 3]`: the form in which an answer carries its citations; `\sqrt[3]` is TeX. */
const MARKER = /(?<!\\[a-zA-Z]{1,20})\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g;

/** A sentence in UTF-16 indexes of the whole answer. */
export interface SupportSpan {
  start: number;
  end: number;
  support: Support;
}

export type Piece =
  | { kind: 'text'; text: string; support: Support | null }
  /** `word` and `stop`: what stands before and behind on the marks' own line. `at`: where the marker stands in the answer (UTF-16). */
  | { kind: 'marks'; word: string; numbers: number[]; stop: string; at: number; support: Support | null };

/** The last word, with the space behind it. A longer one (an address) may be parted from its mark. */
const LAST_WORD = /(?<=^|\s)\S{1,30}[^\S\n]?$/;
const STOP = /^[.,;:!?)\]”»]{1,4}/;

/** Sentences that are shown as such: what is supported needs no sign of its own. */
export function supportSpans(sentences: readonly AnswerSentence[], points: CodePoints): SupportSpan[] {
  return sentences
    .filter((sentence) => sentence.support === 'weak' || sentence.support === 'unsupported')
    .map((sentence) => ({ start: points.toUtf16(sentence.charStart), end: points.toUtf16(sentence.charEnd), support: sentence.support }));
}

export function supportAt(index: number, spans: readonly SupportSpan[]): Support | null {
  return spans.find((span) => index >= span.start && index < span.end)?.support ?? null;
}

/** Cuts plain text where a sentence with a sign begins or ends. */
function textPieces(text: string, offset: number, spans: readonly SupportSpan[]): Piece[] {
  const cuts = new Set([offset, offset + text.length]);
  for (const span of spans) {
    for (const edge of [span.start, span.end]) if (edge > offset && edge < offset + text.length) cuts.add(edge);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => ({
    kind: 'text',
    text: text.slice(start - offset, (sorted[index + 1] ?? start) - offset),
    support: supportAt(start, spans),
  }));
}

/**
 * `offset` is where `text` begins in the answer (UTF-16). `known` holds the numbers that have a source:
 * a marker that points nowhere stays plain text, it is never drawn as a citation.
 */
export function pieces(text: string, offset: number, spans: readonly SupportSpan[], known: ReadonlySet<number>): Piece[] {
  const result: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(MARKER)) {
    const numbers = (match[1] ?? '').split(',').map(Number).filter((number) => known.has(number));
    if (numbers.length === 0) continue;
    const before = text.slice(last, match.index);
    const end = match.index + match[0].length;
    const at = offset + match.index;
    // A sentence with a sign is drawn as one piece, its last word too.
    const word = supportAt(at - 1, spans) === null ? (LAST_WORD.exec(before)?.[0] ?? '') : '';
    const stop = supportAt(offset + end, spans) === null ? (STOP.exec(text.slice(end, end + 4))?.[0] ?? '') : '';
    if (before.length > word.length) result.push(...textPieces(before.slice(0, before.length - word.length), offset + last, spans));
    result.push({ kind: 'marks', word, numbers, stop, at, support: supportAt(at, spans) });
    last = end + stop.length;
  }
  if (last < text.length) result.push(...textPieces(text.slice(last), offset + last, spans));
  return result;
}

/** The span of a cited source that the sentence around a marker rests on; null where the answer does not tell. */
export function exactSpan(answer: Pick<Answer, 'sentences'>, source: Source, at: number): Span | null {
  const sentence = answer.sentences.find((one) => at >= one.charStart && at < one.charEnd && one.sources.includes(source.number));
  const span = sentence?.spans.find((one) => one.documentId === source.documentId && one.page === source.page && one.charStart < source.charEnd && one.charEnd > source.charStart);
  return span === undefined ? null : { page: span.page, charStart: span.charStart, charEnd: span.charEnd };
}

/** The answer's text as it is copied elsewhere: marks kept, their sources listed below it. */
export function withReferences(text: string, references: readonly string[], heading: string): string {
  return references.length === 0 ? text : `${text.trimEnd()}\n\n${heading}\n${references.join('\n')}\n`;
}
