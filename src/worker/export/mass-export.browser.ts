/** Large exports in a real browser: workers that write files, a folder of the browser's own storage in place of a picked one. */
import JSZip from 'jszip';
import { afterEach, describe, expect, it } from 'vitest';
import { isAbort } from '../../core/app-error.ts';
import type { PairsRequest } from '../../core/pairs-request.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { namedBackend, startBackend, surveyBackends } from '../../engine/backends.ts';
import type { CandidateFilter } from '../../export/candidate-filter.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { PauseGate } from '../../core/pause-gate.ts';
import { exportManyPairs, exportPairs } from './export-session.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import { downloadsPlace, folderPlace, NOTE_NAME } from './archive-place.ts';
import { ArchiveSpool } from './archive-spool.ts';

const FOLDER = 'mass-export-test';
const PER_ARCHIVE = 40;
const column = { role: 'feature', threshold: null, width: 1, missing: 0, fill: '' } as const;
const schema: TableSchema = {
  version: 1,
  width: 2,
  columns: [
    {
      ...column,
      name: 'age',
      type: 'integer',
      offset: 0,
      coding: { kind: 'scale', min: 0, max: 100_000, decimals: 0 },
    },
    { ...column, name: 'sex', type: 'binary', offset: 1, coding: { kind: 'two', values: ['f', 'm'] } },
  ],
};

async function makeModel(): Promise<TrainedModel> {
  const backend = await startBackend(namedBackend('wasm', await surveyBackends()), new Map());
  const config = { ...QUICK_LOOK, width: 0.02, seed: 5 };
  return {
    gan: await JointGan.initial(config, schema.width, backend.kernels),
    backend,
    config,
    schema,
    counts: { patients: 10, setAside: 0 },
    get study(): never {
      throw new Error('an export needs no patients');
    },
    source: 'demo',
    epoch: 1,
    steps: 1,
  };
}

async function openFolder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

afterEach(async () => {
  await (await navigator.storage.getDirectory()).removeEntry(FOLDER, { recursive: true });
});

async function names(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const found: string[] = [];
  for await (const name of folder.keys()) found.push(name);
  return found.sort();
}

/** Contents by name, the manifest and the data card of an archive left out: they speak of the archive. */
async function contents(archive: Blob, all = new Map<string, string>()): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(await archive.arrayBuffer(), { checkCRC32: true });
  for (const [name, file] of Object.entries(zip.files)) {
    if (name.startsWith('images/')) all.set(name, await file.async('base64'));
    if (name !== 'pairs.csv') continue;
    for (const line of (await file.async('string')).trimEnd().split('\r\n').slice(1)) all.set(`row ${line}`, '');
  }
  return all;
}

async function fileOf(folder: FileSystemDirectoryHandle, name: string): Promise<File> {
  return (await folder.getFileHandle(name)).getFile();
}

const request: PairsRequest = { pairs: 100, first: 7, seed: 3, where: null };
const quiet = { onProgress: () => undefined, onArchives: () => undefined, perArchive: PER_ARCHIVE };

