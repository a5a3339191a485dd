/** Where the window was, and whether that place still exists. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Bounds = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().positive(), height: z.number().int().positive() });
export type Bounds = z.infer<typeof Bounds>;
const WindowState = z.object({ bounds: Bounds, maximized: z.boolean() });
export type WindowState = z.infer<typeof WindowState>;

export const DEFAULT_SIZE = { width: 1280, height: 820 };
export const LEAST_SIZE = { width: 800, height: 560 };

/** As much of the title bar must lie on a screen for a person to catch it. */
const GRIP = { width: 120, height: 40 };

/** The stored place where it can still be reached, on a smaller screen no larger than that; null: let the system choose. */
export function placeWindow(stored: WindowState | null, screens: readonly Bounds[]): Bounds | null {
  if (stored === null) return null;
  const { bounds } = stored;
  const screen = screens.find(
    (area) =>
      bounds.x + bounds.width >= area.x + GRIP.width && bounds.x <= area.x + area.width - GRIP.width && bounds.y >= area.y && bounds.y <= area.y + area.height - GRIP.height,
  );
  if (!screen) return null;
  return { ...bounds, width: Math.max(LEAST_SIZE.width, Math.min(bounds.width, screen.width)), height: Math.max(LEAST_SIZE.height, Math.min(bounds.height, screen.height)) };
}

/** Null when there is none or it cannot be read: a window's place is not worth an error. */
export function readWindowState(file: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(file, JSON.stringify(state));
}
