/** The answer without a model: whole sentences of the found passages, each with its mark. */
import type { Answer, AnswerSentence, Language, Source } from '../contract/index.ts';
import type { ExtractedSentence } from './ports.ts';
import { codePoints, oneLine } from './text.ts';

export interface ExtractiveText {
  text: string;
  sentences: AnswerSentence[];
  used: number[];
}

/**
 * Sentences in order of use, `[n]` after each; a new paragraph where the source changes, a line for each point of a list.
 * Of a whole document its title stands first, and the headings of its parts as a list below.
 * Without a chosen sentence the best passage is quoted whole.
 */
export function composeExtract(sources: readonly Source[], extracted: readonly ExtractedSentence[], language: Language): ExtractiveText {
  const chosen = extracted.length > 0 ? extracted : quoteBest(sources);
  const sentences: AnswerSentence[] = [];
  let text = '';
  let length = 0;
  let previous: Placed | null = null;
  for (const sentence of chosen) {
    const source = sources.find((candidate) => candidate.number === sentence.source);
    const words = sentence.role === 'heading' ? `- ${oneLine(sentence.text)}` : oneLine(sentence.text);
    if (!source || words === '') continue;
    const own: Placed = { source, point: POINT.test(words), role: sentence.role };
    const gap = previous === null ? '' : gapBetween(previous, own, language);
    const piece = `${words} [${source.number}]`;
    const charStart = length + gap.length;
    text += gap + piece;
    length = charStart + codePoints(piece);
    previous = own;
    sentences.push({
      charStart,
      charEnd: length,
      sources: [source.number],
      spans: [{ documentId: source.documentId, page: sentence.page, charStart: sentence.charStart, charEnd: sentence.charEnd }],
      // The words are the document's own.
      support: 'supported',
      score: sentence.score,
    });
  }
  return { text, sentences, used: [...new Set(sentences.flatMap((sentence) => sentence.sources))] };
}

/** A point of a list has a line of its own. */
const POINT = /^(?:[-–—•*]|\d{1,2}[.)])\s/u;

interface Placed {
  source: Source;
  point: boolean;
  role: ExtractedSentence['role'];
}

const PARTS: Record<Language, string> = { hr: 'Dijelovi dokumenta:', en: 'Parts of the document:' };

function gapBetween(before: Placed, own: Placed, language: Language): string {
  if (own.role === 'heading') return before.role === 'heading' ? '\n' : `\n\n${PARTS[language]}\n\n`;
  if (own.role === 'title' || before.role === 'title') return '\n\n';
  if (before.source !== own.source) return '\n\n';
  if (own.point) return '\n';
  return before.point ? '\n\n' : ' ';
}

export function extractiveAnswer(base: Answer, extract: ExtractiveText, fallback: Answer['fallback']): Answer {
  return { ...base, fallback, sentences: extract.sentences, used: extract.used, generation: null };
}

function quoteBest(sources: readonly Source[]): ExtractedSentence[] {
  const best = sources[0];
  if (!best) return [];
  return [{ text: best.text, source: best.number, page: best.page, charStart: best.charStart, charEnd: best.charEnd, score: best.score, role: 'said' }];
}
