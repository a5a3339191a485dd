/**
 * Entry of the inference process: messages over its parent's channel, a ready line on standard output, ends with its parent.
 * As a child program it has the process channel and a standard input; as Electron's utility process it has a port.
 */
import { randomUUID } from 'node:crypto';
import { type FromInference, ToInference } from './protocol.ts';
import { createWorker } from './inference/worker.ts';

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const parentPort: unknown = Reflect.get(process, 'parentPort');
const port = isPort(parentPort) ? parentPort : null;

const worker = createWorker((message: FromInference) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
  if (port) port.postMessage(message);
  else process.send?.(message);
});

function receive(raw: unknown): void {
  const message = ToInference.safeParse(raw);
  if (message.success) worker.handle(message.data);
  else process.stderr.write(`a message of another shape: ${message.error.message}\n`);
}

if (port) port.on('message', ({ data }) => receive(data));
else {
  process.on('message', receive);
  process.once('disconnect', () => process.exit(0));
  process.stdin.resume().once('end', () => process.exit(0));
}
process.stdout.write(`${JSON.stringify({ event: 'ready', api_version: 1, instance: randomUUID() })}\n`);

function isPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;
}
