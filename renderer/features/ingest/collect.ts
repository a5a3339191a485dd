/** Files out of what was dropped, pasted or chosen: folders are walked as a stream, so that ten thousand files freeze nothing. */

export interface Collected {
  file: File;
  /** The dropped tree's folder, e.g. `contracts/2026`; '' at the top. */
  folder: string;
}

/** What was handed over: an entry of the file system, or a bare file where there is none (a pasted picture). */
export type Handed = FileSystemEntry | File;

/** The entries must be taken while the event is handled: afterwards the browser empties it. */
export function entriesOf(transfer: DataTransfer): Handed[] {
  return [...transfer.items].flatMap((item) => {
    const handed = item.kind === 'file' ? (item.webkitGetAsEntry() ?? item.getAsFile()) : null;
    return handed ? [handed] : [];
  });
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

/** The browser hands a folder over in parts of a hundred. */
async function* childrenOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    yield* part;
  }
}

/** Files the operating system leaves in folders, which nobody means. */
export const isLitter = (name: string): boolean => name === '.DS_Store' || name === 'Thumbs.db' || name === 'desktop.ini' || name.startsWith('~$');

export async function* walk(entries: readonly Handed[], folder = ''): AsyncGenerator<Collected> {
  for (const entry of entries) {
    if (entry instanceof File) {
      if (!isLitter(entry.name)) yield { file: entry, folder };
    } else if (isFile(entry)) {
      if (!isLitter(entry.name)) yield { file: await fileOf(entry), folder };
    } else if (isFolder(entry)) {
      const below = folder === '' ? entry.name : `${folder}/${entry.name}`;
      for await (const child of childrenOf(entry)) yield* walk([child], below);
    }
  }
}

/** Files of an `<input>`; those of a chosen folder carry their path. */
export function* chosen(files: Iterable<File>): Generator<Collected> {
  for (const file of files) {
    if (isLitter(file.name)) continue;
    const slash = file.webkitRelativePath.lastIndexOf('/');
    yield { file, folder: slash > 0 ? file.webkitRelativePath.slice(0, slash) : '' };
  }
}
