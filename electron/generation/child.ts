/** Entry of the inference process: messages over the process channel, ready line on standard output, ends with its parent. */
import { randomUUID } from 'node:crypto';
import { type FromInference, ToInference } from './protocol.ts';
import { createWorker } from './inference/worker.ts';

const worker = createWorker((message: FromInference) => {
  process.send?.(message);
});

process.on('message', (raw: unknown) => {
  const message = ToInference.safeParse(raw);
  if (message.success) worker.handle(message.data);
  else process.stderr.write(`a message of another shape: ${message.error.message}\n`);
});
process.once('disconnect', () => process.exit(0));
process.stdin.resume().once('end', () => process.exit(0));
process.stdout.write(`${JSON.stringify({ event: 'ready', api_version: 1, instance: randomUUID() })}\n`);
