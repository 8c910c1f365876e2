/**
 * An archive of which every file is known beforehand, collected as a blob: by JSZip where it fits, else by zip.js, which
 * writes an entry at a time. (JSZip holds every entry until the last is there, and writes no Zip64: a model of 1.4 GB would
 * be in memory as a whole.) Stored, with one fixed date, so the same files give the same bytes.
 */
import { AbortError } from '../../core/app-error.ts';
import { BYTES_PER_ARCHIVE } from '../../core/option-limits.ts';
import { ArchiveSize } from '../../export/archive-size.ts';
import { oneFile, type OpenPacker } from '../../export/packer.ts';
import type { BlobSink } from '../blob-sink.ts';
import { openPacker } from './worker-packer.ts';

export interface ArchiveWriter {
  /** `data` is taken over: its memory cannot be used afterwards. */
  readonly add: (name: string, data: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** The archive is valid only after this. */
  readonly finish: () => Promise<void>;
  /** Frees what it holds, finished or not. */
  readonly close: () => void;
}

export interface ArchivePlan {
  /** Of all files together. */
  readonly bytes: number;
  /** How many files there are at most. */
  readonly entries: number;
  readonly sink: BlobSink;
  /** Ends packing: `finish` rejects with `AbortError`. */
  readonly signal: AbortSignal;
  /** Another one in tests. */
  readonly openPacker?: OpenPacker;
}

/** Room for what lies around the files. */
const OVERHEAD_BYTES = 6_000_000;
const MOST_ENTRIES = 60_000;
/** 1980-01-01 00:00 as ZIP writes it, in no time zone. */
const FIXED_DOS_DATE = ((1 << 5) | 1) << 16;

function held({ sink, signal, openPacker: open = openPacker }: ArchivePlan): ArchiveWriter {
  const size = new ArchiveSize();
  const packer = open();
  signal.addEventListener('abort', packer.close);
  return {
    add: async (name, data) => {
      size.add(name, data.length);
      packer.add(oneFile(name, data));
    },
    finish: async () => {
      if (signal.aborted) throw new AbortError();
      await packer.write(async (piece) => sink.write(piece));
    },
    close: () => {
      signal.removeEventListener('abort', packer.close);
      packer.close();
    },
  };
}

async function streamed({ sink }: ArchivePlan): Promise<ArchiveWriter> {
  const { Uint8ArrayReader, ZipWriter } = await import('@zip.js/zip.js/lib/zip-core-custom.js');
  const into = new WritableStream<Uint8Array<ArrayBuffer>>({
    // zip.js may use its buffers again.
    write: (chunk) => sink.write(chunk.slice()),
  });
  const zip = new ZipWriter(into, {
    level: 0,
    keepOrder: true,
    useWebWorkers: false,
    extendedTimestamp: false,
    rawLastModDate: FIXED_DOS_DATE,
  });
  return {
    add: async (name, data) => {
      await zip.add(name, new Uint8ArrayReader(data));
    },
    finish: async () => {
      await zip.close();
    },
    close: () => {},
  };
}

export async function openArchiveWriter(plan: ArchivePlan): Promise<ArchiveWriter> {
  const fits = plan.bytes + OVERHEAD_BYTES <= BYTES_PER_ARCHIVE && plan.entries <= MOST_ENTRIES;
  return fits ? held(plan) : streamed(plan);
}
