import { client } from '../../../transport/index.ts';
import { asked, select, useLibraryQuery } from './query.ts';

/** As many as the core gives at once. */
const PORTION = 500;

/** Selects the rows of the current query from one index to another, both included; most of them were never in sight. */
export async function selectRows(from: number, to: number): Promise<void> {
  const query = useLibraryQuery.getState();
  const found: { id: string; name: string }[] = [];
  for (let offset = from; offset <= to; offset += PORTION) {
    const { items } = await client.documents.list({ ...asked(query), offset, limit: Math.min(PORTION, to - offset + 1) });
    if (items.length === 0) break;
    found.push(...items);
  }
  select(found, true);
}
