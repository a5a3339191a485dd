import { useEffect, useState } from 'react';
import type { CatalogueModel, InstalledModel } from '../../../electron/contract/index.ts';
import { client, subscribe, toProblem } from '../../transport/index.ts';
import type { Problem } from '../../../electron/contract/index.ts';

export interface Models {
  catalogue: readonly CatalogueModel[];
  installed: readonly InstalledModel[];
}

/** The models, read again whenever something about them changed. */
export function useModels(): { models: Models | null; problem: Problem | null } {
  const [models, setModels] = useState<Models | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let left = false;
    const read = async (): Promise<void> => {
      try {
        const [catalogue, installed] = await Promise.all([client.models.catalogue(), client.models.installed()]);
        if (left) return;
        setModels({ catalogue, installed });
        setProblem(null);
      } catch (error) {
        if (!left) setProblem(toProblem(error));
      }
    };
    const stop = subscribe({ open: (options) => client.models.events(undefined, options), onOpen: read, onEvents: () => void read() });
    return () => {
      left = true;
      stop();
    };
  }, []);
  return { models, problem };
}
