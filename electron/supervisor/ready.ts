/** The one line of JSON a child prints on standard output when it listens. */
import { z } from 'zod';

const Ready = z.object({
  event: z.literal('ready'),
  /** The loopback port it bound itself; absent for a child that speaks over the process channel only. */
  port: z.number().int().min(1).max(65_535).optional(),
  api_version: z.number().int(),
  /** Made anew at each start; its health answers carry the same. */
  instance: z.string().min(1),
});
export type ReadyLine = z.infer<typeof Ready>;

/** The versions of the children's API this application speaks. */
const API_VERSION = 1;

/** null: an ordinary line. @throws Error when the child speaks another version */
export function parseReady(line: string): ReadyLine | null {
  if (!line.startsWith('{')) return null;
  const parsed = Ready.safeParse(parseJson(line));
  if (!parsed.success) return null;
  if (parsed.data.api_version !== API_VERSION) throw new Error(`speaks version ${parsed.data.api_version}, not ${API_VERSION}`);
  return parsed.data;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
