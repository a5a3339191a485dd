import type { DocumentStats } from '../../electron/contract/index.ts';

/** How much of the library answers: documents that still wait count, those that could not be read do not. */
export function indexed(coverage: number, stats: Pick<DocumentStats, 'documents' | 'searchable' | 'failed'> | null): number {
  const readable = stats === null ? 0 : stats.documents - stats.failed;
  return readable > 0 ? coverage * Math.min(1, (stats?.searchable ?? 0) / readable) : coverage;
}
