/** Cuts a byte stream into lines: characters split between chunks stay whole, a line without an end is cut. */
import { StringDecoder } from 'node:string_decoder';

export interface LineSplitter {
  push(chunk: Buffer): void;
  /** Hands out what stands after the last line end. */
  end(): void;
}

const MAX_LINE = 64 * 1024;

export function createLineSplitter(onLine: (line: string) => void, maxLine = MAX_LINE): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string): void => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) onLine((part.endsWith('\r') ? part.slice(0, -1) : part).slice(0, maxLine));
    while (rest.length > maxLine) {
      onLine(rest.slice(0, maxLine));
      rest = rest.slice(maxLine);
    }
  };
  return {
    push: (chunk) => take(decoder.write(chunk)),
    end() {
      take(decoder.end());
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}

/** Keeps the newest `size` lines. */
export function createRing(size: number): { add(line: string): void; lines(): string[] } {
  let kept: string[] = [];
  return {
    add(line) {
      kept.push(line);
      if (kept.length > size * 2) kept = kept.slice(-size);
    },
    lines: () => kept.slice(-size),
  };
}
