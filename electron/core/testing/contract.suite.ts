/**
 * What every host must carry alike: one suite, run against the WebSocket and against the MessagePort.
 * It speaks as the renderer does and knows nothing of the way.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDefinedError, safe } from '@orpc/client';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Document, StreamFrame } from '../../contract/index.ts';
import { type Client, until } from './app.ts';

const NOBODY = '0192f0c1-0000-7000-8000-000000000000';

/** Letters of two bytes, one of four, and the sentence that is asked for. */
const LEASE = `# Ugovor o zakupu 🦉

Čuvar šume živi u Đurđevcu i žanje pšenicu. Zakupnik je dužan plaćati zakupninu do petog dana u mjesecu.

Ugovor se sklapa na tri godine. Otkazni rok iznosi šezdeset dana.
`;

const codePoints = (text: string, start: number, end: number): string => [...text].slice(start, end).join('');

export function contractSuite(name: string, connected: () => { client: Client; folder: string }): void {
  describe(`${name}: system`, () => {
    test('health: every part is there and well', async () => {
      const { client } = connected();
      const health = await client.system.health();
      expect(health).toMatchObject({ status: 'ok', vectorDbConnected: true });
      expect(health.services.map(({ name: part, state }) => [part, state])).toEqual([['engine', 'running'], ['chroma', 'running'], ['inference', 'idle']]);
      expect((await until(await client.system.healthEvents(), () => true)).status).toBe('ok');
    });

    test('info, and what a part wrote', async () => {
      const { client } = connected();
      expect(await client.system.info()).toMatchObject({ platform: process.platform, locales: ['hr-HR'] });
      expect((await client.system.serviceLog({ name: 'engine' })).lines.length).toBeGreaterThan(0);
    });
  });

  describe(`${name}: errors keep their code and type`, () => {
    test.each<[string, (client: Client) => Promise<unknown>, string]>([
      ['document', (client) => client.documents.get({ id: NOBODY }), 'unknown-document'],
      ['page of an unknown document', (client) => client.documents.page({ id: NOBODY, page: 1 }), 'unknown-document'],
      ['job', (client) => client.jobs.get({ id: NOBODY }), 'unknown-job'],
      ['events of a job', (client) => client.jobs.events({ id: NOBODY }), 'unknown-job'],
      ['conversation', (client) => client.chat.get({ id: NOBODY }), 'unknown-conversation'],
      ['message', (client) => client.chat.trace({ messageId: NOBODY }), 'unknown-message'],
      ['run', (client) => client.runs.get({ id: NOBODY }), 'unknown-run'],
      ['replay of an unknown run', (client) => client.runs.replay({ id: NOBODY }), 'unknown-run'],
      ['version of a prompt', (client) => client.prompts.get({ id: 'answer/hr/999' }), 'unknown-prompt'],
      ['a change of what is fixed', (client) => client.prompts.archive({ id: 'answer/hr/1' }), 'prompt-not-editable'],
      ['an id that is none', (client) => client.documents.get({ id: 'x' }), 'invalid-input'],
      ['an empty question', (client) => client.chat.ask({ conversationId: NOBODY, text: '  ' }), 'invalid-input'],
    ])('%s', async (_, call, code) => {
      const { error } = await safe(call(connected().client));
      expect(error).toMatchObject({ code, data: { details: expect.any(Object) } });
      expect(error instanceof Error && isDefinedError(error)).toBe(true);
    });

    test('a stream that cannot begin says why', async () => {
      const { client } = connected();
      const attached = async (): Promise<unknown> => until(await client.chat.attach({ conversationId: NOBODY }), () => true);
      const { error } = await safe(attached());
      expect(error).toMatchObject({ code: 'unknown-conversation' });
    });
  });

  describe(`${name}: settings`, () => {
    test('a change lasts, leaves the rest, and is heard', async () => {
      const { client } = connected();
      const events = await client.settings.events();
      expect((await events.next()).value).toMatchObject({ theme: 'system' });
      await client.settings.update({ theme: 'dark' });
      expect((await events.next()).value).toMatchObject({ theme: 'dark', answerLanguage: 'auto' });
      await client.settings.update({ answerLanguage: 'hr' });
      expect(await client.settings.get()).toMatchObject({ theme: 'dark', answerLanguage: 'hr' });
      await client.settings.update({ theme: 'system', answerLanguage: 'auto' });
      await events.return();
    });
  });

  describe(`${name}: from a file to a marked source`, () => {
    let document: Document;

    beforeAll(async () => {
      const { client, folder } = connected();
      mkdirSync(folder, { recursive: true });
      const file = join(folder, 'Ugovor čćžšđ.md');
      writeFileSync(file, LEASE);
      const events = await client.documents.events();
      await client.documents.addPaths({ paths: [file] });
      const last = await until(events, (event) => event.type === 'changed' && ['ready', 'partial', 'failed'].includes(event.document.state));
      if (last.type !== 'changed') throw new Error('no document');
      document = last.document;
    });

    test('it is ready, listed, and its page reads as written', async () => {
      const { client } = connected();
      expect(document).toMatchObject({ state: 'ready', name: 'Ugovor čćžšđ.md', type: 'md' });
      expect((await client.documents.list({})).items.map(({ id }) => id)).toContain(document.id);
      expect(await client.documents.pages({ id: document.id })).toMatchObject([{ number: 1, outcome: 'text' }]);
      const page = await client.documents.page({ id: document.id, page: 1 });
      const { hits } = await client.documents.find({ id: document.id, text: 'otkazni rok' });
      expect(hits.map((hit) => codePoints(page.text, hit.charStart, hit.charEnd))).toEqual(['Otkazni rok']);
    });

    test('the answer streams in order to one end, and its mark stands where the text is', async () => {
      const { client } = connected();
      const conversation = await client.chat.create({});
      await client.chat.ask({ conversationId: conversation.id, text: 'Do kada se plaća zakupnina?' });
      const frames: StreamFrame[] = [];
      for await (const frame of await client.chat.attach({ conversationId: conversation.id })) frames.push(frame);
      const first = frames[0]?.seq ?? 0;
      expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, index) => first + index));
      expect(frames.filter(({ type }) => type === 'end')).toHaveLength(1);
      const end = frames.at(-1);
      if (end?.type !== 'end') throw new Error('no end');
      const { answer, text } = end.message;
      expect(text).toContain('petog dana u mjesecu');
      expect(answer).toMatchObject({ mode: 'extractive', language: 'hr' });
      const page = await client.documents.page({ id: document.id, page: 1 });
      for (const span of answer?.sentences.flatMap(({ spans }) => spans) ?? []) {
        expect(text).toContain(codePoints(page.text, span.charStart, span.charEnd));
      }
      const source = answer?.sources.find(({ number }) => answer.used.includes(number));
      expect(source).toMatchObject({ documentId: document.id, page: 1 });
      expect(codePoints(page.text, source?.charStart ?? 0, source?.charEnd ?? 0)).toBe(source?.text);
      expect((await client.chat.trace({ messageId: end.message.id })).candidates.length).toBeGreaterThan(0);
    });

    test('the run is in the history with what went in and came out, and is replayed over the same passages', async () => {
      const { client } = connected();
      const { items } = await client.runs.list({ filter: { kinds: ['conversation'], text: 'placa' } });
      const original = await client.runs.get({ id: items[0]?.id ?? NOBODY });
      expect(original).toMatchObject({ status: 'complete', mode: 'extractive', fallback: 'no-model', obstacle: null, sent: null });
      expect(original.text).toContain('petog dana u mjesecu');
      const events = await client.runs.events();
      const replay = await client.runs.replay({ id: original.id, generator: { kind: 'none' } });
      const ended = await until(events, (event) => event.type === 'changed' && event.run.id === replay.id && event.run.status !== 'running');
      expect(ended).toMatchObject({ type: 'changed', run: { kind: 'replay', replayOf: original.id, status: 'complete' } });
      const frames: StreamFrame[] = [];
      for await (const frame of await client.runs.attach({ id: replay.id })) frames.push(frame);
      expect(frames.at(-1)).toMatchObject({ type: 'end', message: { id: replay.id, text: original.text } });
      expect((await client.runs.get({ id: original.id })).replays.map(({ id }) => id)).toEqual([replay.id]);
      await client.runs.remove({ ids: [replay.id] });
      expect((await client.runs.list({ filter: { kinds: ['replay'] } })).total).toBe(0);
    });

    test('a prompt: draft, check, preview, activate, and back to what came with the application', async () => {
      const { client } = connected();
      const [prompt] = await client.prompts.list();
      const promptId = prompt?.id ?? '';
      const events = await client.prompts.events();
      const draft = await client.prompts.createDraft({ from: prompt?.active ?? '', note: 'đ' });
      expect((await events.next()).value).toEqual({ type: 'changed', promptId });
      await events.return();
      const wrong = { ...draft.parts, refusal: '' };
      expect(await client.prompts.check({ promptId, parts: wrong })).toMatchObject([{ part: 'refusal', rule: 'empty', blocking: true }]);
      const saved = await client.prompts.saveDraft({ id: draft.id, revision: draft.revision, parts: wrong, note: 'đ' });
      const { error } = await safe(client.prompts.activate({ id: saved.id }));
      expect(error).toMatchObject({ code: 'prompt-incomplete', data: { details: { issues: [{ part: 'refusal' }] } } });
      const whole = await client.prompts.saveDraft({ id: draft.id, revision: saved.revision, parts: { ...draft.parts, passages: 'Izvori:' }, note: 'đ' });
      expect((await client.prompts.preview({ promptId, parts: whole.parts, generalKnowledge: false })).at(-1)?.text).toContain('Izvori:');
      expect(await client.prompts.activate({ id: whole.id })).toMatchObject({ state: 'active', number: 2 });
      expect(await client.prompts.restoreBuiltIn({ promptId })).toMatchObject({ state: 'active', number: 1 });
      expect((await client.prompts.versions({ promptId })).map(({ number, state }) => [number, state])).toEqual([[2, 'archived'], [1, 'active']]);
    });

    test('conversations: rename, find in the text, export, remove', async () => {
      const { client } = connected();
      const { items } = await client.chat.list({});
      const id = items[0]?.id ?? NOBODY;
      expect(await client.chat.rename({ id, title: 'Zakup' })).toMatchObject({ title: 'Zakup', messages: 2 });
      expect((await client.chat.search({ text: 'placa zakupnina' })).map((hit) => hit.conversation.id)).toEqual([id]);
      const exported = await client.chat.exportConversation({ id, format: 'markdown' });
      expect(Buffer.from(exported.base64, 'base64').toString()).toContain('petog dana u mjesecu');
      await client.chat.remove({ id });
      expect((await client.chat.list({})).total).toBe(0);
    });

    test('removing takes the document out of every answer', async () => {
      const { client } = connected();
      await client.documents.remove({ ids: [document.id] });
      const { error } = await safe(client.documents.get({ id: document.id }));
      expect(error).toMatchObject({ code: 'unknown-document' });
      expect((await client.documents.stats()).documents).toBe(0);
    });
  });

  test(`${name}: a stream that is left is not fed any more`, async () => {
    const { client } = connected();
    const abort = new AbortController();
    const events = await client.jobs.events({}, { signal: abort.signal });
    const next = events.next();
    abort.abort();
    await expect(next).rejects.toThrow('abort');
  });
}
