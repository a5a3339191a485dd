/** Asks a child over the loopback whether it lives, and whether it is the child we started. */
import { request } from 'node:http';
import { z } from 'zod';
import { parseJson } from './ready.ts';

/** `stranger`: something else answers on the port, and asking again will not help. */
export type ProbeResult = { ok: true } | { ok: false; why: string; stranger?: true };

const Body = z.object({ instance: z.string().optional(), ready: z.boolean().optional(), detail: z.string().optional() });
const MAX_BODY = 64 * 1024;

/** @param o.instance the answer must carry the same id, if it carries one: a stranger on the port is not our child */
export async function probe(o: { port: number; path: string; token: string; instance: string; timeoutMs: number; mustBeReady?: boolean }): Promise<ProbeResult> {
  try {
    const { status, text } = await get(o);
    if (status !== 200) return { ok: false, why: `answered ${status}` };
    const parsed = Body.safeParse(parseJson(text));
    const body = parsed.success ? parsed.data : {};
    if (body.instance !== undefined && body.instance !== o.instance) return { ok: false, why: 'another process answers', stranger: true };
    if (o.mustBeReady === true && body.ready === false) return { ok: false, why: body.detail ?? 'not ready' };
    return { ok: true };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function get(o: { port: number; path: string; token: string; timeoutMs: number }): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port: o.port,
      path: o.path,
      agent: false,
      headers: { authorization: `Bearer ${o.token}` },
      signal: AbortSignal.timeout(o.timeoutMs),
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        if (text.length < MAX_BODY) text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on('error', reject);
    });
    asked.end();
  });
}
