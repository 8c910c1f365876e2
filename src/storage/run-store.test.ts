import { describe, expect, it } from 'vitest';
import { bytesOf } from './hash.ts';
import { type FileStore, type TakeLock } from './file-store.ts';
import { MOST_RUNS, type RunHold, RunStore } from './run-store.ts';
import { numberedRecord } from './testing/numbered-record.ts';
import { FakeDisk, FakeFiles, type Fault, Killed } from './testing/fake-files.ts';

/** Two sections of two pieces, which differ from epoch to epoch. */
function sections(epoch: number) {
  const piece = (n: number) => bytesOf(Float32Array.from({ length: 40 }, (_, i) => epoch * 1000 + n * 100 + i));
  return [
    { name: 'generator', pieces: [piece(0), piece(1)] },
    { name: 'discriminator', pieces: [piece(2), piece(3)] },
  ];
}

const CONTENT_BYTES = 4 * 160;

/** Locks of one process: a second asking is refused. */
function locks(): TakeLock {
  const taken = new Set<string>();
  return async (name) => {
    if (taken.has(name)) return null;
    taken.add(name);
    return { release: () => taken.delete(name) };
  };
}

function storeOn(files: FileStore, disk?: FakeDisk, lock: TakeLock = locks()): RunStore {
  const space = async () => (disk === undefined ? null : { quota: disk.capacity, usage: disk.used });
  return new RunStore({ files, space, lock });
}

const holds = new WeakMap<RunStore, Map<string, RunHold>>();

/** Held until it is released by the test. */
async function held(store: RunStore, run: string): Promise<RunHold> {
  const mine = holds.get(store) ?? new Map<string, RunHold>();
  holds.set(store, mine);
  const hold = mine.get(run) ?? (await store.hold(run));
  mine.set(run, hold);
  return hold;
}

async function release(store: RunStore, run: string): Promise<void> {
  (await held(store, run)).release();
  holds.get(store)?.delete(run);
}

async function save(store: RunStore, run: string, epoch: number, isComplete = false): Promise<void> {
  const hold = await held(store, run);
  await store.save(hold, numberedRecord(run, epoch, isComplete), {
    sections: () => sections(epoch),
    expectedBytes: CONTENT_BYTES,
  });
}

/** The epoch of the newest checkpoint that can be read to its end and holds what was written; 0 for none. */
async function newestGood(disk: FakeDisk, run: string): Promise<number> {
  for await (const { record: found, file } of storeOn(new FakeFiles(disk)).checkpoints(run)) {
    try {
      const { epoch } = found.position;
      for (const { name, pieces } of sections(epoch)) {
        const expected = new Uint8Array(pieces.flatMap((piece) => [...piece]));
        expect(await file.read(name), 'a checkpoint that was read as good').toEqual(expected);
      }
      return epoch;
    } catch (error) {
      if (!(error instanceof Error && error.name === 'DamagedFile')) throw error;
    }
  }
  return 0;
}

describe('a run', () => {
  it('keeps its last two checkpoints, and one when it has ended', async () => {
    const disk = new FakeDisk();
    const store = storeOn(new FakeFiles(disk));
    for (const epoch of [1, 2, 3]) await save(store, 'a', epoch);
    expect([...disk.files.keys()].filter((name) => name.endsWith('.marker'))).toHaveLength(2);
    expect(await newestGood(disk, 'a')).toBe(3);
    expect(await store.list()).toMatchObject([{ id: 'a', epoch: 3, isComplete: false, isInUse: true }]);
    await save(store, 'a', 4, true);
    expect([...disk.files.keys()].filter((name) => name.endsWith('.checkpoint'))).toHaveLength(1);
    expect(await store.list()).toMatchObject([{ epoch: 4, isComplete: true }]);
  });

  it('belongs to one tab at a time', async () => {
    const disk = new FakeDisk();
    const lock = locks();
    const [here, there] = [storeOn(new FakeFiles(disk), disk, lock), storeOn(new FakeFiles(disk), disk, lock)];
    await save(here, 'a', 1);
    await expect(there.hold('a')).rejects.toMatchObject({ code: 'kept-in-use' });
    await expect(there.erase('a')).rejects.toMatchObject({ code: 'kept-in-use' });
    await there.eraseAll();
    expect(await there.list()).toMatchObject([{ id: 'a', isInUse: true }]);
    await release(here, 'a');
    await there.erase('a');
    expect(disk.files.size).toBe(0);
  });

  it('can be forgotten with its patients, alone or with everything', async () => {
    const disk = new FakeDisk();
    const store = storeOn(new FakeFiles(disk));
    for (const run of ['a', 'b']) {
      await save(store, run, 1);
      const rows = { name: 'rows', pieces: [bytesOf(Float32Array.of(1, 2))] };
      const content = { meta: { count: 2 }, sections: () => [rows], expectedBytes: 8 };
      await store.savePatients(await held(store, run), content);
      await release(store, run);
    }
    expect((await store.list()).map(({ patientBytes }) => patientBytes)).toEqual([
      expect.any(Number),
      expect.any(Number),
    ]);
    const kept = await store.patients('a');
    expect(new Float32Array((await kept?.read('rows'))?.buffer ?? new ArrayBuffer(0))).toEqual(Float32Array.of(1, 2));
    await store.erasePatients();
    expect((await store.list()).map(({ patientBytes }) => patientBytes)).toEqual([null, null]);
    await store.eraseAll();
    expect(disk.files.size).toBe(0);
  });

  it('written by another version of the app is neither shown nor removed', async () => {
    const disk = new FakeDisk();
    const store = storeOn(new FakeFiles(disk));
    await save(store, 'a', 1);
    for (const bytes of disk.files.values()) bytes[8] = 99;
    const fresh = storeOn(new FakeFiles(disk));
    expect(await fresh.list()).toEqual([]);
    expect(disk.files.size).toBe(2);
    await save(fresh, 'a', 2);
    expect(disk.files.size).toBe(4);
  });
});

