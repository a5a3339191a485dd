/** The runs of a filter, live. */
import { useCallback, useDeferredValue, useEffect } from 'react';
import type { Run, RunEvent } from '../../../../electron/contract/index.ts';
import { type Rows, type RowsView, useRows } from '../../../state/index.ts';
import { client, subscribe } from '../../../transport/index.ts';
import { filterOf, isEverything, useShownRuns } from './filter.ts';

export function useRunList(): { rows: Rows<Run>; view: RowsView<Run> } {
  const shown = useDeferredValue(useShownRuns());
  const fetchPart = useCallback((offset: number, limit: number) => client.runs.list({ filter: filterOf(shown), offset, limit }), [shown]);
  const { rows, view } = useRows(fetchPart);
  useEffect(() => {
    rows.show(0, 0);
    return subscribe<RunEvent>({
      open: (options) => client.runs.events(undefined, options),
      onOpen: rows.reload,
      // Whether a changed run still belongs to a filter, the core knows.
      onEvents: (events) => rows.apply(events.map((event) => (event.type === 'changed' ? { id: event.run.id, value: isEverything(shown) ? event.run : null } : { id: '', value: null }))),
    });
  }, [rows, shown]);
  return { rows, view };
}
