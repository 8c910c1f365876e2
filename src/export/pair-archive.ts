/**
 * `pairs.zip`: pairs.csv, images/0000001.jpg …, signals/ where they were asked for, manifest.json and DATA-CARD.md, and report.html where there
 * is one. Takes files and lines, and
 * knows neither networks nor encoders. The same pairs and options give the same bytes but for `createdAt`.
 */
import type { ArchiveContent, ArchiveFacts } from './archive-facts.ts';
import type { MeasuredFacts } from '../core/report/measured-facts.ts';
import { BYTE_ORDER_MARK, FOR_PROGRAMS } from '../core/csv-format.ts';
import { shownName } from '../core/table-schema.ts';
import { csvLine } from './csv-text.ts';
import { joinBytes } from '../core/join-bytes.ts';
import { BYTES_PER_ARCHIVE } from '../core/option-limits.ts';
import { textBytes } from '../core/text-bytes.ts';
import { ArchiveSize, groupBytes } from './archive-size.ts';
import { oneFile, type FileGroup, type Packer, type WriteBytes } from './packer.ts';

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

/** Files of pairs in order, and their lines of the CSV. */
export interface PairFiles {
  /** One a pair. */
  readonly pictures: FileGroup;
  readonly signals: FileGroup | null;
  readonly lines: Uint8Array<ArrayBuffer>;
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
  readonly #card: DataCard;

  constructor(facts: ArchiveFacts, packer: Packer, card: DataCard) {
    this.#card = card;
    this.#facts = facts;
    this.#packer = packer;
    this.#lines = [];
    this.#report = facts.measured === null ? null : textBytes(facts.measured.reportHtml);
    const weight = facts.cohort?.weightColumn ?? null;
    const csv = facts.csv ?? FOR_PROGRAMS;
    const isForExcel = csv.use === 'excel';
    // Whoever reads it in a spreadsheet has no schema beside it: 1 is “at least 50”, not one per cent.
    const names = facts.schema.columns.map((column) => (isForExcel ? shownName(column) : column.name));
    const head = csvLine(['image', ...names, ...(weight === null ? [] : [weight])], csv);
    this.#addLines(textBytes(isForExcel ? `${BYTE_ORDER_MARK}${head}` : head));
  }

  /** Whether an archive of at most `most` bytes has room for these pairs as well. */
  hasRoomFor({ pictures, signals, lines }: PairFiles, most = BYTES_PER_ARCHIVE): boolean {
    const texts = this.#lineBytes + lines.length + TEXT_BYTES + (this.#report?.length ?? 0);
    const files = [pictures, ...(signals === null ? [] : [signals])];
    return this.#size.bytes + texts + files.reduce((sum, group) => sum + groupBytes(group), 0) <= most;
  }

  /** Takes the files over: their memory cannot be used afterwards. */
  add({ pictures, signals, lines }: PairFiles): void {
    this.#count += pictures.names.length;
    this.#addFiles(pictures);
    if (signals !== null) this.#addFiles(signals);
    this.#addLines(lines);
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

  #addLines(lines: Uint8Array): void {
    this.#lines.push(lines);
    this.#lineBytes += lines.length;
  }
}
