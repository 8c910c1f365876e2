/**
 * `pairs.zip`: pairs.csv, images/0000001.jpg …, signals/ where they were asked for, manifest.json and DATA-CARD.md, and report.html where there
 * is one. Takes encoded pictures, signals and texts and
 * knows neither networks nor encoders. The same pairs and options give the same bytes but for `createdAt`.
 */
import type { ArchiveContent, ArchiveFacts } from './archive-facts.ts';
import type { MeasuredFacts } from '../core/report/measured-facts.ts';
import { BYTE_ORDER_MARK, type CsvFormat, FOR_PROGRAMS } from '../core/csv-format.ts';
import { shownName } from '../core/table-schema.ts';
import { csvLine } from './csv-text.ts';
import { joinBytes } from '../core/join-bytes.ts';
import { BYTES_PER_ARCHIVE, LAST_CANDIDATE } from '../core/option-limits.ts';
import { textBytes } from '../core/text-bytes.ts';
import { ArchiveSize, entryBytes } from './archive-size.ts';
import { oneFile, oneGroup, type FileGroup, type Packer, type WriteBytes } from './packer.ts';
import type { SignalFile } from './signal-files.ts';

/** DATA-CARD.md: what the files are and what they are for, in whatever language. */
export type DataCard = (facts: ArchiveFacts, content: ArchiveContent) => string;

/** Of the manifest and the data card together. */
const TEXT_BYTES = 1_000_000;

/** Name of pair `index` (0-based) in the archive and in the CSV. */
export function imageName(index: number): string {
  return `images/${String(index + 1).padStart(7, '0')}.jpg`;
}

function manifest(facts: ArchiveFacts, { count, candidates, filters }: ArchiveContent): object {
  const { config, schema, drawn } = facts;
  return {
    format: 'ecg-pair-studio/pairs',
    formatVersion: 1,
    synthetic: true,
    appVersion: facts.appVersion,
    recipe: config.recipe,
    options: config,
    seed: config.seed,
    sampleSeed: facts.sampleSeed,
    backend: facts.backend,
    model: { sha256: facts.modelHash, epoch: facts.epoch },
    trainedOn: facts.trainedOn,
    ...(facts.sheet === null ? {} : { sheet: facts.sheet }),
    pairs: { first: facts.first, count, candidates },
    ...(facts.cohort === undefined ? {} : { cohort: facts.cohort }),
    filters: filters.map(({ kind, description, leftOut }) => ({ kind, description, leftOut })),
    measured: measuredCodes(facts.measured),
    image: { size: drawn?.size ?? config.size, format: 'jpeg', ...facts.jpeg },
    ...(drawn === undefined || drawn.signals.length === 0
      ? {}
      : { signals: { synthetic: true, formats: drawn.signals, rate: drawn.rate, unit: 'mV' } }),
    ...(facts.csv === undefined ? {} : { csv: facts.csv }),
    columns: schema.columns.map(({ name, role, type, threshold }) => ({ name, role, type, threshold })),
    createdAt: facts.createdAt,
  };
}

/** For programs; the sentences are in the data card, everything else in `report.html`. */
function measuredCodes(measured: MeasuredFacts | null): object | null {
  if (measured === null) return null;
  const { rows, deciding, answers } = measured;
  return {
    rows,
    deciding,
    answers: answers.map(({ question, verdict, score, ceiling }) => ({ question, verdict, score, ceiling })),
  };
}

/** Pairs whose JPEGs lie one behind another. */
export interface PairGroup {
  /** `index` is the pair's 0-based number across archives; `texts` its row in original units, in schema order, and its weight where rows have one. */
  readonly pairs: readonly {
    readonly index: number;
    readonly texts: readonly string[];
    /** Of its signals; absent: none. */
    readonly files?: readonly SignalFile[];
  }[];
  readonly jpegs: Omit<FileGroup, 'names'>;
}

