/** The source beside the conversation: which document, which span, among which sources. */
import { create } from 'zustand';
import type { Source, Span } from '../../electron/contract/index.ts';

/** A place in a document. Offsets are code points of the page's text; null shows the page without a mark. */
export interface SourceAddress {
  documentId: string;
  page: number;
  charStart: number | null;
  charEnd: number | null;
  /** The citation's number in its answer. */
  number?: number;
  /** All sources of that answer: for 'next' and 'previous citation'. */
  sources?: readonly Source[];
  /** The very sentence within the passage that the answer rests on, where it is known. */
  exact?: Span;
}

interface OpenSource {
  address: SourceAddress | null;
  /** Grows with each opening, so that the same address opened again is shown again. */
  opened: number;
}

export const useSource = create<OpenSource>()(() => ({ address: null, opened: 0 }));

export const openSource = (address: SourceAddress): void => useSource.setState(({ opened }) => ({ address, opened: opened + 1 }));
export const closeSource = (): void => useSource.setState({ address: null });
