/** PDF.js is larger than the rest of the window: it is not part of what the window starts with. */
export const loadPdf = () => import('../pdf/index.ts');

/** Reads it while there is nothing else to do, so that the first citation opens as quickly as any other. */
export function preparePdf(): () => void {
  const prepare = (): void => void loadPdf().then(({ prepareWorker }) => prepareWorker());
  // Safari has no idle callback.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(prepare, 2000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(prepare);
  return () => cancelIdleCallback(handle);
}
