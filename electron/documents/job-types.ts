/** The library's kinds of jobs and what each carries. Queues: `io` for the disk, `ingest` for the engine. */
import { z } from 'zod';
import { Id, Sha256 } from '../contract/index.ts';

export const LIST = 'list-files';
export const COPY = 'copy-file';
export const INGEST = 'ingest';
export const FORGET = 'forget-document';
export const SCAN = 'scan-folder';

export const ListPayload = z.object({ batchId: Id, paths: z.array(z.string()) });
/** One file of a drop (`batchId`) or of a watched folder. `folder`: as shown, relative to what was dropped. */
export const CopyPayload = z.object({ path: z.string(), folder: z.string(), batchId: Id.nullable(), watchedFolderId: Id.nullable() });
/** `pages`: only these again; null for all that are not read yet. */
export const IngestPayload = z.object({ documentId: Id, pages: z.array(z.number().int()).nullable() });
export const ForgetPayload = z.object({ documentId: Id, sha256: Sha256 });
export const ScanPayload = z.object({ folderId: Id });

export type CopyPayload = z.infer<typeof CopyPayload>;
