import { expect, test } from 'vitest';
import { readArgs } from './args.ts';

test.each([
  [[], { port: 0, open: true, dataDir: null }],
  [['--no-open', '--port', '8080'], { port: 8080, open: false, dataDir: null }],
  [['--port=0', '--data-dir', '/podaci č'], { port: 0, open: true, dataDir: '/podaci č' }],
  [['--web', '--data-dir', 'podaci'], { port: 0, open: true, dataDir: '/home/ana/podaci' }],
])('%j', (args, wanted) => {
  expect(readArgs(args, '/home/ana')).toEqual(wanted);
});

test.each([[['--port', 'x']], [['--port', '70000']], [['--port', '-1']], [['--data-dir=']], [['--unknown']], [['stray']]])('%j is refused', (args) => {
  expect(() => readArgs(args, '/')).toThrow(Error);
});
