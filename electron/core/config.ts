import type { Log } from '../log/index.ts';
import type { Secrets } from '../settings/index.ts';
import type { Child } from '../supervisor/index.ts';

/** Where things are and how programs are called: what differs between a clone, a package and a test. */
export interface AppConfig {
  version: string;
  host: 'desktop' | 'web';
  /** Everything the person owns; nothing is written elsewhere. */
  dataDir: string;
  /** Built-in models, OCR data, licences. */
  resourcesDir: string;
  /** Absolute path of the interpreter, and the folder of its sources where they are not installed. */
  python: { command: string; sourceDir: string | null };
  /** The Node program that hosts the language model. */
  inference: { command: string; args: readonly string[] };
  /** Languages of the operating system, best first. */
  locales: readonly string[];
  /** Threads a child may use for computing. */
  threads: number;
}

/** What only a host can give. */
export interface HostPorts {
  secrets(log: Log): Secrets;
  /** Another way to run the inference process than as a child program; `env` is what it needs. */
  inference?(log: Log, env: Record<string, string>): Child;
}
