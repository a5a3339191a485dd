/** Conversations, messages and the stream of an answer. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Answer, Trace } from './answers.ts';
import { Id, IsoTime, Language, LanguageChoice, Ok, Problem } from './common.ts';
import { errorMap } from './errors.ts';
import { GeneratorChoice } from './settings.ts';

const base = oc.errors(errorMap);

export const ConversationSettings = z.object({
  /** null: all documents. */
  documentIds: z.array(Id).nullable(),
  language: LanguageChoice,
  /** Generated answers when a model is there, or always excerpts. */
  mode: z.enum(['auto', 'extractive']),
  /** Labelled switch, off by default: the model may add what is not in the documents. */
  generalKnowledge: z.boolean(),
  /** `strict`: a written answer with one unsupported sentence gives way to the excerpt; otherwise it is shown with its marks. */
  strictness: z.enum(['normal', 'strict']),
  /** null: the one of the settings. */
  generator: GeneratorChoice.nullable(),
});
export type ConversationSettings = z.infer<typeof ConversationSettings>;

export const Conversation = z.object({
  id: Id,
  title: z.string(),
  settings: ConversationSettings,
  messages: z.number().int(),
  /** The message whose line is shown: branches hang on parents. */
  headId: Id.nullable(),
  answering: z.boolean(),
  createdAt: IsoTime,
  updatedAt: IsoTime,
});
export type Conversation = z.infer<typeof Conversation>;

/** `interrupted`: the application or the model stopped before the end; the text up to there is kept. */
export const MessageState = z.enum(['pending', 'streaming', 'complete', 'stopped', 'interrupted', 'failed']);
export type MessageState = z.infer<typeof MessageState>;

export const Message = z.object({
  id: Id,
  conversationId: Id,
  parentId: Id.nullable(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  state: MessageState,
  answer: Answer.nullable(),
  problem: Problem.nullable(),
  /** Ids of the messages with the same parent, oldest first, this one among them. */
  siblings: z.array(Id),
  createdAt: IsoTime,
});
export type Message = z.infer<typeof Message>;

export const AnswerStage = z.enum(['searching', 'reading-prompt', 'writing', 'checking']);
export type AnswerStage = z.infer<typeof AnswerStage>;

/** Frames of one answer, numbered from 1 without gaps; exactly one `end`. */
export const StreamFrame = z.discriminatedUnion('type', [
  /** What was missed before attaching, in one piece. */
  z.object({ type: z.literal('snapshot'), seq: z.number().int(), message: Message }),
  z.object({ type: z.literal('stage'), seq: z.number().int(), stage: AnswerStage, predictedMs: z.number().nullable() }),
  z.object({ type: z.literal('sources'), seq: z.number().int(), answer: Answer }),
  z.object({ type: z.literal('delta'), seq: z.number().int(), text: z.string() }),
  /** Text replaces what was streamed (a false marker removed, a fall-back answer). */
  z.object({ type: z.literal('replace'), seq: z.number().int(), text: z.string(), answer: Answer }),
  z.object({ type: z.literal('end'), seq: z.number().int(), message: Message }),
]);
export type StreamFrame = z.infer<typeof StreamFrame>;

export const ConversationHit = z.object({ conversation: Conversation, messageId: Id.nullable(), snippet: z.string() });

export const ChatEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), conversation: Conversation }),
  z.object({ type: z.literal('removed'), conversationId: Id }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;

export const chat = {
  list: base
    .input(z.object({ offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(200) }))
    .output(z.object({ items: z.array(Conversation), total: z.number().int() })),
  /** Full-text search in titles and messages, diacritics ignored. */
  search: base.input(z.object({ text: z.string().min(1), limit: z.number().int().max(100).default(30) })).output(z.array(ConversationHit)),
  create: base.input(z.object({ settings: ConversationSettings.partial().optional() })).output(Conversation),
  get: base.input(z.object({ id: Id })).output(Conversation),
  rename: base.input(z.object({ id: Id, title: z.string().trim().min(1).max(200) })).output(Conversation),
  configure: base.input(z.object({ id: Id, settings: ConversationSettings.partial() })).output(Conversation),
  remove: base.input(z.object({ id: Id })).output(Ok),
  /**
   * The end of the line that is shown, oldest first; with `before` the part that ends in front of that message.
   * There is more as long as the first of them has a parent.
   */
  messages: base.input(z.object({ id: Id, before: Id.optional(), limit: z.number().int().min(1).max(500).default(60) })).output(z.array(Message)),
  /** Stores the question and starts its answer; returns at once. `parentId` branches (edit a question). */
  ask: base
    .input(z.object({ conversationId: Id, text: z.string().trim().min(1).max(20_000), parentId: Id.nullable().optional() }))
    .output(z.object({ question: Message, reply: Message })),
  regenerate: base.input(z.object({ messageId: Id })).output(Message),
  /** Goes on with a written answer that was stopped or cut off: a new one beside it, over the same sources, that begins with its text. */
  goOn: base.input(z.object({ messageId: Id })).output(Message),
  /** Shows the line through this message; answers with its end. */
  selectBranch: base.input(z.object({ messageId: Id })).output(z.array(Message)),
  stop: base.input(z.object({ conversationId: Id })).output(Ok),
  /** Joins the running answer with replay from `afterSeq`; ends with it. Leaving does not stop the answer. */
  attach: base.input(z.object({ conversationId: Id, afterSeq: z.number().int().min(0).default(0) })).output(eventIterator(StreamFrame)),
  trace: base.input(z.object({ messageId: Id })).output(Trace),
  exportConversation: base
    .input(z.object({ id: Id, format: z.enum(['markdown', 'docx', 'json']) }))
    .output(z.object({ fileName: z.string(), mime: z.string(), base64: z.string() })),
  /** Without a conversation: example questions, from documents in `language` first. */
  suggestions: base.input(z.object({ conversationId: Id.nullable(), language: Language.optional() })).output(z.array(z.string())),
  events: base.output(eventIterator(ChatEvent)),
};
