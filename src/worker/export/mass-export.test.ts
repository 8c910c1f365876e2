import { describe, expect, it } from 'vitest';
import { AbortError, AppError } from '../../core/app-error.ts';
import { parseNote, printNote, type ExportKey } from '../../export/export-note.ts';
import type { ArchivePlace } from './archive-place.ts';
import { exportArchives, type MassExport } from './mass-export.ts';

const key: ExportKey = {
  pairs: 25,
  first: 100,
  seed: 1,
  filters: [],
  modelSha256: 'abc',
  backend: 'test',
  sampleBatch: 32,
  appVersion: '1',
};

/** A folder in memory. A file appears under its name when it is finished. */
class Folder {
  readonly files = new Map<string, number>();
  note: string | null = null;
  /** Archives that may still be finished. */
  room = Number.POSITIVE_INFINITY;

  readonly place: ArchivePlace = {
    open: async (name) => {
      let bytes = 0;
      return {
        write: async (piece) => {
          bytes += piece.length;
          if (this.room === 0) throw new AppError('disk-full', { file: name });
        },
        finish: async () => {
          this.room -= 1;
          this.files.set(name, bytes);
        },
        discard: async () => undefined,
      };
    },
    sizeOf: async (name) => this.files.get(name) ?? null,
    readNote: async () => this.note,
    writeNote: async (text) => {
      if (text !== null) this.note = text;
    },
  };
}