export class PairArchive {
  readonly #packer: Packer;
  readonly #size = new ArchiveSize();
  readonly #facts: ArchiveFacts;
  /** Lines of the CSV, group by group. */
  readonly #lines: Uint8Array[];
  #lineBytes = 0;
  #count = 0;
  readonly #report: Uint8Array<ArrayBuffer> | null;
  readonly #csv: CsvFormat;
  readonly #card: DataCard;

  constructor(facts: ArchiveFacts, packer: Packer, card: DataCard) {
    this.#card = card;
    this.#facts = facts;
    this.#packer = packer;
    this.#lines = [];
    this.#report = facts.measured === null ? null : textBytes(facts.measured.reportHtml);
    const weight = facts.cohort?.weightColumn ?? null;
    this.#csv = facts.csv ?? FOR_PROGRAMS;
    const isForExcel = this.#csv.use === 'excel';
    // Whoever reads it in a spreadsheet has no schema beside it: 1 is “at least 50”, not one per cent.
    const names = facts.schema.columns.map((column) => (isForExcel ? shownName(column) : column.name));
    const head = csvLine(['image', ...names, ...(weight === null ? [] : [weight])], this.#csv);
    this.#addLines(isForExcel ? `${BYTE_ORDER_MARK}${head}` : head);
  }

  /** Whether an archive of at most `most` bytes has room for these pairs as well, whatever their texts become in UTF-8. */
  hasRoomFor({ pairs, jpegs }: PairGroup, most = BYTES_PER_ARCHIVE): boolean {
    const longest = imageName(LAST_CANDIDATE);
    let bytes = this.#size.bytes + this.#lineBytes + TEXT_BYTES + (this.#report?.length ?? 0) + jpegs.bytes.length;
    for (const { texts, files = [] } of pairs) {
      for (const file of files) bytes += entryBytes(file.name, file.bytes.length);
      bytes += entryBytes(longest, 0) + longest.length;
      // At most three bytes a character (a quote that doubles takes two), with a comma and quotes around them, and an apostrophe.
      for (const text of texts) bytes += 3 * text.length + 4;
    }
    return bytes <= most;
  }

  /** Takes the JPEGs over: their memory cannot be used afterwards. */
  add({ pairs, jpegs }: PairGroup): void {
    const names = pairs.map(({ index }) => imageName(index));
    this.#addFiles({ names, ...jpegs });
    const files = pairs.flatMap((pair) => pair.files ?? []);
    if (files.length > 0) this.#addFiles(oneGroup(files));
    this.#addLines(pairs.map(({ texts }, i) => csvLine([names[i] ?? '', ...texts], this.#csv)).join(''));
    this.#count += pairs.length;
  }

  /** `candidates`: how many were looked at, from the first on; absent: no more than were added. Resolves with the bytes written. */
  async write(write: WriteBytes, looked: Partial<Omit<ArchiveContent, 'count'>> = {}): Promise<number> {
    const { candidates = this.#count, filters = [], rules = [] } = looked;
    const content = { count: this.#count, candidates, filters, rules };
    this.#addFiles(oneFile('pairs.csv', joinBytes(this.#lines)));
    this.#addFiles(oneFile('manifest.json', textBytes(`${JSON.stringify(manifest(this.#facts, content), null, 2)}\n`)));
    this.#addFiles(oneFile('DATA-CARD.md', textBytes(this.#card(this.#facts, content))));
    if (this.#report !== null) this.#addFiles(oneFile('report.html', this.#report));
    let bytes = 0;
    await this.#packer.write((piece) => {
      bytes += piece.length;
      return write(piece);
    });
    return bytes;
  }

  #addFiles(files: FileGroup): void {
    for (const [i, name] of files.names.entries()) {
      this.#size.add(name, (files.offsets[i + 1] ?? 0) - (files.offsets[i] ?? 0));
    }
    this.#packer.add(files);
  }

  #addLines(lines: string): void {
    const bytes = textBytes(lines);
    this.#lines.push(bytes);
    this.#lineBytes += bytes.length;
  }
}
