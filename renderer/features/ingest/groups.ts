/** Files in groups, one request each: many small ones together, a large one alone. */
import type { Collected } from './collect.ts';

const GROUP_FILES = 24;
const GROUP_BYTES = 32_000_000;

export async function* inGroups(files: AsyncIterable<Collected> | Iterable<Collected>): AsyncGenerator<Collected[]> {
  let group: Collected[] = [];
  let bytes = 0;
  for await (const one of files) {
    if (group.length > 0 && (group.length >= GROUP_FILES || bytes + one.file.size > GROUP_BYTES)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(one);
    bytes += one.file.size;
  }
  if (group.length > 0) yield group;
}
