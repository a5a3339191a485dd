/**
 * `npm run bench`: what a person waits for, beside the bare part it stands on, in the same run.
 * Figures are medians with their spread; run it with nothing else running.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { z } from 'zod';
import { Api } from '../testing/api.ts';
import { newDataDir, root, startHost, type Host } from '../testing/host.ts';
import { makeReport } from '../testing/pdf.ts';
import { allProcesses, descendants } from '../testing/processes.ts';
import { findChromium } from '../test/chromium.mjs';
import { machine, megabytes, ms, print, spread, timed, type Row } from './measure.ts';
import { viewer } from './viewer.ts';

const ROUNDS = 5;
const PASSAGES = 10_000;
const QUERIES = 200;
const python = join(root, 'python', '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

const say = (text: string): void => console.error(`bench: ${text}`);

/** A host for the length of one measurement: a benchmark that fails leaves nothing running. */
async function withHost<T>(work: (host: Host) => Promise<T>): Promise<T> {
  const host = await startHost();
  try {
    return await work(host);
  } finally {
    await host.stop();
  }
}

async function bare(...args: readonly string[]): Promise<number[]> {
  const child = spawn(python, [join(root, 'scripts', 'bench', 'bare.py'), ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, OMP_NUM_THREADS: '1' } });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  await once(child, 'close');
  return z.array(z.number()).parse(JSON.parse(out.trim()));
}

/** From spawn until the window has something to type into; a bare server with one page beside it. */
async function start(browser: Browser): Promise<Row[]> {
  const first: number[] = [];
  const question: number[] = [];
  const bareFirst: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    say(`start ${round + 1} of ${ROUNDS}`);
    await withHost(async (host) => {
      question.push(host.startedInMs);
      const page = await browser.newPage();
      const opened = performance.now();
      await page.goto(`${host.url}/#token=${host.token}`);
      await page.getByRole('textbox').first().waitFor();
      first.push(host.listeningInMs + (performance.now() - opened));
      await page.close();
    });
    bareFirst.push(await bareWindow(browser));
  }
  const ratio = (ours: number[], theirs: number[]): string => (spread(ours).median / spread(theirs).median).toFixed(1);
  return [
    { figure: 'cold start to a window one can type into', ours: ms(spread(first)), bare: `bare Node server and page: ${ms(spread(bareFirst))}`, ratio: ratio(first, bareFirst) },
    { figure: 'cold start to the first question', ours: ms(spread(question)), bare: '', ratio: '' },
  ];
}

async function bareWindow(browser: Browser): Promise<number> {
  const script = `require('node:http').createServer((q,r)=>r.setHeader('content-type','text/html').end('<!doctype html><input>')).listen(0,'127.0.0.1',function(){console.log(this.address().port)})`;
  const begun = performance.now();
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = await once(child.stdout.setEncoding('utf8'), 'data');
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${String(port).trim()}/`);
    await page.getByRole('textbox').first().waitFor();
    const took = performance.now() - begun;
    await page.close();
    return took;
  } finally {
    child.kill();
  }
}

async function ingest(host: Host): Promise<Row> {
  const api = new Api(host);
  const times: number[] = [];
  let file = '';
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = makeReport(40);
    const marked = Buffer.concat([bytes, Buffer.from(`\n% ${round}\n`)]);
    file = join(newDataDir('sova-bench-'), 'forty.pdf');
    writeFileSync(file, marked);
    times.push(
      await timed(async () => {
        const { job_ids } = await api.upload([{ name: `forty-${round}.pdf`, bytes: marked }]);
        await api.finished(job_ids[0] ?? '');
      }),
    );
  }
  const theirs = await bare('kreuzberg', file, String(ROUNDS));
  return { figure: 'drop to searchable, a PDF of 40 pages', ours: ms(spread(times)), bare: `kreuzberg reads it: ${ms(spread(theirs))}`, ratio: (spread(times).median / spread(theirs).median).toFixed(1) };
}

const topics = ['lease', 'bridge', 'water', 'budget', 'school', 'harbour', 'permit', 'tax', 'forest', 'road', 'contract', 'hospital'];

/** Text files whose paragraphs become passages until there are enough. */
async function fill(api: Api): Promise<number> {
  let passages = 0;
  for (let file = 0; passages < PASSAGES; file++) {
    const text = Array.from({ length: 400 }, (_, index) => {
      const n = file * 400 + index;
      const topic = topics[n % topics.length] ?? 'lease';
      return `## Record ${n} on the ${topic}\n\nThe ${topic} file number ${n} was opened in ${1950 + (n % 75)} by office ${n % 97}. It names ${1 + (n % 9)} parties and an amount of ${(n * 7919) % 100_000} euros. The decision on the ${topic} of district ${n % 211} became final after ${n % 60} days, and the archive keeps it on shelf ${n % 503}.`;
    }).join('\n\n');
    const { documents, job_ids } = await api.upload([{ name: `records-${file}.md`, bytes: Buffer.from(text) }]);
    await api.finished(job_ids[0] ?? '');
    passages += (await api.document(documents[0]?.id ?? '')).passages;
    say(`${passages} of ${PASSAGES} passages`);
  }
  return passages;
}

async function search(host: Host): Promise<Row> {
  const api = new Api(host);
  const passages = await fill(api);
  const ask = (n: number) => api.query(`When was the ${topics[n % topics.length]} file ${(n * 53) % passages} opened and on which shelf is it?`, { mode: 'search' });
  for (let n = 0; n < 10; n++) await ask(n);
  const times: number[] = [];
  for (let n = 0; n < QUERIES; n++) times.push(await timed(() => ask(n)));
  const theirs = await bare('chroma', String(passages), '256', String(QUERIES));
  return { figure: `a search over ${passages} passages, through the HTTP API`, ours: ms(spread(times)), bare: `a bare Chroma query: ${ms(spread(theirs))}`, ratio: (spread(times).p95 / spread(theirs).p95).toFixed(1) };
}

const treeMemory = (pid: number): number => [...allProcesses().filter((one) => one.pid === pid), ...descendants(pid)].reduce((sum, one) => sum + one.memory, 0);

async function idleMemory(): Promise<Row> {
  const ours = await withHost((host) => Promise.resolve(treeMemory(host.pid)));
  const child = spawn(python, [join(root, 'scripts', 'bench', 'bare.py'), 'idle'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const theirs = treeMemory(child.pid ?? 0);
  child.stdin.end();
  return { figure: 'resident memory at rest, all processes', ours: megabytes(ours), bare: `Python with the same packages imported: ${megabytes(theirs)}`, ratio: (ours / theirs).toFixed(1) };
}

async function inBrowser(measure: (browser: Browser) => Promise<Row[]>): Promise<Row[]> {
  const browser = await chromium.launch({ executablePath: (await findChromium()).path, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'] });
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
}

console.log(machine());
const rows = [
  ...(await inBrowser(start)),
  ...(await inBrowser((browser) => withHost((host) => viewer(browser, host)))),
  ...(await withHost(async (host) => [await ingest(host), await search(host)])),
  await idleMemory(),
];
print(rows);
