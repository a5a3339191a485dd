/** node-llama-cpp alone: its own loop over the same prompt; one JSON line of tokens per second, and the memory the process grew by. */
import { getLlama, type Token } from 'node-llama-cpp';

const [file, contextTokens, tokensWanted, rounds] = process.argv.slice(2);
const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logger: () => undefined });
const before = process.memoryUsage().rss;
const model = await llama.loadModel({ modelPath: file ?? '', gpuLayers: 0 });
const context = await model.createContext({ contextSize: Number(contextTokens), sequences: 1, flashAttention: 'auto', threads: Math.max(1, llama.cpuMathCores - 1) });
const sequence = context.getSequence();
const prompt = model.tokenize('Write a very long story about a lighthouse and its keeper.');
const speeds: number[] = [];
for (let round = 0; round < Number(rounds); round += 1) {
  await sequence.clearHistory();
  const made: Token[] = [];
  let first = 0;
  for await (const token of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
    if (made.length === 0) first = performance.now();
    made.push(token);
    if (made.length === Number(tokensWanted)) break;
  }
  speeds.push((made.length - 1) / ((performance.now() - first) / 1000));
}
process.stdout.write(`${JSON.stringify({ speeds, memory: process.memoryUsage().rss - before })}\n`);
process.exit(0);
