/** Walks what was dropped: files one by one, with what can't be taken named and junk left out. */
import { lstat, opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import { CodedError } from '../contract/index.ts';
import { fileProblem } from './fs-problem.ts';

export type Found =
  /** `folder`: where it stands in the dropped tree, with '/'; '' for a file dropped by itself. */
  { kind: 'file'; path: string; folder: string } | { kind: 'refused'; path: string; folder: string; error: unknown };

const JUNK = new Set(['thumbs.db', 'desktop.ini', 'ehthumbs.db', '__macosx', '$recycle.bin', 'system volume information', '@eadir', 'lost+found']);

/** Files systems and programs leave beside documents. Applies inside trees only: what a person drops by itself is meant. */
function isJunk(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || name.startsWith('.~lock') || JUNK.has(name.toLowerCase());
}

/** @param root a file or a folder; a link here is followed, links to folders inside a tree are not (they may lead back) */
export async function* walk(root: string, signal: AbortSignal): AsyncGenerator<Found> {
  let isFolder: boolean;
  try {
    const found = await stat(root);
    isFolder = found.isDirectory();
    if (!isFolder && !found.isFile()) throw notRegular(root);
  } catch (error) {
    yield { kind: 'refused', path: root, folder: '', error: fileProblem(error, path.basename(root)) };
    return;
  }
  if (!isFolder) yield { kind: 'file', path: root, folder: '' };
  else yield* walkFolder(root, path.basename(root), signal);
}

async function* walkFolder(root: string, rootName: string, signal: AbortSignal): AsyncGenerator<Found> {
  const open = [{ dir: root, folder: rootName }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { dir, folder } = next;
    try {
      for await (const entry of await opendir(dir, { bufferSize: 256 })) {
        signal.throwIfAborted();
        if (isJunk(entry.name)) continue;
        const full = path.join(dir, entry.name);
        if (entry.isDirectory()) open.push({ dir: full, folder: folder === '' ? entry.name : `${folder}/${entry.name}` });
        else yield await judge(full, folder, entry.isFile());
      }
    } catch (error) {
      signal.throwIfAborted();
      yield { kind: 'refused', path: dir, folder, error: fileProblem(error, path.basename(dir)) };
    }
  }
}

/** A link counts as the regular file it leads to. */
async function judge(full: string, folder: string, plainFile: boolean): Promise<Found> {
  if (plainFile) return { kind: 'file', path: full, folder };
  try {
    const found = (await lstat(full)).isSymbolicLink() ? await stat(full) : null;
    if (found?.isFile() === true) return { kind: 'file', path: full, folder };
    return { kind: 'refused', path: full, folder, error: notRegular(full) };
  } catch (error) {
    return { kind: 'refused', path: full, folder, error: fileProblem(error, path.basename(full)) };
  }
}

function notRegular(file: string): CodedError {
  return new CodedError('not-a-regular-file', 'not a regular file', { name: path.basename(file) });
}
