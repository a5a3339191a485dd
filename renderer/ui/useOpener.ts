import { useCallback, useState } from 'react';

/** What had the focus when something opened over it. Of a menu, which goes as its item is chosen, what opened the menu. */
function focusedNow(): HTMLElement | null {
  const focused = document.activeElement;
  const trigger = focused?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  const opener = trigger ? document.getElementById(trigger) : focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}

/**
 * For what opens over the page: gives the focus back when it closes, to what had it, or, where that is gone, to the page's
 * main part. Who has taken the focus meanwhile keeps it. The component must be mounted as it opens.
 */
export function useOpener(): (event: Event) => void {
  const [opener] = useState(focusedNow);
  return useCallback(
    (event) => {
      // The library would give it to a trigger, and these have none.
      event.preventDefault();
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const to = opener?.isConnected ? opener : document.querySelector('main');
      to?.focus({ preventScroll: true });
    },
    [opener],
  );
}
