/** The prompt library: what models are told, in versions; exactly one of each prompt is active. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { IsoTime, Language, Ok } from './common.ts';
import { errorMap } from './errors.ts';

const base = oc.errors(errorMap);

/** `answer/hr`: the role and the language. */
export const PromptId = z.string().max(64).regex(/^[a-z-]+\/(?:hr|en)$/);
/** `answer/hr/3`: stored with each run that was made with it; a number is never given twice. */
export const PromptVersionId = z.string().max(80).regex(/^[a-z-]+\/(?:hr|en)\/[1-9]\d*$/);

export const PromptRole = z.enum(['answer', 'follow-up']);
export type PromptRole = z.infer<typeof PromptRole>;

/** Drafts change; what was ever active, or was put away, never does. */
export const PromptState = z.enum(['draft', 'active', 'archived']);
export type PromptState = z.infer<typeof PromptState>;

/** Texts by the names of the prompt's parts. */
export const PromptParts = z.record(z.string().max(40), z.string().max(20_000));
export type PromptParts = z.infer<typeof PromptParts>;

export const PromptRule = z.enum(['empty', 'too-long', 'missing-placeholder', 'unknown-placeholder', 'no-citation-example', 'chat-token', 'other-language']);
export type PromptRule = z.infer<typeof PromptRule>;

export const PromptIssue = z.object({
  part: z.string(),
  rule: PromptRule,
  /** With a blocking one the version cannot be made active. */
  blocking: z.boolean(),
  /** The placeholder, the token or the limit it is about. */
  value: z.string(),
});
export type PromptIssue = z.infer<typeof PromptIssue>;

export const Prompt = z.object({
  id: PromptId,
  role: PromptRole,
  language: Language,
  /** In the order in which they are sent. */
  parts: z.array(z.object({ name: z.string(), placeholders: z.array(z.string()), required: z.array(z.string()), maxLength: z.number().int() })),
  active: PromptVersionId,
  /** Whether the active version came with the application. */
  builtIn: z.boolean(),
  versions: z.number().int(),
  drafts: z.number().int(),
  changedAt: IsoTime,
});
export type Prompt = z.infer<typeof Prompt>;

export const PromptVersion = z.object({
  id: PromptVersionId,
  promptId: PromptId,
  number: z.number().int().min(1),
  state: PromptState,
  origin: z.enum(['built-in', 'own']),
  parts: PromptParts,
  /** The author's. */
  note: z.string(),
  /** The version a draft was made from. */
  basedOn: PromptVersionId.nullable(),
  /** Grows with each saving of a draft: who saves an older one is told. */
  revision: z.number().int(),
  issues: z.array(PromptIssue),
  createdAt: IsoTime,
  updatedAt: IsoTime,
  activatedAt: IsoTime.nullable(),
});
export type PromptVersion = z.infer<typeof PromptVersion>;

export const SentMessage = z.object({ role: z.enum(['system', 'user', 'assistant']), text: z.string() });
export type SentMessage = z.infer<typeof SentMessage>;

export const PromptEvent = z.object({ type: z.literal('changed'), promptId: PromptId });
export type PromptEvent = z.infer<typeof PromptEvent>;

const version = z.object({ id: PromptVersionId });
const Note = z.string().trim().max(500);

export const prompts = {
  list: base.output(z.array(Prompt)),
  /** Newest first. */
  versions: base.input(z.object({ promptId: PromptId })).output(z.array(PromptVersion)),
  get: base.input(version).output(PromptVersion),
  /** A draft with the text of any version: of an archived one, this is how it comes back. */
  createDraft: base.input(z.object({ from: PromptVersionId, note: Note.default('') })).output(PromptVersion),
  saveDraft: base.input(z.object({ id: PromptVersionId, revision: z.number().int(), parts: PromptParts, note: Note })).output(PromptVersion),
  removeDraft: base.input(version).output(Ok),
  /** A draft becomes what answers are made with from now on; what was active is archived. */
  activate: base.input(version).output(PromptVersion),
  /** Puts a draft away for good. */
  archive: base.input(version).output(PromptVersion),
  /** The version that came with the application answers again. */
  restoreBuiltIn: base.input(z.object({ promptId: PromptId })).output(PromptVersion),
  /** What a text lacks, before it is saved. */
  check: base.input(z.object({ promptId: PromptId, parts: PromptParts })).output(z.array(PromptIssue)),
  /** What a model would be sent, with made-up passages. */
  preview: base.input(z.object({ promptId: PromptId, parts: PromptParts, generalKnowledge: z.boolean() })).output(z.array(SentMessage)),
  events: base.output(eventIterator(PromptEvent)),
};
