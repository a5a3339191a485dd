/** Documents: intake, the library of originals, pages and passages through the engine, watched folders. */
export { createDocuments, type Documents } from './documents.ts';
export type { Shelved as AddedFile } from './catalogue.ts';
export type { Upload } from './intake.ts';
export type { EnginePort, SettingsPort } from './ports.ts';
export { documentsSchema } from './schema.ts';
