/** Hands files to the core: by path from the desktop window, as bytes from a browser. */
import { uuidv7 } from 'uuidv7';
import type { RejectedFile } from '../../../electron/contract/index.ts';
import { attempt, note } from '../../state/index.ts';
import { bridge, client, connection, toProblem } from '../../transport/index.ts';
import { ahead } from './ahead.ts';
import { SendFailed } from './answer.ts';
import { cameBack } from './back.ts';
import type { Collected } from './collect.ts';
import { inGroups } from './groups.ts';
import { send } from './send.ts';
import { changeHanding, markCancelled, openHanding } from './state.ts';

/** Requests under way at once: enough to keep the disk busy, few enough to leave the window its connections. */
const LANES = 2;

/** Ten thousand files are counted in the tray a few times a second, not one by one. */
const TELL_MS = 100;

/** Not the file's fault: nobody was there, or a new start asks for its key first. */
const AWAY: ReadonlySet<string> = new Set(['connection-lost', 'unauthorized', 'shutting-down']);

const running = new Map<string, AbortController>();

/** Looks through everything without waiting for the sending, so that soon the person knows how many there are. */
function counted(id: string, files: AsyncIterable<Collected> | Iterable<Collected>, signal: AbortSignal): AsyncGenerator<Collected> {
  let told = 0;
  return ahead(files, {
    signal,
    onFound: (found) => {
      if (Date.now() - told < TELL_MS) return;
      told = Date.now();
      changeHanding(id, (handing) => ({ ...handing, found }));
    },
    onEnd: (found) => changeHanding(id, (handing) => ({ ...handing, found, listed: true })),
  });
}

function took(id: string, files: number, duplicates: number, refused: readonly RejectedFile[]): void {
  changeHanding(id, (handing) => ({
    ...handing,
    handed: handing.handed + files,
    duplicates: handing.duplicates + duplicates,
    refused: [...handing.refused, ...refused],
  }));
}

async function sendGroup(id: string, group: Collected[], signal: AbortSignal): Promise<void> {
  try {
    const sent = await send(group, id, signal);
    took(id, group.length, sent.duplicates, sent.rejected);
  } catch (error) {
    if (signal.aborted) return;
    const problem = error instanceof SendFailed ? error.problem : toProblem(error);
    if (AWAY.has(problem.code) && (await cameBack(connection, signal))) {
      await sendGroup(id, group, signal);
      return;
    }
    if (group.length > 1) {
      // One unreadable file must not take its neighbours with it.
      for (const one of group) await sendGroup(id, [one], signal);
      return;
    }
    took(id, 1, 0, group.map(({ file, folder }) => ({ name: file.name, folder, problem })));
  }
}

/** As bytes, a few requests at a time. */
export async function handOverFiles(files: AsyncIterable<Collected> | Iterable<Collected>, nothing: string): Promise<void> {
  const id = uuidv7();
  const stop = new AbortController();
  running.set(id, stop);
  openHanding(id);
  const groups = inGroups(counted(id, files, stop.signal));
  let any = false;
  const lane = async (): Promise<void> => {
    for (let next = await groups.next(); !next.done && !stop.signal.aborted; next = await groups.next()) {
      any = true;
      await sendGroup(id, next.value, stop.signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    running.delete(id);
  }
  if (!any && !stop.signal.aborted) note(nothing);
}

/** By path: the core lists and copies by itself. */
export function handOverPaths(paths: readonly string[]): void {
  const known = paths.filter((path) => path !== '');
  if (known.length > 0) attempt(() => client.documents.addPaths({ paths: known }));
}

/** Stops sending, and what the core has already taken of it. */
export function cancelBatch(id: string): void {
  running.get(id)?.abort();
  markCancelled(id);
  attempt(() => client.documents.cancelBatch({ batchId: id }));
}

/** Whatever way this window has: dropped or pasted `transfer`. */
export function handOverTransfer(files: readonly File[], walked: () => AsyncIterable<Collected>, nothing: string): void {
  const desktop = bridge();
  const paths = desktop ? files.map((file) => desktop.pathOf(file)) : [];
  if (paths.length > 0 && paths.every((path) => path !== '')) handOverPaths(paths);
  else attempt(() => handOverFiles(walked(), nothing));
}
