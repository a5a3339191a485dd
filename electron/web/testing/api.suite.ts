/** The fixed shapes of the HTTP API, and each bad input of it, as another program meets them. */
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ApiAnswer, ApiDocumentDetail, ApiHealth, ApiJob, ApiPrompt, ApiRun, ApiRunDetail, ApiUploaded, Problem } from '../../contract/index.ts';
import { damagedDocx, emptyPdf, lockedPdf } from './bad-files.ts';
import type { TestHost } from './host.ts';

const LEASE = 'Ugovor o zakupu 🦉 čćžšđ. Zakupnik plaća zakupninu do petog dana u mjesecu. Otkazni rok iznosi šezdeset dana.';
const NOBODY = '0192f0c1-0000-7000-8000-000000000000';

interface Answer {
  status: number;
  body: unknown;
}

interface ServerEvent {
  event: string;
  data: unknown;
}

/** The events of a whole stream. */
function parseEvents(text: string): ServerEvent[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const [event, data] = block.split('\n');
      return { event: event?.replace('event: ', '') ?? '', data: JSON.parse(data?.replace('data: ', '') ?? '') };
    });
}

export function apiSuite(running: () => TestHost): void {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const { host } = running();
    return fetch(`${host.url}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${host.token}`, ...init.headers } });
  };
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await call(path, init);
    return { status: response.status, body: await response.json() };
  };
  const post = (path: string, body: unknown): Promise<Answer> =>
    ask(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const upload = (files: readonly { name: string; bytes: BlobPart }[], query = ''): Promise<Answer> => {
    const form = new FormData();
    for (const { name, bytes } of files) form.append('files', new Blob([bytes]), name);
    return ask(`/documents/upload${query}`, { method: 'POST', body: form });
  };
  const ended = async (jobId: string): Promise<z.output<typeof ApiJob>> => {
    const events = parseEvents(await (await call(`/jobs/${jobId}/events`)).text());
    return ApiJob.parse(events.at(-1)?.data);
  };
  const total = async (): Promise<number> => z.object({ total: z.number() }).parse((await ask('/documents')).body).total;

  describe('the way of a document', () => {
    let id = '';

    test('health in its fixed shape', async () => {
      expect(ApiHealth.parse((await ask('/health')).body)).toMatchObject({ status: 'ok', vector_db_connected: true });
    });

    test('several files, folders in their names, the same bytes twice', async () => {
      const { status, body } = await upload([
        { name: 'mapa/ugovori/Ugovor č.txt', bytes: LEASE },
        { name: 'kopija.txt', bytes: LEASE },
      ]);
      expect(status).toBe(202);
      const { documents, job_ids, rejected } = ApiUploaded.parse(body);
      expect(documents.map(({ name }) => name)).toEqual(['Ugovor č.txt', 'kopija.txt']);
      expect(documents[1]?.duplicate_of).toBe(documents[0]?.id);
      expect(rejected).toEqual([]);
      id = documents[0]?.id ?? '';
      expect(await ended(job_ids[0] ?? '')).toMatchObject({ state: 'completed', progress: 1, document_id: id });
    });

    test('its pages, outcomes, languages, places', async () => {
      expect(ApiDocumentDetail.parse((await ask(`/documents/${id}`)).body)).toMatchObject({
        state: 'ready',
        pages: 1,
        languages: ['hr'],
        places: [{ folder: 'mapa/ugovori', name: 'Ugovor č.txt' }, { folder: '', name: 'kopija.txt' }],
        page_outcomes: [{ page: 1, outcome: 'text', language: 'hr' }],
      });
    });

    test('its bytes: whole, in part, past the end', async () => {
      const { host } = running();
      const file = (range?: string): Promise<Response> => fetch(`${host.url}/files/${id}`, { headers: { authorization: `Bearer ${host.token}`, ...(range !== undefined && { range }) } });
      expect(await (await file()).text()).toBe(LEASE);
      const part = await file('bytes=0-5');
      expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, `bytes 0-5/${Buffer.byteLength(LEASE)}`, 'Ugovor']);
      expect((await file('bytes=9999-')).status).toBe(416);
      expect((await file()).headers.get('content-security-policy')).toContain('sandbox');
    });

    test('a question: the answer, its sources, where they stand', async () => {
      const answer = ApiAnswer.parse((await post('/query', { text: 'Do kada se plaća zakupnina?' })).body);
      expect(answer).toMatchObject({ refused: false, answer_mode: 'extractive', language_detected: 'hr' });
      expect(answer.answer).toContain('petog dana');
      expect(answer.sources[0]).toMatchObject({ number: 1, document_id: id, page: 1 });
      const { char_start, char_end, text } = answer.sources[0] ?? { char_start: 0, char_end: 0, text: '' };
      expect([...LEASE].slice(char_start, char_end).join('')).toBe(text);
    });

    test('streamed: sources first, then the text, then the whole', async () => {
      const response = await call('/query', { method: 'POST', body: JSON.stringify({ text: 'Koliko iznosi otkazni rok?', stream: true }), headers: { 'content-type': 'application/json' } });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      const events = parseEvents(await response.text());
      expect(events[0]?.event).toBe('sources');
      expect(events.slice(1, -1).every(({ event }) => event === 'delta')).toBe(true);
      const final = ApiAnswer.parse(events.at(-1)?.data);
      expect(events.at(-1)?.event).toBe('final');
      const said = events.filter(({ event }) => event === 'delta').map(({ data }) => z.object({ text: z.string() }).parse(data).text);
      expect(said.join('')).toBe(final.answer);
      expect(final.answer).toContain('šezdeset dana');
    });

    test('search only, and over chosen documents only', async () => {
      const found = ApiAnswer.parse((await post('/query', { text: 'zakupnina', mode: 'search', max_results: 1 })).body);
      expect(found.answer).toBe('');
      expect(found.sources).toHaveLength(1);
      const elsewhere = ApiAnswer.parse((await post('/query', { text: 'zakupnina', document_ids: [NOBODY] })).body);
      expect(elsewhere).toMatchObject({ refused: true, sources: [] });
    });

    test('its run in the history, replayed and removed; the prompts it could be made with', async () => {
      const queried = ApiAnswer.parse((await post('/query', { text: 'Do kada se plaća zakupnina?' })).body);
      const listed = z.object({ runs: z.array(ApiRun), total: z.number() }).parse((await ask('/runs?kind=api&status=complete&limit=1')).body);
      expect(listed.runs).toMatchObject([{ id: queried.query_id, kind: 'api', answer_mode: 'extractive', conversation_id: null }]);
      const run = ApiRunDetail.parse((await ask(`/runs/${queried.query_id}`)).body);
      expect(run).toMatchObject({ answer: queried.answer, sources: queried.sources, prompt: [], replays: [] });

      const replayed = await post(`/runs/${run.id}/replay`, { generator: { kind: 'none' } });
      expect(replayed.status).toBe(202);
      const replay = ApiRun.parse(replayed.body);
      await vi.waitFor(async () => expect(ApiRun.parse((await ask(`/runs/${replay.id}`)).body).status).toBe('complete'), 10_000);
      expect(ApiRunDetail.parse((await ask(`/runs/${replay.id}`)).body)).toMatchObject({ replay_of: run.id, answer: queried.answer });
      expect((await ask(`/runs/${replay.id}`, { method: 'DELETE' })).body).toEqual({ ok: true });
      expect((await ask(`/runs/${replay.id}`)).status).toBe(404);
      const { prompts } = z.object({ prompts: z.array(ApiPrompt) }).parse((await ask('/prompts')).body);
      expect(prompts.map(({ id, language }) => [id, language])).toEqual([['answer/hr', 'hr'], ['answer/en', 'en'], ['follow-up/hr', 'hr'], ['follow-up/en', 'en']]);
    });

    test('a finished job cannot be cancelled, and says so', async () => {
      const { body } = await upload([{ name: 'drugi.txt', bytes: 'Drugi dokument o nečem sasvim drugom.' }]);
      const { job_ids, documents } = ApiUploaded.parse(body);
      await ended(job_ids[0] ?? '');
      expect(await ask(`/jobs/${job_ids[0]}/cancel`, { method: 'POST' })).toMatchObject({ status: 409, body: { code: 'job-finished' } });
      await ask(`/documents/${documents[0]?.id}`, { method: 'DELETE' });
    });

    test('removed: file, text and answers are gone, and the library is as before', async () => {
      expect(await ask(`/documents/${id}`, { method: 'DELETE' })).toEqual({ status: 200, body: { ok: true } });
      expect(await ask(`/documents/${id}`)).toMatchObject({ status: 404, body: { code: 'unknown-document' } });
      expect(ApiAnswer.parse((await post('/query', { text: 'zakupnina' })).body).sources).toEqual([]);
      expect(filesBelow(join(running().dataDir, 'library'))).toEqual([]);
    });
  });

  describe('bad input: its own code, nothing kept', () => {
    test.each<[string, string, () => BlobPart, number, string]>([
      ['an unknown type', 'program.exe', () => new Uint8Array(Array.from({ length: 2048 }, (_, index) => (index * 7) % 256)), 415, 'unknown-type'],
      ['an empty file', 'prazno.txt', () => '', 422, 'empty-file'],
      ['a PDF with a password', 'zaključano.pdf', lockedPdf, 422, 'password-required'],
      ['a damaged DOCX', 'oštećeno.docx', damagedDocx, 422, 'corrupt-file'],
      ['a PDF without pages', 'bez stranica.pdf', emptyPdf, 422, 'no-pages'],
    ])('%s', async (_, name, bytes, status, code) => {
      const before = await total();
      const answer = await upload([{ name, bytes: bytes() }]);
      expect(answer).toMatchObject({ status, body: { code, message: expect.any(String), details: expect.any(Object) } });
      expect(await total()).toBe(before);
      expect(filesBelow(join(running().dataDir, 'library'))).toEqual([]);
      expect(filesBelow(join(running().dataDir, 'incoming'))).toEqual([]);
    });

    test('a file over the limit', async () => {
      const { app } = running();
      const { limits } = app.settings.get();
      app.settings.update({ limits: { ...limits, fileMegabytes: 1 } });
      const answer = await upload([{ name: 'velika.txt', bytes: 'slovo '.repeat(200_000) }]);
      app.settings.update({ limits });
      expect(answer).toMatchObject({ status: 413, body: { code: 'file-too-large', details: { name: 'velika.txt' } } });
      expect(filesBelow(join(running().dataDir, 'incoming'))).toEqual([]);
    });

    test('a client that goes away in the middle', async () => {
      const { host, dataDir } = running();
      const head = '--cut\r\nContent-Disposition: form-data; name="files"; filename="pola.txt"\r\n\r\n';
      const sent = request(`${host.url}/api/v1/documents/upload`, {
        method: 'POST',
        headers: { authorization: `Bearer ${host.token}`, 'content-type': 'multipart/form-data; boundary=cut', 'content-length': '1000000' },
      });
      sent.on('error', () => undefined);
      sent.write(head + 'polovica '.repeat(10_000));
      await vi.waitUntil(() => filesBelow(join(dataDir, 'incoming')).length === 1);
      sent.destroy();
      await vi.waitUntil(() => filesBelow(join(dataDir, 'incoming')).length === 0);
      expect(await total()).toBe(0);
    });

    test('a bad file does not stop the good ones of the same request', async () => {
      const { status, body } = await upload([
        { name: 'prazno.txt', bytes: '' },
        { name: 'dobro.txt', bytes: 'Dobar dokument.' },
      ]);
      expect(status).toBe(202);
      const { documents, rejected } = ApiUploaded.parse(body);
      expect(documents.map(({ name }) => name)).toEqual(['dobro.txt']);
      expect(rejected).toMatchObject([{ name: 'prazno.txt', code: 'empty-file' }]);
      await ask(`/documents/${documents[0]?.id}`, { method: 'DELETE' });
    });

    test.each<[string, () => Promise<Answer>, number, string]>([
      ['a form without files', () => ask('/documents/upload', { method: 'POST', body: new FormData() }), 422, 'invalid-input'],
      ['no form', () => post('/documents/upload', { a: 1 }), 422, 'invalid-input'],
      ['a batch that is no id', () => upload([{ name: 'a.txt', bytes: 'a' }], '?batch=x'), 422, 'invalid-input'],
      ['an unknown document', () => ask(`/documents/${NOBODY}`), 404, 'unknown-document'],
      ['an id that is none', () => ask('/documents/x'), 404, 'unknown-document'],
      ['removing an unknown document', () => ask(`/documents/${NOBODY}`, { method: 'DELETE' }), 404, 'unknown-document'],
      ['an unknown job', () => ask(`/jobs/${NOBODY}`), 404, 'unknown-job'],
      ['events of an unknown job', () => ask(`/jobs/${NOBODY}/events`), 404, 'unknown-job'],
      ['cancelling an unknown job', () => ask(`/jobs/${NOBODY}/cancel`, { method: 'POST' }), 404, 'unknown-job'],
      ['an unknown run', () => ask(`/runs/${NOBODY}`), 404, 'unknown-run'],
      ['a run that is none', () => ask('/runs/x'), 404, 'unknown-run'],
      ['replaying an unknown run', () => post(`/runs/${NOBODY}/replay`, {}), 404, 'unknown-run'],
      ['a time that is none', () => ask('/runs?from=yesterday'), 422, 'invalid-input'],
      ['an empty question', () => post('/query', { text: ' ' }), 422, 'invalid-input'],
      ['no question', () => post('/query', {}), 422, 'invalid-input'],
      ['a language nobody speaks here', () => post('/query', { text: 'a', language: 'de' }), 422, 'invalid-input'],
      ['too many results', () => post('/query', { text: 'a', max_results: 51 }), 422, 'invalid-input'],
      ['a body that is not JSON', () => post('/query', '{"text":'), 422, 'invalid-input'],
      ['another address', () => ask('/nothing'), 404, 'not-found'],
      ['another method', () => ask('/health', { method: 'DELETE' }), 404, 'not-found'],
    ])('%s', async (_, bad, status, code) => {
      const answer = await bad();
      expect(answer.status).toBe(status);
      expect(Problem.parse(answer.body).code).toBe(code);
    });
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}
