/** The documents chosen for the next question; null is all of them. The conversation takes it over and empties it. */
import { create } from 'zustand';

export interface ChosenDocument {
  id: string;
  name: string;
}

interface Scope {
  chosen: readonly ChosenDocument[] | null;
  /** A question to be put into the box, e.g. from the palette. */
  draft: string | null;
}

export const useScope = create<Scope>()(() => ({ chosen: null, draft: null }));

export const askOver = (chosen: readonly ChosenDocument[]): void => useScope.setState({ chosen: chosen.length > 0 ? chosen : null });
export const draftQuestion = (draft: string): void => useScope.setState({ draft });
