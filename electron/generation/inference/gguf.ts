/** A model file's header, judged before anything is loaded. */
import { type GgufFileInfo, readGgufFileInfo } from 'node-llama-cpp';
import { GgufFault } from '../gguf/cursor.ts';
import { type GgufHeader, scanGguf } from '../gguf/scan.ts';
import { Failure } from './failure.ts';

export interface Header {
  info: GgufFileInfo;
  vocabulary: number;
}

/** Only counted: as text they would take more memory here than in the model. */
const LONG_LISTS = ['tokens', 'scores', 'token_type', 'merges'].map((name) => `tokenizer.ggml.${name}`);
/** `model-00001-of-00003.gguf`: the other files lie beside it. */
const PART = /-(\d{5})-of-(\d{5})\.gguf$/u;
const MOST_PARTS = 256;

/** @throws Failure model-missing, model-corrupt */
export async function readHeader(path: string, signal?: AbortSignal): Promise<Header> {
  const [first] = await Promise.all(partsOf(path).map(scan));
  try {
    const info = await readGgufFileInfo(path, { sourceType: 'filesystem', logWarnings: false, ignoreKeys: LONG_LISTS, ...(signal ? { signal } : {}) });
    return { info, vocabulary: first?.vocabulary ?? 0 };
  } catch (error) {
    throw new Failure('model-corrupt', `The header of the model file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function partsOf(path: string): string[] {
  const parts = Number(PART.exec(path)?.[2] ?? 1);
  if (parts > MOST_PARTS) throw new Failure('model-corrupt', `A model in ${parts} files`);
  if (parts <= 1) return [path];
  return Array.from({ length: parts }, (_, index) => path.replace(PART, `-${String(index + 1).padStart(5, '0')}-of-$2.gguf`));
}

async function scan(path: string): Promise<GgufHeader> {
  try {
    return await scanGguf(path);
  } catch (error) {
    if (error instanceof GgufFault) throw new Failure('model-corrupt', `The model file cannot be used: ${error.message}`);
    throw new Failure('model-missing', `The model file at ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
