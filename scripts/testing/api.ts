/** A client of the local HTTP API as any other program would write it: fetch and the documented shapes. */
import { z } from 'zod';
import { ApiAnswer, ApiDocumentDetail, ApiHealth, ApiJob, ApiUploaded } from '../../electron/contract/index.ts';

export interface Upload {
  name: string;
  bytes: Uint8Array;
}

export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(`${status} ${code}: ${message}`);
    this.status = status;
    this.code = code;
  }
}

const Failure = z.object({ code: z.string(), message: z.string() });

export class Api {
  readonly #url: string;
  readonly #token: string;

  constructor({ url, token }: { url: string; token: string }) {
    this.#url = `${url}/api/v1`;
    this.#token = token;
  }

  async #call<S extends z.ZodType>(shape: S, method: string, path: string, body?: BodyInit, type?: string): Promise<z.infer<S>> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}` };
    if (type) headers['content-type'] = type;
    const response = await fetch(`${this.#url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    const json: unknown = await response.json();
    if (response.ok) return shape.parse(json);
    const failure = Failure.parse(json);
    throw new ApiFailure(response.status, failure.code, failure.message);
  }

  health = (): Promise<z.infer<typeof ApiHealth>> => this.#call(ApiHealth, 'GET', '/health');
  document = (id: string): Promise<z.infer<typeof ApiDocumentDetail>> => this.#call(ApiDocumentDetail, 'GET', `/documents/${id}`);
  documents = () => this.#call(z.object({ documents: z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })), total: z.number() }), 'GET', '/documents?limit=500');
  remove = (id: string) => this.#call(z.object({ ok: z.literal(true) }), 'DELETE', `/documents/${id}`);
  job = (id: string): Promise<z.infer<typeof ApiJob>> => this.#call(ApiJob, 'GET', `/jobs/${id}`);
  cancel = (id: string): Promise<z.infer<typeof ApiJob>> => this.#call(ApiJob, 'POST', `/jobs/${id}/cancel`);

  query = (text: string, more: Record<string, unknown> = {}): Promise<z.infer<typeof ApiAnswer>> =>
    this.#call(ApiAnswer, 'POST', '/query', JSON.stringify({ text, ...more }), 'application/json');

  upload(files: readonly Upload[]): Promise<z.infer<typeof ApiUploaded>> {
    const form = new FormData();
    for (const { name, bytes } of files) form.append('files', new Blob([Uint8Array.from(bytes)]), name);
    return this.#call(ApiUploaded, 'POST', '/documents/upload', form);
  }

  /** Follows a job until `reached` says so; the API has no other way of waiting but its event stream, which a test of its own covers. */
  async follow(id: string, reached: (job: z.infer<typeof ApiJob>) => boolean): Promise<z.infer<typeof ApiJob>> {
    for (;;) {
      const job = await this.job(id);
      if (reached(job) || isFinal(job.state)) return job;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits until every part runs. */
  async healthy(): Promise<void> {
    while ((await this.health()).status !== 'ok') await new Promise((resolve) => setTimeout(resolve, 20));
  }

  finished = (id: string): Promise<z.infer<typeof ApiJob>> => this.follow(id, () => false);
}

export const isFinal = (state: string): boolean => ['completed', 'failed', 'cancelled'].includes(state);
