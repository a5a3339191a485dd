/** One request that hands files to the web host. */
import type { Problem } from '../../../electron/contract/index.ts';
import { problemOf, readAnswer, SendFailed, type Sent } from './answer.ts';
import type { Collected } from './collect.ts';

/** Why a request did not even get an answer: the file cannot be read any more, or nobody is there. */
async function reasonOf(group: readonly Collected[]): Promise<Problem> {
  try {
    for (const { file } of group) await file.slice(0, 1).arrayBuffer();
    return { code: 'connection-lost', message: 'the host did not answer', details: {} };
  } catch (error) {
    const denied = error instanceof DOMException && error.name === 'NotReadableError';
    return { code: denied ? 'permission-denied' : 'file-vanished', message: String(error), details: {} };
  }
}

/** Throws `SendFailed`, also when `signal` ended it. */
export async function send(group: readonly Collected[], batchId: string, signal: AbortSignal): Promise<Sent> {
  const form = new FormData();
  for (const { file, folder } of group) form.append('files', file, folder === '' ? file.name : `${folder}/${file.name}`);
  let response: Response;
  try {
    response = await fetch(`/api/v1/documents/upload?batch=${encodeURIComponent(batchId)}`, { method: 'POST', body: form, signal });
  } catch {
    throw new SendFailed(await reasonOf(group));
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new SendFailed(problemOf(body));
  return readAnswer(body);
}
