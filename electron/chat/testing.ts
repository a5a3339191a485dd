/** Fakes of the chat room's ports for its tests, and a room on a real database. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { Settings, type StreamFrame } from '../contract/index.ts';
import type { GenerationRequest, GenerationResult, Generator } from '../generation/index.ts';
import { createLog } from '../log/index.ts';
import { createPrompts, promptsSchema } from '../prompts/index.ts';
import { openStorage } from '../storage/index.ts';
import { isWrongLanguage } from './answer-language.ts';
import { type ChatOptions, createChat } from './chat.ts';
import type { CheckPort, FoundPassage, SearchPort, SearchRequest, SearchResult } from './ports.ts';
import { chatSchema } from './schema.ts';

const DOCUMENT = '0197a000-0000-7000-8000-000000000001';

export function passage(text: string, rest: Partial<FoundPassage> = {}): FoundPassage {
  return {
    passageId: `p-${text.slice(0, 12)}`,
    documentId: DOCUMENT,
    page: 3,
    pageLabel: null,
    charStart: 10,
    charEnd: 10 + Array.from(text).length,
    text,
    headingPath: ['Žalbe'],
    language: 'hr',
    score: 1,
    channels: { lexical: { rank: 1, score: 4.2 } },
    ...rest,
  };
}

export function found(passages: FoundPassage[], rest: Partial<SearchResult> = {}): SearchResult {
  return {
    language: 'hr',
    confidence: 0.8,
    threshold: 0.3,
    answerable: passages.length > 0,
    passages,
    sentences: passages.map((p, index) => ({ text: p.text, source: index + 1, page: p.page, charStart: p.charStart, charEnd: p.charEnd, score: 1, role: 'said' as const })),
    timings: { lexical: 1 },
    trace: { searched: 'rok žalba', terms: [], candidates: [], embedder: 'static', coverage: 1, whole: null },
    ...rest,
  };
}

export const RULE = passage('Rok za žalbu je 15 dana. 🙂');
export const FEE = passage('Pristojba iznosi 20 eura.', { page: 4, headingPath: ['Pristojbe'] });

/** A search that answers the same and remembers what it was asked. */
export function searchOf(result: SearchResult): SearchPort & { asked: SearchRequest[] } {
  const asked: SearchRequest[] = [];
  return {
    asked,
    async search(request) {
      asked.push(request);
      return result;
    },
  };
}

export const RESULT: GenerationResult = { text: '', promptTokens: 120, reusedTokens: 0, outputTokens: 9, firstTokenMs: 5, tokensPerSecond: 40, ended: 'stop' };

export interface Script {
  name?: string;
  say?: string[];
  finish?: (request: GenerationRequest) => Promise<GenerationResult>;
  contextTokens?: number;
  speed?: number | null;
  leftMachine?: boolean;
}

/** A generator that says what it is told, a word a token. */
export function scripted(script: Script): Generator & { asked: GenerationRequest[] } {
  const asked: GenerationRequest[] = [];
  const describe = () => ({ name: script.name ?? 'scripted', leftMachine: script.leftMachine ?? false, contextTokens: script.contextTokens ?? 4096, prefillTokensPerSecond: script.speed ?? null });
  return {
    asked,
    describe,
    prepare: async () => describe(),
    countTokens: async (texts) => texts.map((text) => text.split(/\s+/u).length),
    async generate(request) {
      asked.push(request);
      for (const piece of script.say ?? []) request.onToken(piece);
      return script.finish ? script.finish(request) : { ...RESULT, text: (script.say ?? []).join('') };
    },
  };
}

/** Supports what shares a number with a source, otherwise nothing. */
export const numberCheck: CheckPort = {
  check: async (sentences) =>
    sentences.map(({ text, sources }) => {
      const numbers = text.match(/\d+/gu) ?? [];
      const holds = numbers.length > 0 && numbers.every((number) => sources.some((source) => source.includes(number)));
      return { support: holds ? ('supported' as const) : ('unsupported' as const), score: holds ? 0.9 : 0.1, missing: [] };
    }),
};

/** Finds every sentence supported. */
const agreeingCheck: CheckPort = {
  check: async (sentences) => sentences.map(() => ({ support: 'supported', score: 0.9, missing: [] })),
};

/** A room on a database of its own; `dir` opens an existing one again. */
export function openRoom(o: Partial<ChatOptions> & { dir?: string; settings?: ChatOptions['settings'] } = {}) {
  const dir = o.dir ?? mkdtempSync(path.join(tmpdir(), 'sova-chat-čžš '));
  const log = createLog({ dir: path.join(dir, 'logs') });
  const storage = openStorage({ file: path.join(dir, 'sova.db'), snapshotsDir: path.join(dir, 'snapshots'), schemas: [chatSchema, promptsSchema], log });
  const noGenerator: Generator | null = null;
  const prompts = createPrompts({ storage, isOtherLanguage: isWrongLanguage });
  const chat = createChat({
    storage,
    log,
    search: o.search ?? searchOf(found([RULE, FEE])),
    check: o.check ?? agreeingCheck,
    generator: o.generator ?? (() => noGenerator),
    generatorFor: o.generatorFor ?? o.generator ?? (() => noGenerator),
    prompts,
    settings: o.settings ?? { get: () => Settings.parse({}) },
    documentName: o.documentName ?? (() => 'Zakon.pdf'),
  });
  const closeAll = () => {
    storage.close();
    log.close();
  };
  return { chat, prompts, storage, dir, closeAll };
}

export async function framesOf(frames: AsyncIterable<StreamFrame>): Promise<StreamFrame[]> {
  const all: StreamFrame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}

/** Asks in a conversation and waits for the end of the answer. */
export async function askAndWait(chat: ReturnType<typeof createChat>, conversationId: string, text: string) {
  const { reply } = chat.ask({ conversationId, text });
  const frames = await framesOf(chat.attach({ conversationId, afterSeq: 0 }));
  const end = frames.at(-1);
  if (end?.type !== 'end') throw new Error('the stream did not end');
  return { reply, frames, message: end.message };
}

export const count = (storage: ReturnType<typeof openRoom>['storage'], table: string): number =>
  z.number().parse(storage.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
