/**
 * An archive of which every file is known beforehand, collected as a blob: by JSZip where it fits, else by zip.js, which
 * writes an entry at a time. (JSZip holds every entry until the last is there, and writes no Zip64: a model of 1.4 GB would
 * be in memory as a whole.) Stored, with one fixed date, so the same files give the same bytes.
 */
import { BYTES_PER_ARCHIVE } from '../core/option-limits.ts';
import { ZipArchive } from '../export/zip-archive.ts';
import type { BlobSink } from './blob-sink.ts';

export interface ArchiveWriter {
  readonly add: (name: string, data: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** The archive is valid only after this. */
  readonly finish: () => Promise<void>;
}

/** Room for what lies around the files. */
const OVERHEAD_BYTES = 6_000_000;
const MOST_ENTRIES = 60_000;
/** 1980-01-01 00:00 as ZIP writes it, in no time zone. */
const FIXED_DOS_DATE = ((1 << 5) | 1) << 16;

function held(sink: BlobSink): ArchiveWriter {
  const zip = new ZipArchive();
  return {
    add: async (name, data) => zip.add(name, data),
    finish: () => zip.write(async (chunks) => chunks.forEach(sink.write)),
  };
}

async function streamed(sink: BlobSink): Promise<ArchiveWriter> {
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
  };
}

/** `bytes`: of all files together; `entries`: how many they are at most. */
export async function openArchiveWriter(bytes: number, entries: number, sink: BlobSink): Promise<ArchiveWriter> {
  const fits = bytes + OVERHEAD_BYTES <= BYTES_PER_ARCHIVE && entries <= MOST_ENTRIES;
  return fits ? held(sink) : streamed(sink);
}
