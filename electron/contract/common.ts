/** Words shared by every room: ids, times, languages, text spans. */
import { z } from 'zod';

/** UUIDv7: sorts by time of creation. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** UTC, ISO 8601 with milliseconds. */
export const IsoTime = z.iso.datetime();
export type IsoTime = z.infer<typeof IsoTime>;

/** Languages the interface and the answers speak. */
export const Language = z.enum(['hr', 'en']);
export type Language = z.infer<typeof Language>;

/** `auto`: the answer follows the question's language. */
export const LanguageChoice = z.enum(['auto', 'hr', 'en']);
export type LanguageChoice = z.infer<typeof LanguageChoice>;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A rectangle on a page in the page's own units (PDF points, image pixels), origin at the top left. */
export const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Box = z.infer<typeof Box>;

/** Where something stands: offsets are Unicode code points of the page's text, end exclusive. */
export const Span = z.object({
  page: z.number().int().min(1),
  charStart: z.number().int().min(0),
  charEnd: z.number().int().min(0),
});
export type Span = z.infer<typeof Span>;

/** An error as it is stored or shown: the words for a person are chosen in the renderer by `code`. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type Problem = z.infer<typeof Problem>;

export const Ok = z.object({ ok: z.literal(true) });
