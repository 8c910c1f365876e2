/**
 * The folder of one run: numbered checkpoints, each a checked file that counts only once a marker, itself a checked file,
 * names its digest. What has no marker does not exist, so a checkpoint is either there as a whole or not at all.
 */
import * as z from 'zod/mini';
import { countShape, textShape } from '../core/shapes/basics.ts';
import { shapeOrNull } from '../core/shapes/parse.ts';
import { CheckedFile, DamagedFile, OtherVersion, writeChecked, type SectionSource } from './checked-file.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { readRecord, type RunRecord } from './run-record.ts';

export const RUNS_FOLDER = 'runs';
const CHECKPOINT = 'checkpoint';
const MARKER = 'marker';
const PATIENTS = 'patients';

const markerShape = z.object({ digest: textShape, bytes: countShape, record: z.unknown() });

interface Marker {
  readonly digest: string;
  readonly bytes: number;
  readonly record: RunRecord;
}

export interface MarkedCheckpoint extends Marker {
  /** Higher is newer. */
  readonly generation: number;
}

export interface Markers {
  /** Whole markers whose checkpoint is there, newest first. */
  readonly found: MarkedCheckpoint[];
  /** Checkpoints that another version of this app wrote: not read, and not removed. */
  readonly foreign: ReadonlySet<number>;
}

function generationOf(name: string): number {
  return Number.parseInt(name, 10);
}

export class RunFolder {
  readonly #files: FileStore;
  readonly #path: string;

  constructor(files: FileStore, id: string) {
    this.#files = files;
    this.#path = `${RUNS_FOLDER}/${id}`;
  }

  async markers(): Promise<Markers> {
    const found: MarkedCheckpoint[] = [];
    const foreign = new Set<number>();
    for (const name of (await this.#names()).filter((n) => n.endsWith(`.${MARKER}`))) {
      const generation = generationOf(name);
      try {
        const file = await CheckedFile.open(this.#files, `${this.#path}/${name}`, MARKER);
        if (file === null) continue;
        const marker = shapeOrNull(markerShape, file.meta);
        const record = readRecord(marker?.record);
        const checkpoint = await this.#files.open(this.#nameOf(CHECKPOINT, generation));
        if (marker === null || record === null) foreign.add(generation);
        else if (checkpoint?.size === marker.bytes) found.push({ ...marker, record, generation });
      } catch (error) {
        if (error instanceof OtherVersion) foreign.add(generation);
        // A damaged marker does not count.
        else if (!(error instanceof DamagedFile)) throw error;
      }
    }
    return { found: found.sort((a, b) => b.generation - a.generation), foreign };
  }

  /** Null when it is not the file that its marker names, as far as can be seen without reading all of it. */
  async open({ generation, digest }: MarkedCheckpoint): Promise<CheckedFile | null> {
    try {
      const file = await CheckedFile.open(this.#files, this.#nameOf(CHECKPOINT, generation), CHECKPOINT);
      return file?.digest === digest ? file : null;
    } catch (error) {
      if (error instanceof DamagedFile || error instanceof OtherVersion) return null;
      throw error;
    }
  }

  /** A number that no file of the folder has. */
  async nextGeneration(): Promise<number> {
    const taken = (await this.#names()).map(generationOf).filter((n) => Number.isFinite(n));
    return Math.max(0, ...taken) + 1;
  }

  /** Writes, reads back, and only then marks. Leaves nothing when any of it fails. Returns the bytes of the checkpoint. */
  async write(generation: number, record: RunRecord, sections: Iterable<SectionSource>): Promise<number> {
    const path = this.#nameOf(CHECKPOINT, generation);
    const written = await writeChecked(this.#files, path, { kind: CHECKPOINT, meta: record, sections });
    try {
      const back = await CheckedFile.open(this.#files, path, CHECKPOINT);
      if (back?.digest !== written.digest) throw new DamagedFile(path, 'not what was written');
      await back.verify();
      const marker: Marker = { ...written, record };
      await writeChecked(this.#files, this.#nameOf(MARKER, generation), { kind: MARKER, meta: marker });
    } catch (error) {
      await this.#files.remove(path).catch(() => undefined);
      throw error;
    }
    return written.bytes;
  }

  /** Marker first: what is half removed no longer counts. */
  async remove({ generation }: Pick<MarkedCheckpoint, 'generation'>): Promise<void> {
    await this.#files.remove(this.#nameOf(MARKER, generation));
    await this.#files.remove(this.#nameOf(CHECKPOINT, generation));
  }

  /** Removes checkpoints without a marker, markers that are damaged, and the folder when nothing is left that counts. */
  async sweep({ found, foreign }: Markers): Promise<void> {
    if (found.length + foreign.size === 0) {
      await this.#files.remove(this.#path);
      return;
    }
    const good = new Set([...found.map(({ generation }) => generation), ...foreign]);
    for (const name of await this.#names()) {
      if (name !== PATIENTS && !good.has(generationOf(name))) await this.#files.remove(`${this.#path}/${name}`);
    }
  }

  /** Markers first: a run that is half erased has none left, and the next sweep finishes it. */
  async erase(): Promise<void> {
    for (const name of await this.#names()) {
      if (name.endsWith(`.${MARKER}`)) await this.#files.remove(`${this.#path}/${name}`);
    }
    await this.#files.remove(this.#path);
  }

  /** Writes prepared patients and reads them back. Leaves nothing when any of it fails. */
  async writePatients(meta: unknown, sections: Iterable<SectionSource>): Promise<void> {
    const path = `${this.#path}/${PATIENTS}`;
    await writeChecked(this.#files, path, { kind: PATIENTS, meta, sections });
    try {
      await (await this.openPatients())?.verify();
    } catch (error) {
      await this.#files.remove(path).catch(() => undefined);
      throw error;
    }
  }

  /** Null when there are none. Throws `DamagedFile`, `OtherVersion`. */
  openPatients(): Promise<CheckedFile | null> {
    return CheckedFile.open(this.#files, `${this.#path}/${PATIENTS}`, PATIENTS);
  }

  /** Their file as it is, for its size. */
  patientsFile(): Promise<StoredFile | null> {
    return this.#files.open(`${this.#path}/${PATIENTS}`);
  }

  removePatients(): Promise<void> {
    return this.#files.remove(`${this.#path}/${PATIENTS}`);
  }

  #names(): Promise<readonly string[]> {
    return this.#files.list(this.#path);
  }

  #nameOf(kind: typeof CHECKPOINT | typeof MARKER, generation: number): string {
    return `${this.#path}/${String(generation).padStart(8, '0')}.${kind}`;
  }
}
