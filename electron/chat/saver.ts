const SAVE_EVERY_MS = 500;

/** Saves soon after a change and not more often than every half second: what a crash may cost. */
export function createSaver(save: () => void, everyMs = SAVE_EVERY_MS): { touch: () => void; cancel: () => void } {
  let timer: NodeJS.Timeout | null = null;
  return {
    touch() {
      timer ??= setTimeout(() => {
        timer = null;
        save();
      }, everyMs);
    },
    cancel() {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
