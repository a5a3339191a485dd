/** What the chat room needs of others; core joins the two. */
import type { Channel, ChannelScore, ConversationSettings, Language, Settings, TraceCandidate, WholeTrace } from '../contract/index.ts';
import type { z } from 'zod';

export interface SearchRequest {
  text: string;
  /** Earlier questions, newest last; sent only when the question does not stand alone. */
  context: string[];
  language: ConversationSettings['language'];
  limit: number;
  passagesPerDocument: number;
  documentIds: string[] | null;
  rerank: boolean;
  extract: boolean;
  trace: boolean;
}

export interface FoundPassage {
  passageId: string;
  documentId: string;
  page: number;
  pageLabel: string | null;
  charStart: number;
  charEnd: number;
  text: string;
  headingPath: string[];
  language: Language | null;
  score: number;
  channels: Partial<Record<Channel, z.infer<typeof ChannelScore>>>;
}

/** A whole sentence of a found passage; `source` is its 1-based place in `passages`. */
export interface ExtractedSentence {
  text: string;
  source: number;
  page: number;
  charStart: number;
  charEnd: number;
  score: number;
  /** Of a whole document its title and the headings of its parts are told too. */
  role: 'said' | 'title' | 'heading';
}

export interface SearchResult {
  language: 'hr' | 'en' | 'mixed';
  confidence: number;
  threshold: number;
  /** Decided by the calibrated threshold: false means 'not in your documents'. */
  answerable: boolean;
  passages: FoundPassage[];
  sentences: ExtractedSentence[];
  /** Milliseconds by stage. */
  timings: Record<string, number>;
  trace: {
    searched: string;
    terms: { token: string; forms: string[]; weight: number }[];
    candidates: Omit<z.infer<typeof TraceCandidate>, 'documentName'>[];
    embedder: string;
    coverage: number;
    whole: { asked: WholeTrace['asked']; documents: Omit<WholeTrace['documents'][number], 'documentName'>[] } | null;
  } | null;
}

export interface SearchPort {
  search(request: SearchRequest, signal: AbortSignal): Promise<SearchResult>;
}

export interface CheckedSentence {
  support: 'supported' | 'weak' | 'unsupported';
  score: number;
  missing: string[];
}

export interface CheckPort {
  /** One verdict per sentence, in order. */
  check(sentences: readonly { text: string; sources: string[] }[], signal: AbortSignal): Promise<CheckedSentence[]>;
}

export interface SettingsPort {
  get(): Settings;
}
