export { discoverEndpoints, type FoundEndpoint } from './endpoint/discover.ts';
export { GgufFault } from './gguf/cursor.ts';
export { scanGguf } from './gguf/scan.ts';
export { createEndpointGenerator, type EndpointOptions } from './endpoint/generator.ts';
export { isLoopback } from './endpoint/place.ts';
export { GenerationError, type GenerationFailure, type GenerationRequest, type GenerationResult, type Generator, type GeneratorInfo, type PromptMessage } from './generator.ts';
export { createInferenceClient, type InferenceChannel, type InferenceClient } from './inference-client.ts';
export { createLocalGenerator } from './local-generator.ts';
export type { MemoryEstimate, ModelSpec } from './protocol.ts';
