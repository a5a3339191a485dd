/** The laws of direction as a pure function: which file may import what. The picture: docs/architecture.md. */

export interface Import {
  /** Importing file, relative to the root, with forward slashes. */
  from: string;
  /** Imported file relative to the root, or a package's name. */
  to: string;
  typeOnly: boolean;
}

const GROUND_ROOMS = ['storage', 'log'];
/** The rooms that put others together; everyone else meets through `core`. */
const ASSEMBLERS = ['core', 'desktop', 'web'];

const roomOf = (path: string): string | undefined => /^electron\/([^/]+)\//.exec(path)?.[1];
const featureOf = (path: string): string | undefined => /^renderer\/features\/([^/]+)\//.exec(path)?.[1];
const isTest = (path: string): boolean => /\.(test|suite)\.tsx?$|\/testing\//.test(path);
const isPackage = (to: string): boolean => !/^(electron|renderer|scripts)\//.test(to);

/** The law an import breaks, in words, or undefined. */
export function brokenLaw({ from, to, typeOnly }: Import): string | undefined {
  if (isPackage(to)) {
    if ((to === 'electron' || to.startsWith('electron/')) && !from.startsWith('electron/desktop/')) return '`electron` is imported only under electron/desktop';
    if (from.startsWith('renderer/') && !isTest(from) && to.startsWith('node:')) return 'the renderer has no Node';
    return undefined;
  }
  if (isTest(from)) return undefined;
  if (from.startsWith('renderer/')) return rendererLaw(from, to, typeOnly);
  return roomLaw(from, to);
}

function rendererLaw(from: string, to: string, typeOnly: boolean): string | undefined {
  if (to.startsWith('electron/contract/')) {
    if (typeOnly || to === 'electron/contract/values.ts') return undefined;
    return 'the renderer imports types of the contract, and values only from contract/values.ts';
  }
  if (!to.startsWith('renderer/')) return 'the renderer imports the contract and its own folders only';
  const feature = featureOf(from);
  const other = featureOf(to);
  if (feature && other && feature !== other) return `feature ${feature} imports its sibling ${other}`;
  if (!feature && other && !from.startsWith('renderer/app/')) return 'only renderer/app puts features together';
  return undefined;
}

function roomLaw(from: string, to: string): string | undefined {
  const room = roomOf(from);
  const other = roomOf(to);
  if (!room || !other || room === other) return undefined;
  if (room === 'contract') return 'the contract imports nothing of ours';
  if (other === 'contract') return undefined;
  if (to !== `electron/${other}/index.ts`) return `rooms import each other through index.ts, not ${to}`;
  if (GROUND_ROOMS.includes(room) && !GROUND_ROOMS.includes(other)) return `${room} is a ground room: it imports only the contract and other ground rooms`;
  if (room === 'supervisor' && other !== 'log') return 'the supervisor knows no rooms but log';
  if ((room === 'documents' && other === 'chat') || (room === 'chat' && other === 'documents')) return 'documents and chat meet only in core';
  if (ASSEMBLERS.includes(other) && !ASSEMBLERS.includes(room)) return `${room} imports ${other}, which assembles it`;
  return undefined;
}