// The heart of it: killed at every single operation, in every way, nothing that was saved is lost or wrong.
describe('killed while saving', { timeout: 60_000 }, () => {
  const faultsOf = (at: number): Fault[] =>
    (['before', 'middle', 'after'] as const).flatMap((moment) =>
      (['kept', 'lost', 'zeros'] as const).map((unflushed) => ({ at, moment, unflushed })),
    );

  it('never loses a checkpoint and never takes a broken one for good', async () => {
    const start = new FakeDisk();
    for (const epoch of [1, 2]) await save(storeOn(new FakeFiles(start)), 'a', epoch);
    const whole = start.copy();
    const counting = new FakeFiles(whole);
    await save(storeOn(counting), 'a', 3);
    expect(counting.operations).toBeGreaterThan(10);

    for (let at = 1; at <= counting.operations; at++) {
      for (const fault of faultsOf(at)) {
        const disk = start.copy();
        const error = await save(storeOn(new FakeFiles(disk, fault)), 'a', 3).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(error).toBeInstanceOf(Killed);
        const found = await newestGood(disk, 'a');
        expect([2, 3], JSON.stringify(fault)).toContain(found);
        // The list says the same as what can be read, and cleans up.
        const after = storeOn(new FakeFiles(disk));
        expect(await after.list()).toMatchObject([{ id: 'a', epoch: found }]);
        expect(await newestGood(disk, 'a')).toBe(found);
        // And the next save works.
        await save(after, 'a', found + 1);
        expect(await newestGood(disk, 'a')).toBe(found + 1);
        const leftovers = [...disk.files.keys()].filter((name) => name.endsWith('.checkpoint'));
        expect(leftovers.length).toBeLessThanOrEqual(2);
      }
    }
  });

  it('before the first checkpoint leaves nothing behind', async () => {
    const counting = new FakeFiles(new FakeDisk());
    await save(storeOn(counting), 'a', 1);
    for (let at = 1; at <= counting.operations; at++) {
      for (const fault of faultsOf(at)) {
        const disk = new FakeDisk();
        await save(storeOn(new FakeFiles(disk, fault)), 'a', 1).catch(() => undefined);
        const found = await newestGood(disk, 'a');
        expect([0, 1]).toContain(found);
        expect(await storeOn(new FakeFiles(disk)).list()).toHaveLength(found);
        expect(disk.files.size).toBe(2 * found);
      }
    }
  });

  it('while erasing never shows half a run', async () => {
    const start = new FakeDisk();
    for (const epoch of [1, 2]) await save(storeOn(new FakeFiles(start)), 'a', epoch);
    const counting = new FakeFiles(start.copy());
    await storeOn(counting).erase('a');
    for (let at = 1; at <= counting.operations; at++) {
      for (const fault of faultsOf(at)) {
        const disk = start.copy();
        await storeOn(new FakeFiles(disk, fault))
          .erase('a')
          .catch(() => undefined);
        const listed = await storeOn(new FakeFiles(disk)).list();
        expect(listed.map(({ epoch }) => epoch)).toEqual(listed.length === 0 ? [] : [await newestGood(disk, 'a')]);
        await storeOn(new FakeFiles(disk)).erase('a');
        expect(disk.files.size).toBe(0);
      }
    }
  });
});

