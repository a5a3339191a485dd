/** A conversation as a list of turns to print, the same for every format. */
import type { Answer, Message, Source } from '../../contract/index.ts';
import { EXPORT_WORDS, type ExportWords } from './words.ts';

export interface OutlineSource {
  number: number;
  place: string;
  text: string;
}

export interface OutlineAnswer {
  paragraphs: string[];
  /** How it was made, and whether it was finished. */
  note: string;
  used: { title: string; sources: OutlineSource[] };
  alsoRead: { title: string; sources: OutlineSource[] };
}

export type OutlineItem = { kind: 'question'; text: string } | { kind: 'answer'; answer: OutlineAnswer };

/** How a point of a list begins: an excerpt's parts of a document, a document's own bullets. */
export const POINT = /^[-•*][^\S\n]+(?=\S)/u;

export function outline(messages: readonly Message[]): OutlineItem[] {
  return messages.map((message) =>
    message.role === 'user' ? { kind: 'question', text: message.text } : { kind: 'answer', answer: outlineAnswer(message) },
  );
}

function outlineAnswer(message: Message): OutlineAnswer {
  const { answer } = message;
  const words = EXPORT_WORDS[answer?.language ?? 'hr'];
  const of = (used: boolean) => (answer?.sources ?? []).filter((source) => answer?.used.includes(source.number) === used).map((source) => place(source, words));
  return {
    paragraphs: marked(message.text, answer, words).split(/\n{2,}/u).filter((paragraph) => paragraph.trim() !== ''),
    note: [answer ? made(answer, words) : '', message.state === 'complete' ? '' : words.unfinished].filter((part) => part !== '').join(' · '),
    used: { title: words.used, sources: of(true) },
    alsoRead: { title: answer?.mode === 'refused' ? words.nearest : words.alsoRead, sources: of(false) },
  };
}

/** The text with a word after each sentence its sources do not carry. */
function marked(text: string, answer: Answer | null, words: ExportWords): string {
  const characters = Array.from(text);
  const sentences = (answer?.sentences ?? []).toSorted((a, b) => b.charEnd - a.charEnd);
  for (const sentence of sentences) {
    const word = words.support[sentence.support];
    if (word !== undefined) characters.splice(sentence.charEnd, 0, ` (${word})`);
  }
  return characters.join('');
}

function made(answer: Answer, words: ExportWords): string {
  if (answer.mode === 'extractive') return words.excerpt;
  return answer.generation ? `${words.writtenBy} ${answer.generation.model}` : '';
}

function place(source: Source, words: ExportWords): OutlineSource {
  return { number: source.number, place: `${source.documentName}, ${words.page} ${source.pageLabel ?? source.page}`, text: source.text };
}
