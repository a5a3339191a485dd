/** What writes an answer: a model on this machine, or an OpenAI-compatible endpoint. */

export interface PromptMessage {
  role: 'system' | 'user' | 'assistant';
  text: string;
}

export interface GeneratorInfo {
  /** For a person: the model's name. */
  name: string;
  /** Whether text goes to another machine. */
  leftMachine: boolean;
  /** Prompt and answer together, in the model's tokens. */
  contextTokens: number;
  /** Measured while reading earlier prompts; null before the first. */
  prefillTokensPerSecond: number | null;
}

export interface GenerationRequest {
  /** Requests of one conversation reuse the state of their common beginning. */
  conversationId: string;
  messages: readonly PromptMessage[];
  maxTokens: number;
  temperature: number;
  signal: AbortSignal;
  onToken: (text: string) => void;
  /** What was given so far was the model's thinking, not its answer. */
  onTakeBack: () => void;
}

export interface GenerationResult {
  text: string;
  promptTokens: number;
  /** Prompt tokens that were not read again. */
  reusedTokens: number;
  outputTokens: number;
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  ended: 'stop' | 'length' | 'aborted';
}

export interface Generator {
  describe(): GeneratorInfo;
  /**
   * Gets ready (loads the model, measures how fast it reads) and says what it is then.
   * @throws GenerationError
   */
  prepare(signal: AbortSignal): Promise<GeneratorInfo>;
  /** Tokens of each text, in order, by the model's own tokenizer; an estimate where it has none to ask. */
  countTokens(texts: readonly string[]): Promise<number[]>;
  /**
   * One answer. Aborting resolves with what there is (`ended: 'aborted'`) within 200 ms.
   * @throws GenerationError
   */
  generate(request: GenerationRequest): Promise<GenerationResult>;
}

export type GenerationFailure = 'model-failed' | 'out-of-memory' | 'timeout' | 'inference-stopped';

/** Why there is no answer; chat falls back by `reason`. */
export class GenerationError extends Error {
  readonly reason: GenerationFailure;

  constructor(reason: GenerationFailure, message: string) {
    super(message);
    this.name = 'GenerationError';
    this.reason = reason;
  }
}