describe('damage on the disk', { timeout: 60_000 }, () => {
  async function twoCheckpoints(): Promise<FakeDisk> {
    const disk = new FakeDisk();
    for (const epoch of [1, 2]) await save(storeOn(new FakeFiles(disk)), 'a', epoch);
    return disk;
  }

  it('of any single bit is seen: the older checkpoint is used', async () => {
    const start = await twoCheckpoints();
    const newest = [...start.files.keys()].filter((name) => name.includes('00000002'));
    expect(newest).toHaveLength(2);
    for (const path of newest) {
      const bits = (start.files.get(path)?.length ?? 0) * 8;
      // A prime step visits every region of the file, headers and trailers included.
      for (let bit = 0; bit < bits; bit += bits > 4000 ? 101 : 11) {
        const disk = start.copy();
        disk.flip(path, bit);
        expect(await newestGood(disk, 'a'), `${path} bit ${bit}`).toBe(1);
      }
    }
  });

  it('of the end of a file is seen, wherever it was cut off', async () => {
    const start = await twoCheckpoints();
    for (const path of [...start.files.keys()].filter((name) => name.includes('00000002'))) {
      const length = start.files.get(path)?.length ?? 0;
      for (let cut = 0; cut < length; cut += 23) {
        const disk = start.copy();
        disk.truncate(path, cut);
        expect(await newestGood(disk, 'a'), `${path} cut at ${cut}`).toBe(1);
      }
    }
  });

  it('is removed once the older one has been read to its end', async () => {
    const disk = await twoCheckpoints();
    disk.flip('runs/a/00000002.checkpoint', 300);
    const store = storeOn(new FakeFiles(disk));
    const hold = await held(store, 'a');
    for await (const checkpoint of store.checkpoints('a')) {
      const isGood = await checkpoint.file.verify().then(
        () => true,
        () => false,
      );
      if (!isGood) continue;
      await store.dropNewer(hold, checkpoint);
      break;
    }
    await save(store, 'a', 2);
    expect(await newestGood(disk, 'a')).toBe(2);
    expect([...disk.files.keys()].filter((name) => name.endsWith('.checkpoint'))).toEqual([
      'runs/a/00000001.checkpoint',
      'runs/a/00000002.checkpoint',
    ]);
  });

  it('that a write brings in is found by reading back', async () => {
    const disk = new FakeDisk();
    const files = new FakeFiles(disk);
    const store = storeOn(files);
    await save(store, 'a', 1);
    files.onOperation = (what, path) => {
      if (what === 'close' && path.endsWith('2.checkpoint')) disk.flip(path, 200);
    };
    await expect(save(store, 'a', 2)).rejects.toThrow('damaged');
    expect(await newestGood(disk, 'a')).toBe(1);
  });
});

describe('a disk that fails', { timeout: 60_000 }, () => {
  it('at any write leaves the last checkpoint, and the next save works', async () => {
    const counting = new FakeFiles(new FakeDisk());
    await save(storeOn(counting), 'a', 1);
    const perSave = counting.operations;
    for (let at = 1; at <= perSave + 4; at++) {
      const disk = new FakeDisk();
      const files = new FakeFiles(disk);
      const store = storeOn(files);
      await save(store, 'a', 1);
      await save(store, 'a', 2);
      let operation = 0;
      files.onOperation = () => {
        operation += 1;
        if (operation === at) throw new DOMException('an I/O error', 'UnknownError');
      };
      await save(store, 'a', 3).catch(() => undefined);
      expect([2, 3]).toContain(await newestGood(disk, 'a'));
      files.onOperation = () => {};
      await save(store, 'a', 4);
      expect(await newestGood(disk, 'a')).toBe(4);
    }
  });

  it('makes room by dropping the oldest run first, then its own older checkpoint, never the last good one', async () => {
    const disk = new FakeDisk();
    const store = storeOn(new FakeFiles(disk), disk);
    for (const [i, run] of ['old', 'newer'].entries()) {
      await save(store, run, i + 1);
      await release(store, run);
    }
    await save(store, 'mine', 5);
    await save(store, 'mine', 6);
    const runs = async (): Promise<string[]> => (await store.list()).map(({ id }) => id).sort();

    disk.capacity = disk.used + 2 ** 20;
    await save(store, 'mine', 7);
    expect(await runs()).toEqual(['mine', 'newer']);
    disk.capacity = disk.used + 2 ** 20;
    await save(store, 'mine', 8);
    expect(await runs()).toEqual(['mine']);
    disk.capacity = disk.used + 2 ** 20;
    await save(store, 'mine', 9);
    expect(await newestGood(disk, 'mine')).toBe(9);
    disk.capacity = disk.used - 1;
    await expect(save(store, 'mine', 10)).rejects.toMatchObject({ code: 'keep-full' });
    expect(await newestGood(disk, 'mine')).toBe(9);
  });

  it('that is full before the browser says so makes room too', async () => {
    const disk = new FakeDisk();
    const store = storeOn(new FakeFiles(disk));
    await save(store, 'old', 1);
    await release(store, 'old');
    await save(store, 'mine', 2);
    disk.capacity = disk.used + 100;
    await save(store, 'mine', 3);
    expect(await store.list()).toMatchObject([{ id: 'mine', epoch: 3 }]);
    disk.capacity = disk.used;
    await save(store, 'mine', 4);
    expect(await newestGood(disk, 'mine')).toBe(4);
    disk.capacity = disk.used;
    await expect(save(store, 'mine', 5)).rejects.toMatchObject({ code: 'keep-full' });
    expect(await newestGood(disk, 'mine')).toBe(4);
  });
});

it('keeps the newest runs only', async () => {
  const disk = new FakeDisk();
  const store = storeOn(new FakeFiles(disk));
  for (let i = 1; i <= MOST_RUNS + 2; i++) {
    await save(store, `run-${i}`, i);
    await release(store, `run-${i}`);
  }
  await store.dropOldRuns();
  expect((await store.list()).map(({ epoch }) => epoch)).toEqual([7, 6, 5, 4]);
});
