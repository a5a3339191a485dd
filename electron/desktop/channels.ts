/** The names that cross between the page's preload and the main process. Free of anything else: the preload is bundled with it. */

/** Page to main: wants a port to the core. Main to page: here it is. */
export const PORT_CHANNEL = 'sova:port';

/** Page to main: opens a dialog of the system; answers with paths. */
export const CHOOSE_CHANNEL = 'sova:choose';

export const CHOICES = ['files', 'folder', 'model'] as const;
export type Choice = (typeof CHOICES)[number];
