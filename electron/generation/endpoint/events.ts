/** Server-sent events of a chat completion, read as they come. */
import { z } from 'zod';

const Chunk = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).optional(), finish_reason: z.string().nullish() })).default([]),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number(), prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish() }).nullish(),
});
export type Chunk = z.infer<typeof Chunk>;

const ErrorBody = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });

/** What went wrong, from the body of an answer; null when it does not say. */
export function errorIn(body: string): string | null {
  const parsed = ErrorBody.safeParse(parse(body));
  if (!parsed.success) return null;
  return typeof parsed.data.error === 'string' ? parsed.data.error : parsed.data.error.message;
}

/** @throws Error for an error event, or a stream that ends without `[DONE]` or a finish reason */
export async function* readChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Chunk, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  let finished = false;
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r?\n/u);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      const data = line.slice(5).trim();
      if (data === '[DONE]') return;
      const chunk = Chunk.safeParse(parse(data));
      const problem = errorIn(data);
      if (problem !== null || !chunk.success) throw new Error(problem ?? 'the endpoint sent an event of another shape');
      finished ||= chunk.data.choices.some((choice) => typeof choice.finish_reason === 'string');
      yield chunk.data;
    }
  }
  if (!finished) throw new Error('the endpoint ended its answer in the middle');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
