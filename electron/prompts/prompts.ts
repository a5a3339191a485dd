/** The prompts room assembled: versions and their life, and the text an answer is made with. */
import { CodedError, type Language, type Prompt, type PromptEvent, type PromptIssue, type PromptParts, type PromptVersion, type SentMessage } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';
import { BUILT_IN, type BuiltIn } from './built-in.ts';
import { SAMPLE } from './sample.ts';
import { type AnswerPrompt, renderAnswerPrompt } from './render.ts';
import { type FollowUpPrompt, renderFollowUpPrompt } from './render-follow-up.ts';
import { ROLES } from './roles.ts';
import { type IsOtherLanguage, issuesOf, wholeParts } from './rules.ts';
import { activation, archiving, type Change, demandDraft, restoration } from './states.ts';
import { createPromptStore, type StoredVersion } from './store.ts';

export interface PromptsOptions {
  storage: Storage;
  isOtherLanguage: IsOtherLanguage;
  clock?: () => number;
  /** What came with this application; the tests bring the next one's. */
  builtIn?: readonly BuiltIn[];
}

/** Inputs and outputs are the contract's (electron/contract/prompts.ts); errors are `CodedError`. */
export interface Prompts {
  list(): Prompt[];
  versions(i: { promptId: string }): PromptVersion[];
  get(i: { id: string }): PromptVersion;
  createDraft(i: { from: string; note: string }): PromptVersion;
  saveDraft(i: { id: string; revision: number; parts: PromptParts; note: string }): PromptVersion;
  removeDraft(i: { id: string }): void;
  activate(i: { id: string }): PromptVersion;
  archive(i: { id: string }): PromptVersion;
  restoreBuiltIn(i: { promptId: string }): PromptVersion;
  check(i: { promptId: string; parts: PromptParts }): PromptIssue[];
  preview(i: { promptId: string; parts: PromptParts; generalKnowledge: boolean }): SentMessage[];
  onEvent(listener: (event: PromptEvent) => void): () => void;
  /** What an answer in this language is made with now. */
  activeAnswer(language: Language): AnswerPrompt;
  /** What a follow-up is written out with now. */
  activeFollowUp(language: Language): FollowUpPrompt;
  /** A version of the answer prompt, for a replay; it must hold what the pipeline needs, whatever its state. */
  answerVersion(id: string): AnswerPrompt;
}

