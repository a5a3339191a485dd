export { GenerationError, type GenerationFailure, type GenerationRequest, type GenerationResult, type Generator, type GeneratorInfo, type PromptMessage } from './generator.ts';
