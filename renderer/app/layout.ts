/** How the window is divided; remembered on this machine. */
import { useSyncExternalStore } from 'react';
import { create } from 'zustand';

const SIDEBAR = 'sova.sidebar';
const SOURCE_WIDTH = 'sova.source-width';
const FIRST_SOURCE_WIDTH = 520;

/** Below this the source covers the middle. */
const NARROW = window.matchMedia('(max-width: 1099.98px)');

interface Layout {
  sidebar: boolean;
  toggleSidebar(): void;
}

export const useLayout = create<Layout>()((set, get) => ({
  sidebar: localStorage.getItem(SIDEBAR) !== 'hidden',
  toggleSidebar: () => {
    const sidebar = !get().sidebar;
    localStorage.setItem(SIDEBAR, sidebar ? 'shown' : 'hidden');
    set({ sidebar });
  },
}));

/** Pixels. */
export function sourceWidth(): number {
  const kept = Number(localStorage.getItem(SOURCE_WIDTH));
  return Number.isFinite(kept) && kept >= 320 ? kept : FIRST_SOURCE_WIDTH;
}

export const keepSourceWidth = (pixels: number): void => localStorage.setItem(SOURCE_WIDTH, String(Math.round(pixels)));

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      NARROW.addEventListener('change', changed);
      return () => NARROW.removeEventListener('change', changed);
    },
    () => NARROW.matches,
  );
}