export function createPrompts(o: PromptsOptions): Prompts {
  const builtIn = o.builtIn ?? BUILT_IN;
  const store = createPromptStore(o.storage, o.clock ?? Date.now);
  const listeners = new Set<(event: PromptEvent) => void>();
  o.storage.transaction(() => builtIn.forEach(bringIn));

  /** What this application came with is there; a newer text takes over from the older one that came with it, never from a person's own. */
  function bringIn({ id, parts }: BuiltIn): void {
    const all = store.list(id);
    const newest = all.find(({ origin }) => origin === 'built-in');
    if (newest && sameParts(newest.parts, parts)) return;
    const { number } = store.add({ prompt_id: id, origin: 'built-in', parts, note: '', based_on: null });
    const changes: Change[] = all.some(({ state, origin }) => state === 'active' && origin === 'own') ? [{ number, state: 'archived' }] : activation(all, { number, state: 'draft', origin: 'built-in' });
    store.apply(id, changes);
  }

  function known(promptId: string): BuiltIn {
    const prompt = builtIn.find(({ id }) => id === promptId);
    if (!prompt) throw new CodedError('unknown-prompt', 'There is no such prompt', { id: promptId });
    return prompt;
  }

  function stored(id: string): StoredVersion {
    const [, promptId = '', number = ''] = /^(.+)\/(\d+)$/u.exec(id) ?? [];
    const version = store.get(promptId, Number(number));
    if (!version) throw new CodedError('unknown-prompt', 'There is no such version of a prompt', { id });
    known(promptId);
    return version;
  }

  function issues(promptId: string, parts: PromptParts): PromptIssue[] {
    const { role, language } = known(promptId);
    return issuesOf(role, language, wholeParts(role, parts), o.isOtherLanguage);
  }

  function demandWhole(version: StoredVersion): void {
    const blocking = issues(version.prompt_id, version.parts).filter((issue) => issue.blocking);
    if (blocking.length > 0) throw new CodedError('prompt-incomplete', 'The prompt lacks what answers need', { id: idOf(version), issues: blocking });
  }

  function changed(promptId: string): void {
    for (const listener of listeners) listener({ type: 'changed', promptId });
  }

  /** All or nothing, and heard. */
  function change(promptId: string, number: number, write: () => void): PromptVersion {
    o.storage.transaction(write);
    changed(promptId);
    return view(stored(`${promptId}/${number}`));
  }

  function active(promptId: string): StoredVersion {
    const version = store.active(promptId);
    if (!version) throw new Error(`no version of ${promptId} is active`);
    return version;
  }

  const view = (row: StoredVersion): PromptVersion => ({
    id: idOf(row),
    promptId: row.prompt_id,
    number: row.number,
    state: row.state,
    origin: row.origin,
    parts: row.parts,
    note: row.note,
    basedOn: row.based_on === null ? null : `${row.prompt_id}/${row.based_on}`,
    revision: row.revision,
    issues: issues(row.prompt_id, row.parts),
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
    activatedAt: row.activated_at === null ? null : iso(row.activated_at),
  });

  return {
    list: () =>
      builtIn.map(({ id, role, language }) => {
        const all = store.list(id);
        const now = active(id);
        return {
          id,
          role,
          language,
          parts: ROLES[role].map(({ name, placeholders, required, maxLength }) => ({ name, placeholders: [...placeholders], required: [...required], maxLength })),
          active: idOf(now),
          builtIn: now.origin === 'built-in',
          versions: all.length,
          drafts: all.filter(({ state }) => state === 'draft').length,
          changedAt: iso(Math.max(...all.map(({ updated_at }) => updated_at))),
        };
      }),
    versions: ({ promptId }) => store.list(known(promptId).id).map(view),
    get: ({ id }) => view(stored(id)),
    createDraft({ from, note }) {
      const { prompt_id, number, parts } = stored(from);
      const { role } = known(prompt_id);
      const draft = o.storage.transaction(() => store.add({ prompt_id, origin: 'own', parts: wholeParts(role, parts), note, based_on: number }));
      changed(prompt_id);
      return view(draft);
    },
    saveDraft({ id, revision, parts, note }) {
      const draft = stored(id);
      demandDraft(draft);
      if (draft.revision !== revision) throw new CodedError('draft-changed', 'The draft was saved elsewhere meanwhile', { id, revision: draft.revision });
      const { role } = known(draft.prompt_id);
      return change(draft.prompt_id, draft.number, () => store.save(draft.prompt_id, draft.number, { parts: wholeParts(role, parts), note }));
    },
    removeDraft({ id }) {
      const draft = stored(id);
      demandDraft(draft);
      o.storage.transaction(() => store.remove(draft.prompt_id, draft.number));
      changed(draft.prompt_id);
    },
    activate({ id }) {
      const draft = stored(id);
      demandDraft(draft);
      demandWhole(draft);
      return change(draft.prompt_id, draft.number, () => store.apply(draft.prompt_id, activation(store.list(draft.prompt_id), draft)));
    },
    archive({ id }) {
      const draft = stored(id);
      return change(draft.prompt_id, draft.number, () => store.apply(draft.prompt_id, archiving(draft)));
    },
    restoreBuiltIn({ promptId }) {
      known(promptId);
      const changes = restoration(store.list(promptId));
      if (changes.length > 0) {
        o.storage.transaction(() => store.apply(promptId, changes));
        changed(promptId);
      }
      return view(active(promptId));
    },
    check: ({ promptId, parts }) => issues(promptId, parts),
    preview({ promptId, parts, generalKnowledge }) {
      const { role, language } = known(promptId);
      const sample = SAMPLE[language];
      if (role === 'follow-up') {
        const { system, turn } = renderFollowUpPrompt(promptId, wholeParts(role, parts));
        return [
          { role: 'system', text: system },
          { role: 'user', text: turn([sample], sample.next) },
        ];
      }
      const prompt = renderAnswerPrompt(promptId, wholeParts(role, parts));
      return [
        { role: 'system', text: prompt.system({ refusal: sample.refusal, generalKnowledge }) },
        { role: 'user', text: prompt.turn(sample.passages.map((passage, index) => prompt.passage({ ...passage, code: index + 1 })), sample.question) },
      ];
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    activeAnswer(language) {
      const version = active(`answer/${language}`);
      return renderAnswerPrompt(idOf(version), version.parts);
    },
    activeFollowUp(language) {
      const version = active(`follow-up/${language}`);
      return renderFollowUpPrompt(idOf(version), version.parts);
    },
    answerVersion(id) {
      const version = stored(id);
      if (known(version.prompt_id).role !== 'answer') throw new CodedError('unknown-prompt', 'It is no prompt for answers', { id });
      demandWhole(version);
      return renderAnswerPrompt(id, version.parts);
    },
  };
}

const idOf = ({ prompt_id, number }: Pick<StoredVersion, 'prompt_id' | 'number'>): string => `${prompt_id}/${number}`;
const iso = (ms: number): string => new Date(ms).toISOString();
const sameParts = (a: PromptParts, b: PromptParts): boolean => Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);
