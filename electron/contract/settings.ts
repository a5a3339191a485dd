/** Settings: one schema, every value with its default. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Language, LanguageChoice } from './common.ts';
import { errorMap } from './errors.ts';

const base = oc.errors(errorMap);

export const GeneratorChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** A GGUF file on this machine. */
  z.object({ kind: z.literal('local'), path: z.string().min(1) }),
  z.object({ kind: z.literal('endpoint'), baseUrl: z.url(), model: z.string().min(1) }),
]);
export type GeneratorChoice = z.infer<typeof GeneratorChoice>;

export const Settings = z.object({
  /** null: follow the system. */
  language: Language.nullable().default(null),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  answerLanguage: LanguageChoice.default('auto'),
  generator: GeneratorChoice.default({ kind: 'none' }),
  generation: z
    .object({
      contextTokens: z.number().int().min(512).max(131_072).default(8192),
      maxOutputTokens: z.number().int().min(32).max(8192).default(768),
      temperature: z.number().min(0).max(2).default(0.2),
      /** Seconds a person is willing to wait for the first word; the prompt takes as many passages as fit. */
      firstTokenBudgetSeconds: z.number().min(1).max(600).default(30),
      /** Whether a model writes out a follow-up that points back; `auto`: where it takes a moment on this machine. */
      followUps: z.enum(['auto', 'always', 'never']).default('auto'),
      gpu: z.enum(['auto', 'cpu']).default('auto'),
      /** `auto`: what the model has read is kept in 8 bits instead of 16 where memory is tight. */
      kvCache: z.enum(['auto', 'full', 'quantised']).default('auto'),
      idleUnloadMinutes: z.number().int().min(1).max(1440).default(15),
      timeoutSeconds: z.number().int().min(10).max(3600).default(600),
    })
    .prefault({}),
  retrieval: z
    .object({
      maxSources: z.number().int().min(1).max(30).default(8),
      passagesPerDocument: z.number().int().min(1).max(20).default(4),
      embedder: z.string().default('auto'),
      reranker: z.boolean().default(false),
    })
    .prefault({}),
  limits: z
    .object({
      fileMegabytes: z.number().int().min(1).max(10_000).default(500),
      pages: z.number().int().min(1).max(100_000).default(10_000),
      libraryGigabytes: z.number().min(0.1).max(10_000).default(200),
      reserveMegabytes: z.number().int().min(0).max(100_000).default(500),
    })
    .prefault({}),
  ocr: z.object({ enabled: z.boolean().default(true), languages: z.array(z.string()).default(['hrv', 'eng']) }).prefault({}),
  /** Text may go to an endpoint that is not on this machine. */
  allowRemoteEndpoint: z.boolean().default(false),
  /** Off: Sova opens no connection to anything outside this machine. */
  checkForUpdates: z.boolean().default(false),
  /** What is kept of the run history; what is beyond goes, the oldest first. */
  runHistory: z.object({ runs: z.number().int().min(0).max(1_000_000).default(10_000), days: z.number().int().min(1).max(36_500).nullable().default(null) }).prefault({}),
  models: z.object({ mirror: z.url().nullable().default(null), proxy: z.string().nullable().default(null), maxMegabytesPerSecond: z.number().min(0.1).nullable().default(null) }).prefault({}),
});
export type Settings = z.infer<typeof Settings>;
export type SettingsInput = z.input<typeof Settings>;

type PatchShape = { [K in keyof typeof Settings.shape]: z.ZodOptional<ReturnType<(typeof Settings.shape)[K]['unwrap']>> };

/** Some of the settings. Without the defaults: with them, a key that is not given would be set back to its own. */
export const SettingsPatch = z.strictObject(
  Object.fromEntries(Object.entries(Settings.shape).map(([key, field]) => [key, field.unwrap().optional()])) as PatchShape,
);
export type SettingsPatch = z.input<typeof SettingsPatch>;

export const settings = {
  get: base.output(Settings),
  /** Replaces whole top-level values; unknown keys are refused. */
  update: base.input(SettingsPatch).output(Settings),
  events: base.output(eventIterator(Settings)),
};
