/** The models Sova knows by name. Sizes and hashes are the hub's to say: null here means asked for at download time. */
import { z } from 'zod';
import { CatalogueModel } from '../contract/index.ts';
import entries from '../../resources/models.json' with { type: 'json' };

const Entry = CatalogueModel.pick({
  id: true,
  role: true,
  name: true,
  licence: true,
  languages: true,
  repository: true,
  files: true,
  parameters: true,
  quantisation: true,
  contextTokens: true,
  note: true,
});
export type CatalogueEntry = z.infer<typeof Entry>;

export const CATALOGUE: readonly CatalogueEntry[] = z.array(Entry).parse(entries);
