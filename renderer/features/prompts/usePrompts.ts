/** All prompts with their versions, live. */
import { useEffect, useState } from 'react';
import type { Problem, Prompt, PromptEvent, PromptVersion } from '../../../electron/contract/index.ts';
import { client, subscribe, toProblem } from '../../transport/index.ts';

export interface KnownPrompt {
  prompt: Prompt;
  /** Newest first. */
  versions: readonly PromptVersion[];
}

interface Known {
  /** null until they were read. */
  prompts: readonly KnownPrompt[] | null;
  problem: Problem | null;
}

async function readAll(): Promise<KnownPrompt[]> {
  const prompts = await client.prompts.list();
  return Promise.all(prompts.map(async (prompt) => ({ prompt, versions: await client.prompts.versions({ promptId: prompt.id }) })));
}

export function usePrompts(): Known {
  const [known, setKnown] = useState<Known>({ prompts: null, problem: null });
  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      try {
        const prompts = await readAll();
        if (!gone) setKnown({ prompts, problem: null });
      } catch (error) {
        if (!gone) setKnown((before) => ({ ...before, problem: toProblem(error) }));
      }
    };
    const stop = subscribe<PromptEvent>({ open: (options) => client.prompts.events(undefined, options), onOpen: read, onEvents: () => void read() });
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return known;
}