/** An archive of a byte a pair. */
function archive(pairs: number, next: number) {
  const write = async (take: (piece: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<number> => {
    await take(new Uint8Array(pairs));
    return pairs;
  };
  return { pairs, next, write, close: () => undefined };
}

/** Every other candidate is a pair. */
function run(folder: Folder, change: Partial<MassExport> = {}) {
  const filled: { first: number; pairs: number; before: object }[] = [];
  const seen: number[] = [];
  const promise = exportArchives({
    key,
    perArchive: 10,
    place: folder.place,
    fill: async ({ first, pairs, before }) => {
      filled.push({ first, pairs, before });
      return archive(pairs, first + 2 * pairs);
    },
    onArchive: (archives) => seen.push(archives.length),
    ...change,
  });
  return { promise, filled, seen };
}

describe('exportArchives', () => {
  it('goes from archive to archive without a gap', async () => {
    const folder = new Folder();
    const { promise, filled, seen } = run(folder);
    const archives = await promise;
    expect(archives.map(({ name, first, pairs }) => [name, first, pairs])).toEqual([
      ['pairs-0001.zip', 100, 10],
      ['pairs-0002.zip', 120, 10],
      ['pairs-0003.zip', 140, 5],
    ]);
    expect(filled.map(({ before }) => before)).toEqual([
      { candidates: 0, pairs: 0 },
      { candidates: 20, pairs: 10 },
      { candidates: 40, pairs: 20 },
    ]);
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(parseNote(folder.note ?? '')).toMatchObject({ archives, writing: null });
  });

  it('makes as many archives as it takes where some are full before they have all their pairs', async () => {
    const folder = new Folder();
    const seen: number[][] = [];
    const archives = await run(folder, {
      fill: async ({ first, pairs }) => {
        const fit = Math.min(pairs, 6);
        return archive(fit, first + fit);
      },
      onArchive: (finished, total) => seen.push([finished.length, total]),
    }).promise;
    expect(archives.map(({ first, pairs }) => [first, pairs])).toEqual([
      [100, 6],
      [106, 6],
      [112, 6],
      [118, 6],
      [124, 1],
    ]);
    expect(new Set(archives.map(({ name }) => name)).size).toBe(5);
    expect(seen.at(-1)).toEqual([5, 5]);
    const again = run(folder);
    expect(await again.promise).toHaveLength(5);
    expect(again.filled).toEqual([]);
  });

  it('goes on behind the last whole archive after a full disk, and asks for nothing when all is there', async () => {
    const folder = new Folder();
    folder.room = 1;
    await expect(run(folder).promise).rejects.toMatchObject({ code: 'disk-full', params: { file: 'pairs-0002.zip' } });
    expect([...folder.files.keys()]).toEqual(['pairs-0001.zip']);
    folder.room = 9;
    const again = run(folder);
    await again.promise;
    expect(again.filled.map(({ first }) => first)).toEqual([120, 140]);
    expect(again.seen).toEqual([1, 2, 3]);
    const third = run(folder);
    expect(await third.promise).toHaveLength(3);
    expect(third.filled).toEqual([]);
  });

  // Otherwise the network would wait for the packer.
  it('fills an archive while the one before it is written, and holds no third', async () => {
    const folder = new Folder();
    const events: string[] = [];
    let open = 0;
    let most = 0;
    await run(folder, {
      fill: async ({ first, pairs }) => {
        open += 1;
        most = Math.max(most, open);
        events.push(`fill ${first}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        const made = archive(pairs, first + pairs);
        return {
          ...made,
          write: async (write) => {
            events.push(`write ${first}`);
            await new Promise((resolve) => setTimeout(resolve, 20));
            return made.write(write);
          },
          close: () => {
            open -= 1;
            events.push(`close ${first}`);
          },
        };
      },
    }).promise;
    expect(events.slice(0, 3)).toEqual(['fill 100', 'fill 110', 'write 100']);
    expect([most, open]).toEqual([2, 0]);
  });

  it('ends what it fills when the archive before cannot be written, and says why', async () => {
    const folder = new Folder();
    folder.room = 0;
    let closed = 0;
    const ended: boolean[] = [];
    const promise = run(folder, {
      fill: async ({ first, pairs, signal }) => {
        if (first > 100) {
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          ended.push(true);
          throw new AbortError();
        }
        return { ...archive(pairs, first + pairs), close: () => (closed += 1) };
      },
    }).promise;
    await expect(promise).rejects.toMatchObject({ code: 'disk-full' });
    expect([ended, closed]).toEqual([[true], 1]);
  });

  it('finishes what it writes when the next archive cannot be filled', async () => {
    const folder = new Folder();
    const promise = run(folder, {
      fill: async ({ first, pairs }) => {
        if (first > 100) throw new AppError('where-too-rare', { tried: 1, found: 0 });
        return archive(pairs, first + pairs);
      },
    }).promise;
    await expect(promise).rejects.toMatchObject({ code: 'where-too-rare' });
    expect([...folder.files.keys()]).toEqual(['pairs-0001.zip']);
    expect(parseNote(folder.note ?? '')?.archives).toHaveLength(1);
  });

  it('makes again what is no longer there, or no longer whole', async () => {
    const folder = new Folder();
    await run(folder).promise;
    folder.files.set('pairs-0002.zip', 3);
    const again = run(folder);
    await again.promise;
    expect(again.filled.map(({ first }) => first)).toEqual([120, 140]);
    expect(folder.files.get('pairs-0002.zip')).toBe(10);
  });

  it('writes an archive again that was closed just before the page died', async () => {
    const folder = new Folder();
    folder.files.set('pairs-0001.zip', 7);
    folder.note = printNote({ key, archives: [], writing: 'pairs-0001.zip' });
    await run(folder).promise;
    expect(folder.files.get('pairs-0001.zip')).toBe(10);
  });

  it('never writes over what it did not make', async () => {
    const foreign = new Folder();
    foreign.files.set('pairs-0002.zip', 99);
    await expect(run(foreign).promise).rejects.toMatchObject({ code: 'folder-taken' });
    expect(foreign.files.get('pairs-0002.zip')).toBe(99);
    const other = new Folder();
    await run(other).promise;
    for (const change of [{ seed: 2 }, { filters: ['only rows with age > 60'] }, { modelSha256: 'x' }]) {
      const wrong = run(other, { key: { ...key, ...change } });
      await expect(wrong.promise).rejects.toMatchObject({ code: 'folder-taken' });
      expect(wrong.filled).toEqual([]);
    }
  });

  it('begins anew where downloads of another export were noted, and goes on where they were of this one', async () => {
    const folder = new Folder();
    const place: ArchivePlace = { ...folder.place, sizeOf: async () => 'unknown' };
    folder.room = 2;
    await expect(run(folder, { place }).promise).rejects.toMatchObject({ code: 'disk-full' });
    folder.room = 9;
    const same = run(folder, { place });
    await same.promise;
    expect(same.filled).toHaveLength(1);
    const other = run(folder, { place, key: { ...key, seed: 5 } });
    await other.promise;
    expect(other.filled).toHaveLength(3);
  });

  it.each([
    '',
    '{',
    '[]',
    '{"format":"ecg-pair-studio/export","formatVersion":1,"key":{},"archives":[{}],"writing":null}',
  ])('takes no note from %j', (text) => {
    expect(parseNote(text)).toBe(null);
  });

  it('calls one archive pairs.zip', async () => {
    const folder = new Folder();
    const [only] = await run(folder, { key: { ...key, pairs: 10 } }).promise;
    expect(only?.name).toBe('pairs.zip');
  });
});
