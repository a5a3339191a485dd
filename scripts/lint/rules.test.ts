import { describe, expect, it } from 'vitest';
import { brokenLaw } from './rules.ts';

const cases: [from: string, to: string, typeOnly: boolean, allowed: boolean][] = [
  ['electron/jobs/queue.ts', 'electron/storage/index.ts', false, true],
  ['electron/jobs/queue.ts', 'electron/storage/open.ts', false, false],
  ['electron/storage/open.ts', 'electron/jobs/index.ts', false, false],
  ['electron/contract/jobs.ts', 'electron/jobs/index.ts', true, false],
  ['electron/documents/intake.ts', 'electron/chat/index.ts', true, false],
  ['electron/chat/answer.ts', 'electron/documents/index.ts', true, false],
  ['electron/supervisor/child.ts', 'electron/engine/index.ts', false, false],
  ['electron/jobs/queue.ts', 'electron/core/index.ts', false, false],
  ['electron/web/main.ts', 'electron/core/index.ts', false, true],
  ['electron/core/createApp.ts', 'electron', false, false],
  ['electron/desktop/main.ts', 'electron', false, true],
  ['renderer/features/chat/Chat.tsx', 'electron/contract/index.ts', true, true],
  ['renderer/features/chat/Chat.tsx', 'electron/contract/index.ts', false, false],
  ['renderer/features/chat/Chat.tsx', 'electron/contract/values.ts', false, true],
  ['renderer/features/chat/Chat.tsx', 'electron/chat/index.ts', true, false],
  ['renderer/features/chat/Chat.tsx', 'renderer/features/source/index.ts', false, false],
  ['renderer/app/App.tsx', 'renderer/features/chat/index.ts', false, true],
  ['renderer/ui/Button.tsx', 'renderer/features/chat/index.ts', false, false],
  ['renderer/ui/Button.tsx', 'node:fs', false, false],
];

describe('laws of direction', () => {
  it.each(cases)('%s imports %s (type only: %s): allowed %s', (from, to, typeOnly, allowed) => {
    expect(brokenLaw({ from, to, typeOnly }) === undefined).toBe(allowed);
  });
});
