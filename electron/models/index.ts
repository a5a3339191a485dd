/** Models on this machine. The room's face as the core needs it; downloads and the catalogue come with the room itself. */
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { CodedError, type models } from '../contract/index.ts';

type Inputs = InferContractRouterInputs<typeof models>;
type Outputs = InferContractRouterOutputs<typeof models>;

export interface Models {
  catalogue(): Outputs['catalogue'];
  installed(): Outputs['installed'];
  download(input: Inputs['download']): Outputs['download'];
  pauseDownload(input: Inputs['pauseDownload']): void;
  importPath(input: Inputs['importPath']): Outputs['importPath'];
  remove(input: Inputs['remove']): void;
  use(input: Inputs['use']): void;
  discover(): Outputs['discover'];
  setEndpointKey(input: Inputs['setEndpointKey']): void;
  onEvent(listener: (event: { type: 'changed' }) => void): () => void;
}

export function createModels(): Models {
  const unknown = (id: string): never => {
    throw new CodedError('unknown-model', 'There is no such model', { id });
  };
  return {
    catalogue: () => [],
    installed: () => [],
    download: ({ id }) => unknown(id),
    pauseDownload: ({ jobId }) => unknown(jobId),
    importPath: ({ path }) => unknown(path),
    remove: ({ id }) => unknown(id),
    use: ({ id }) => unknown(id),
    discover: () => [],
    setEndpointKey: ({ baseUrl }) => unknown(baseUrl),
    onEvent: () => () => undefined,
  };
}
