import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFloodGate } from './flood-gate.ts';
import { createLog } from './index.ts';
import { redactText } from './redact.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'sova dnevnik ć-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const lines = (name = 'sova.log'): Record<string, unknown>[] =>
  readFileSync(path.join(dir, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a line', () => {
  it('is an object with its time, level, writer, words and fields', () => {
    const log = createLog({ dir, clock: () => 0 });
    log.child('jobs').warn('čeka', { id: 7, error: new TypeError('x') });
    log.close();
    expect(lines()).toMatchObject([{ time: '1970-01-01T00:00:00.000Z', level: 'warn', from: 'jobs', message: 'čeka', fields: { id: 7, error: { name: 'TypeError', message: 'x' } } }]);
  });

  it('holds no secret, wherever it stands', () => {
    const log = createLog({ dir, secrets: ['first-secret'] });
    log.hide('second-secret');
    log.info('with first-secret inside', { url: 'http://a/#token=abc123', headers: { Authorization: 'Bearer xyz' }, deep: [{ note: 'second-secret' }], password: 'p', tokens: 12 });
    log.error('failed', { error: Object.assign(new Error('second-secret'), { apiKey: 'k-1' }) });
    log.close();
    const text = readFileSync(path.join(dir, 'sova.log'), 'utf8');
    for (const secret of ['first-secret', 'second-secret', 'abc123', 'xyz', '"p"', 'k-1']) expect(text).not.toContain(secret);
    expect(text).toContain('"tokens":12');
  });

  it.each([
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [removed]'],
    ['{"token":"abc"}', '{"token":"[removed]"}'],
    ['SOVA_TOKEN=abc next', 'SOVA_TOKEN=[removed] next'],
    ['http://x/?api_key=abc&b=1', 'http://x/?api_key=[removed]&b=1'],
    ['12 tokens per second', '12 tokens per second'],
  ])('%s', (text, clean) => {
    expect(redactText(text)).toBe(clean);
  });

  it('is cut when it is too long, and stays an object', () => {
    const log = createLog({ dir });
    log.info('x'.repeat(100_000));
    log.close();
    expect(statSync(path.join(dir, 'sova.log')).size).toBeLessThan(17_000);
    expect(lines()).toMatchObject([{ level: 'info' }]);
  });
});

describe('the files', () => {
  it('are five of the given size, the oldest falls off', () => {
    let now = 0;
    const log = createLog({ dir, maxBytes: 1000, clock: () => (now += 1000) });
    for (let n = 0; n < 200; n += 1) log.info(`line ${n}`);
    log.close();
    expect(readdirSync(dir).toSorted()).toEqual(['sova.log', 'sova.log.1', 'sova.log.2', 'sova.log.3', 'sova.log.4']);
    for (const name of readdirSync(dir)) expect(statSync(path.join(dir, name)).size).toBeLessThanOrEqual(1000);
    expect(lines().at(-1)).toMatchObject({ message: 'line 199' });
  });

  it('go on where they stood', () => {
    for (const message of ['one', 'two']) {
      const log = createLog({ dir });
      log.info(message);
      log.close();
    }
    expect(lines().map(({ message }) => message)).toEqual(['one', 'two']);
  });

  it('that cannot be written stop nobody', () => {
    const log = createLog({ dir: path.join(dir, 'sova.log', '\0') });
    expect(() => log.error('nowhere')).not.toThrow();
    log.close();
    expect(existsSync(path.join(dir, 'sova.log'))).toBe(false);
  });
});

describe('a flood', () => {
  it('of one writer is held back and counted; others still get through', () => {
    let now = 0;
    const log = createLog({ dir, clock: () => now });
    const noisy = log.child('noisy');
    for (let n = 0; n < 50_000; n += 1) noisy.info('drip');
    log.info('heard');
    now += 10_000;
    noisy.info('again');
    log.close();
    const all = lines();
    expect(all.length).toBeLessThan(2100);
    expect(all).toContainEqual(expect.objectContaining({ from: 'core', message: 'heard' }));
    expect(all.at(-2)).toMatchObject({ from: 'noisy', message: 'lines held back', fields: { lines: 48_000 } });
    expect(all.at(-1)).toMatchObject({ message: 'again' });
  });

  it('passes at its steady rate', () => {
    const gate = createFloodGate({ burst: 1, perSecond: 10 });
    expect([0, 50, 100, 150, 200].map((now) => gate.pass(now))).toEqual([0, null, 1, null, 1]);
  });
});
