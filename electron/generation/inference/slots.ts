/** The states a context keeps: one per conversation, the least recently used one given to a new conversation. */
import type { LlamaContext, LlamaContextSequence } from 'node-llama-cpp';

export interface Slots {
  for(conversationId: string): LlamaContextSequence;
}

export function createSlots(context: LlamaContext): Slots {
  const taken = new Map<string, LlamaContextSequence>();
  return {
    for(conversationId) {
      const own = taken.get(conversationId);
      const sequence = own ?? (context.sequencesLeft > 0 ? context.getSequence() : leastRecent(taken));
      // The map's order is the order of use.
      taken.delete(conversationId);
      taken.set(conversationId, sequence);
      return sequence;
    },
  };
}

function leastRecent(taken: Map<string, LlamaContextSequence>): LlamaContextSequence {
  const first = taken.entries().next().value;
  if (!first) throw new Error('a context without sequences');
  taken.delete(first[0]);
  return first[1];
}
