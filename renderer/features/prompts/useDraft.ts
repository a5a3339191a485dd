/** The text of a version as it is being changed, with what it lacks. */
import { useCallback, useEffect, useState } from 'react';
import type { PromptIssue, PromptParts, PromptVersion } from '../../../electron/contract/index.ts';
import { guardLeaving } from '../../state/index.ts';
import { client } from '../../transport/index.ts';

export interface Draft {
  parts: PromptParts;
  note: string;
  dirty: boolean;
  issues: readonly PromptIssue[];
  setPart(name: string, text: string): void;
  setNote(note: string): void;
  save(): Promise<PromptVersion>;
  /** What the person meant to do when they were about to leave unsaved changes; null: nothing. */
  leaving: (() => void) | null;
  stay(): void;
}

const CHECK_AFTER_MS = 250;

/** For one version: another is another component (its key is the version's id). */
export function useDraft(version: PromptVersion): Draft {
  const [base, setBase] = useState(version);
  const [parts, setParts] = useState(version.parts);
  const [note, setNote] = useState(version.note);
  const [issues, setIssues] = useState<readonly PromptIssue[]>(version.issues);
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const dirty = note !== base.note || Object.entries(parts).some(([name, text]) => text !== base.parts[name]);

  const take = useCallback((saved: PromptVersion) => {
    setBase(saved);
    setParts(saved.parts);
    setNote(saved.note);
    setIssues(saved.issues);
  }, []);

  // Saved elsewhere: what is not touched here follows; what is will be told when it is saved.
  if (!dirty && version.revision > base.revision) take(version);

  useEffect(() => {
    if (parts === base.parts) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      // Without an answer the last known issues stay; saving says what is wrong in any case.
      client.prompts.check({ promptId: version.promptId, parts }, { signal: stop.signal }).then((found) => !stop.signal.aborted && setIssues(found), () => undefined);
    }, CHECK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [parts, base.parts, version.promptId]);

  useEffect(() => (dirty ? guardLeaving((leave) => setLeaving(() => leave)) : undefined), [dirty]);
  useEffect(() => {
    // A browser asks by itself, the desktop's window through its host.
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  const save = useCallback(async () => {
    const saved = await client.prompts.saveDraft({ id: version.id, revision: base.revision, parts, note });
    take(saved);
    return saved;
  }, [version.id, base.revision, parts, note, take]);

  return {
    parts,
    note,
    dirty,
    issues,
    setPart: (name, text) => setParts((before) => ({ ...before, [name]: text })),
    setNote,
    save,
    leaving,
    stay: () => setLeaving(null),
  };
}
