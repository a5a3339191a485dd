/** Reads a source to its end at its own pace, while whoever takes from it has another. */

export interface AheadOptions {
  signal: AbortSignal;
  /** How many were found so far. */
  onFound(found: number): void;
  /** With all that were found. */
  onEnd(found: number): void;
}

export async function* ahead<T>(source: AsyncIterable<T> | Iterable<T>, { signal, onFound, onEnd }: AheadOptions): AsyncGenerator<T> {
  const found: T[] = [];
  const reading: { ended: boolean; failure: unknown } = { ended: false, failure: null };
  let wake = (): void => undefined;
  const read = async (): Promise<void> => {
    for await (const one of source) {
      if (signal.aborted) return;
      found.push(one);
      onFound(found.length);
      wake();
    }
  };
  void read()
    .catch((error: unknown) => {
      reading.failure = error;
    })
    .finally(() => {
      reading.ended = true;
      onEnd(found.length);
      wake();
    });
  for (let next = 0; ; next += 1) {
    while (next >= found.length && !reading.ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const one = found[next];
    if (next >= found.length || one === undefined) break;
    yield one;
  }
  if (reading.failure !== null) throw reading.failure;
}