describe('a large export', () => {
  it('cancelled and asked for again, is the same as one archive made at once', async () => {
    const model = await makeModel();
    const folder = await openFolder();
    const first = new AbortController();
    let finished = 0;
    let made = 0;
    const cancelled = exportManyPairs(model, request, folderPlace(folder), {
      ...quiet,
      signal: first.signal,
      onProgress: ({ done }) => {
        made = done;
      },
      onArchives: ({ archives }) => {
        finished = archives;
      },
      // In the middle of the second archive, once the first is whole.
      pass: async () => {
        if (made <= PER_ARCHIVE) return;
        await expect.poll(() => finished).toBe(1);
        first.abort();
      },
    });
    expect(await cancelled.catch(isAbort)).toBe(true);
    expect(await names(folder)).toEqual(['pairs-0001.zip', NOTE_NAME].sort());
    const { lastModified } = await fileOf(folder, 'pairs-0001.zip');

    const seen: number[] = [];
    const outcome = await exportManyPairs(model, request, folderPlace(folder), {
      ...quiet,
      pass: async () => undefined,
      signal: new AbortController().signal,
      onArchives: ({ archives }) => seen.push(archives),
    });
    expect(seen).toEqual([1, 2, 3]);
    expect(outcome).toMatchObject({ archives: 3, of: 3, pairs: 100, candidates: 100 });
    expect((await fileOf(folder, 'pairs-0001.zip')).lastModified).toBe(lastModified);

    const inParts = new Map<string, string>();
    for (const name of ['pairs-0001.zip', 'pairs-0002.zip', 'pairs-0003.zip']) {
      await contents(await fileOf(folder, name), inParts);
    }
    const whole = await exportPairs(model, request, { ...quiet, signal: new AbortController().signal });
    expect(inParts).toEqual(await contents(whole.blob));
    expect(inParts.size).toBe(200);
    const picture = inParts.get('images/0000008.jpg') ?? '';
    const decoded = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${picture}`)).blob());
    expect([decoded.width, decoded.height]).toEqual([64, 64]);
    model.gan.dispose();
  });

  // A visitor who ticks "leave out" must get exactly the pairs that are no copies, under their own numbers.
  it('leaves out ECGs that are too close to a real patient, and is refused where nobody measured that', async () => {
    const model = await makeModel();
    await openFolder();
    const { signal } = new AbortController();
    const asked = { pairs: 6, first: 0, seed: 3, leaveOutCopies: true };
    await expect(exportPairs(model, asked, { ...quiet, signal })).rejects.toMatchObject({ code: 'not-compared' });
    let looked = 0;
    const copyFilter = (): CandidateFilter => ({
      on: 'pair',
      kind: 'copies',
      detail: '3',
      description: 'every third is one',
      accept: () => looked++ % 3 !== 1,
    });
    const { blob, pairs } = await exportPairs(model, asked, { ...quiet, signal, copyFilter });
    expect(pairs).toBe(6);
    const files = [...(await contents(blob)).keys()].filter((name) => name.startsWith('images/'));
    expect(files).toEqual([1, 3, 4, 6, 7, 9].map((n) => `images/${String(n).padStart(7, '0')}.jpg`));
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '') as object;
    expect(manifest).toMatchObject({ filters: [{ kind: 'copies', leftOut: 3 }] });
    model.gan.dispose();
  });

  // Protects memory: an archive held as a blob stays in it until the page is tidied up, however many follow.
  it('downloads come from the disk, and are removed from there when they had their time', async () => {
    const model = await makeModel();
    await openFolder();
    let clock = Date.now();
    const spool = await ArchiveSpool.open(60_000, () => clock);
    const handed = new Map<string, string>();
    const left: number[] = [];
    const place = downloadsPlace(spool, async (_, file) => {
      await contents(file, handed);
      left.push((await names(spool.folder)).length);
      // Files have the real time, which on a busy machine goes on while they are made.
      clock += left.length === 1 ? 3_600_000 : 1000;
    });
    await exportManyPairs(model, request, place, {
      ...quiet,
      pass: async () => undefined,
      signal: new AbortController().signal,
    });
    const whole = await exportPairs(model, request, { ...quiet, signal: new AbortController().signal });
    expect(handed).toEqual(await contents(whole.blob));
    expect(left).toEqual([1, 1, 1]);
    clock += 61_000;
    await spool.sweep();
    expect(await names(spool.folder)).toEqual([]);
    model.gan.dispose();
  });

  it('waits in a pause, then goes on; a condition leaves gaps', async () => {
    const model = await makeModel();
    const folder = await openFolder();
    const gate = new PauseGate(() => performance.now());
    let done = 0;
    gate.pause();
    const conditional = { ...request, pairs: 45, where: 'sex = m' };
    const running = exportManyPairs(model, conditional, folderPlace(folder), {
      ...quiet,
      pass: gate.pass,
      signal: new AbortController().signal,
      onProgress: (progress) => {
        ({ done } = progress);
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(done).toBe(0);
    gate.resume();
    const { candidates } = await running;
    expect(candidates).toBeGreaterThan(45);
    const all = await contents(
      await fileOf(folder, 'pairs-0002.zip'),
      await contents(await fileOf(folder, 'pairs-0001.zip')),
    );
    const rows = [...all.keys()].filter((key) => key.startsWith('row '));
    expect(rows).toHaveLength(45);
    expect(rows.every((row) => row.endsWith(',m'))).toBe(true);
    model.gan.dispose();
  });
});
