/** A file that is appended to and renamed away when full: `name`, `name.1`, ... the oldest falls off. */
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

export interface RotatingFile {
  /** Never throws: a log that cannot be written must not stop the application. */
  append(line: string): void;
  close(): void;
}

/** @param o.keep files in all, the current one among them */
export function openRotatingFile(o: { file: string; maxBytes: number; keep: number }): RotatingFile {
  let descriptor: number | null = null;
  let size = 0;

  const open = (): number => {
    mkdirSync(path.dirname(o.file), { recursive: true });
    const opened = openSync(o.file, 'a', 0o600);
    size = fstatSync(opened).size;
    return opened;
  };
  const rotate = (): void => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
    rmSync(`${o.file}.${o.keep - 1}`, { force: true });
    for (let n = o.keep - 2; n >= 0; n -= 1) {
      const from = n === 0 ? o.file : `${o.file}.${n}`;
      if (existsSync(from)) renameSync(from, `${o.file}.${n + 1}`);
    }
  };

  return {
    append(line) {
      try {
        const bytes = Buffer.from(`${line}\n`);
        descriptor ??= open();
        if (size > 0 && size + bytes.length > o.maxBytes) {
          rotate();
          descriptor = open();
        }
        writeSync(descriptor, bytes);
        size += bytes.length;
      } catch {
        // A full disk or a lost folder: the next line tries again.
      }
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}
