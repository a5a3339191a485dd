/** node-llama-cpp alone: its own loop over the same prompt with the same options; one JSON line: tokens a second, and a second of processor time. */
import { getLlama, resolveChatWrapper, type Token } from 'node-llama-cpp';

const [file, contextTokens, tokensWanted, threads, text] = process.argv.slice(2);
const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logger: () => undefined });
const model = await llama.loadModel({ modelPath: file ?? '', gpuLayers: 0, useMmap: false });
const context = await model.createContext({ contextSize: Number(contextTokens), sequences: 2, batchSize: 128, flashAttention: 'auto', threads: Number(threads) });
const sequence = context.getSequence();
/** In the model's own chat format, as the application asks: a longer prompt makes each token dearer. */
const { contextText } = resolveChatWrapper(model).generateContextState({ chatHistory: [{ type: 'user', text: text ?? '' }, { type: 'model', response: [] }] });
const prompt = contextText.tokenize(model.tokenizer);
/** Once over, so that what is measured begins warm, as in the application. */
await sequence.evaluateWithoutGeneratingNewTokens(prompt);
await sequence.clearHistory();
const made: Token[] = [];
let first = 0;
let used = process.cpuUsage();
for await (const token of sequence.evaluate(prompt, { temperature: 0, topP: 0.95, topK: 40, yieldEogToken: true })) {
  if (made.length === 0) {
    first = performance.now();
    used = process.cpuUsage();
  }
  made.push(token);
  if (made.length === Number(tokensWanted)) break;
}
const { user, system } = process.cpuUsage(used);
process.stdout.write(`${JSON.stringify({ speed: (made.length - 1) / ((performance.now() - first) / 1000), cpuSpeed: (made.length - 1) / ((user + system) / 1e6) })}\n`);
process.exit(0);
