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

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }), finish_reason: z.string().nullish() })).min(1),
  usage: Chunk.shape.usage,
});

/** From a server that does not stream: the completion as one chunk. @throws Error for anything else */
export async function* wholeAnswer(response: Response): AsyncGenerator<Chunk, void, void> {
  const body = await response.text();
  const whole = Completion.safeParse(parse(body));
  if (!whole.success) throw new Error(errorIn(body) ?? `the endpoint answered with ${response.headers.get('content-type') ?? 'something'} instead of a stream`);
  yield { choices: whole.data.choices.map(({ message, finish_reason }) => ({ delta: message, finish_reason })), usage: whole.data.usage };
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
