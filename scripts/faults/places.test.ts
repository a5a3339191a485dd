/** Where the application may stand: ports, data directories, names of folders, a full disk. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Api, ApiFailure } from '../testing/api.ts';
import { newDataDir, startAndEnd, startHost } from '../testing/host.ts';
import { makeReport } from '../testing/pdf.ts';

describe('places', () => {
  it('a taken port ends the start with a clear word', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const { code, stderr, stdout } = await startAndEnd({ port });
    server.close();
    expect(code).not.toBe(0);
    expect(stdout).not.toContain('"ready"');
    expect(stderr).toContain(String(port));
  });

  it('a data directory owned by a running instance is refused and the first goes on', async () => {
    const first = await startHost();
    const second = await startAndEnd({ dataDir: first.dataDir });
    expect(second.code).not.toBe(0);
    expect(second.stdout + second.stderr).toContain(first.dataDir);
    expect((await new Api(first).health()).status).toBe('ok');
    await first.stop();
  });

  it('a home with č, ž, š and a space, and a path of 3,000 characters', async () => {
    const long = Array.from({ length: 12 }, (_, index) => `${'mapa šumarije '.repeat(16).trim()} ${index}`);
    const dataDir = join(newDataDir('Željko Čačić š '), 'podaci');
    const folder = join(dataDir, '..', ...long);
    mkdirSync(folder, { recursive: true });
    expect(folder.length).toBeGreaterThan(2600);
    const file = join(folder, 'ugovor čćžšđ 🦉.txt');
    writeFileSync(file, 'Zakupnik plaća zakupninu do petog dana u mjesecu. Najam traje tri godine.');
    const host = await startHost({ dataDir });
    const api = new Api(host);
    const { job_ids } = await api.upload([{ name: 'mapa/ugovor čćžšđ 🦉.txt', bytes: Buffer.from('Zakupnik plaća zakupninu do petog dana u mjesecu. Najam traje tri godine.') }]);
    expect(await api.finished(job_ids[0] ?? '')).toMatchObject({ state: 'completed' });
    const answer = await api.query('Do kada se plaća zakupnina?');
    expect(answer.answer).toContain('petog dana');
    expect(answer.sources[0]?.document_name).toBe('ugovor čćžšđ 🦉.txt');
    await host.stop();
  });

  it('a data directory that cannot be written to ends the start in the person\'s words', async () => {
    const dataDir = newDataDir();
    const inside = join(dataDir, 'podaci');
    const { code, stdout, stderr } = await startAndEnd({
      dataDir: inside,
      env: { LANG: 'hr_HR.UTF-8', LC_ALL: 'hr_HR.UTF-8', LANGUAGE: 'hr' },
      wrap: (command, args) => [
        'unshare',
        [...(process.getuid?.() === 0 ? ['-m'] : ['-rm']), 'sh', '-c', 'mount -t tmpfs tmpfs "$0" && mkdir "$0/podaci" && mount -o remount,ro "$0" && exec "$@"', dataDir, command, ...args],
      ],
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`U mapu s podacima ${inside} ne može se pisati.`);
    expect(JSON.parse(stdout)).toMatchObject({ event: 'error', code: 'storage-readonly', details: { dataDir: inside } });
  });

  it('a full disk on copy: a clear error, nothing half-kept, the rest goes on', async () => {
    const dataDir = newDataDir();
    // A small disk of its own, in a mount namespace that ends with the process.
    const host = await startHost({
      dataDir,
      wrap: (command, args) => [
        'unshare',
        [...(process.getuid?.() === 0 ? ['-m'] : ['-rm']), 'sh', '-c', 'mount -t tmpfs -o size=48m tmpfs "$0" && exec "$@"', dataDir, command, ...args],
      ],
    });
    const api = new Api(host);
    const inside = join('/proc', String(host.pid), 'root', dataDir);
    const huge = Buffer.concat([makeReport(5), Buffer.alloc(60 * 1024 * 1024, 0x20)]);
    const failure = await api.upload([{ name: 'huge.pdf', bytes: huge }]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiFailure);
    expect(failure).toMatchObject({ status: 507, code: 'disk-full' });
    expect(readdirSync(join(inside, 'incoming'))).toEqual([]);
    expect((await api.documents()).total).toBe(0);
    const { job_ids } = await api.upload([{ name: 'small.pdf', bytes: makeReport(2) }]);
    expect(await api.finished(job_ids[0] ?? '')).toMatchObject({ state: 'completed' });
    await host.stop();
  });
});
