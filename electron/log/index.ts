/** The application's log: JSON lines in rotating files, secrets removed, safe under floods. */
import path from 'node:path';
import { createFloodGate, type FloodGate } from './flood-gate.ts';
import { redactText, redactValue } from './redact.ts';
import { openRotatingFile } from './rotating-file.ts';

export { redactText } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  /** The same log under another name; each name has its own flood limit. */
  child(name: string): Log;
  /** From now on this value is removed from every line (tokens made at run time). */
  hide(secret: string): void;
}

const MAX_LINE = 16_384;
const FILE_BYTES = 10 * 1024 * 1024;
const FILES = 5;
const GATE = { burst: 2000, perSecond: 200 };

/**
 * Opens `<dir>/sova.log`: 10 MB a file, five files.
 * @param o.alsoStderr lines are also written to standard error, for a person at a terminal
 */
export function createLog(o: { dir: string; secrets?: readonly string[]; alsoStderr?: boolean; maxBytes?: number; clock?: () => number }): Log & { close(): void } {
  const clock = o.clock ?? Date.now;
  const secrets = new Set(o.secrets ?? []);
  const file = openRotatingFile({ file: path.join(o.dir, 'sova.log'), maxBytes: o.maxBytes ?? FILE_BYTES, keep: FILES });

  const write = (name: string, level: LogLevel, message: string, fields: Record<string, unknown>): void => {
    const line = render({ time: new Date(clock()).toISOString(), level, from: name, message: redactText(message, secrets) }, redactValue(fields, secrets));
    file.append(line);
    if (o.alsoStderr === true) process.stderr.write(`${line}\n`);
  };
  const named = (name: string, gate: FloodGate): Log => {
    const at = (level: LogLevel) => (message: string, fields: Record<string, unknown> = {}) => {
      const held = gate.pass(clock());
      if (held === null) return;
      if (held > 0) write(name, 'warn', 'lines held back', { lines: held });
      write(name, level, message, fields);
    };
    return {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      child: (child) => named(child, createFloodGate(GATE)),
      hide: (secret) => secrets.add(secret),
    };
  };
  return { ...named('core', createFloodGate(GATE)), close: () => file.close() };
}

/** One line of JSON, never longer than the limit. */
function render(head: { message: string } & Record<string, unknown>, fields: unknown): string {
  const rest = typeof fields === 'object' && fields !== null && Object.keys(fields).length > 0 ? { fields } : {};
  const line = JSON.stringify({ ...head, ...rest });
  if (line.length <= MAX_LINE) return line;
  return JSON.stringify({ ...head, message: head.message.slice(0, MAX_LINE / 2), cut: line.length });
}

/** A log that keeps nothing, for tests and tools. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
  hide: () => undefined,
};
