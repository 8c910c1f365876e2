/** Writes checkpoints to the real browser storage as fast as it can, until it is ended; or says what it finds there. */
import { DamagedFile } from '../checked-file.ts';
import { bytesOf } from '../hash.ts';
import { browserSpace, OpfsFiles } from '../opfs-files.ts';
import { RunStore } from '../run-store.ts';
import { numberedRecord } from './numbered-record.ts';

const ROOT = 'killed-at-random';
const RUN = 'run';
const PIECES = 12;
const PIECE_LENGTH = 20_000;

export type SaverRequest = 'save' | 'look' | 'erase';
export type SaverNews =
  | { readonly kind: 'saved'; readonly number: number }
  /** The newest checkpoint that is whole; 0 for none. `damaged`: how many newer ones were not. */
  | { readonly kind: 'found'; readonly number: number; readonly damaged: number; readonly listed: number }
  | { readonly kind: 'erased' };

/** The arrays of checkpoint `number`, which no other has. */
function piece(number: number, i: number): Float32Array {
  return Float32Array.from({ length: PIECE_LENGTH }, (_, k) => number * 1000 + i + k / PIECE_LENGTH);
}

async function open(): Promise<RunStore> {
  const files = await OpfsFiles.open(ROOT);
  // Locks are given back some time after a worker was ended; here only one is alive at a time.
  return new RunStore({ files, space: browserSpace, lock: () => Promise.resolve({ release: () => {} }) });
}

async function look(store: RunStore): Promise<SaverNews> {
  const [run] = await store.list();
  let damaged = 0;
  for await (const { record, file } of store.checkpoints(RUN)) {
    try {
      const { epoch } = record.position;
      for (let i = 0; i < PIECES; i++) {
        const found = new Float32Array((await file.read(`piece-${i}`)).buffer);
        const expected = piece(epoch, i);
        if (found.some((value, k) => value !== expected[k])) throw new Error(`checkpoint ${epoch} reads as another`);
      }
      return { kind: 'found', number: epoch, damaged, listed: run?.epoch ?? 0 };
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      damaged += 1;
    }
  }
  return { kind: 'found', number: 0, damaged, listed: run?.epoch ?? 0 };
}

async function saveForEver(store: RunStore): Promise<void> {
  const [run] = await store.list();
  const hold = await store.hold(RUN);
  for (let number = (run?.epoch ?? 0) + 1; ; number++) {
    await store.save(hold, numberedRecord(RUN, number), {
      sections: () =>
        Array.from({ length: PIECES }, (_, i) => ({ name: `piece-${i}`, pieces: [bytesOf(piece(number, i))] })),
      expectedBytes: PIECES * PIECE_LENGTH * 4,
    });
    postMessage({ kind: 'saved', number } satisfies SaverNews);
  }
}

onmessage = async ({ data }: MessageEvent<SaverRequest>): Promise<void> => {
  const store = await open();
  if (data === 'save') return saveForEver(store);
  if (data === 'look') return postMessage(await look(store));
  await store.eraseAll();
  postMessage({ kind: 'erased' } satisfies SaverNews);
};
