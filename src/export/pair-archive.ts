/**
 * `pairs.zip`: pairs.csv, images/0000001.jpg …, manifest.json and DATA-CARD.md. Takes encoded pictures and texts and
 * knows neither networks nor encoders. The same pairs and options give the same bytes but for `createdAt`.
 */
import type { ArchiveContent, ArchiveFacts } from './archive-facts.ts';
import type { ImageSize } from '../core/run-config.ts';
import { csvLine } from './csv-text.ts';
import { dataCard } from './data-card.ts';
import { joinBytes } from '../core/join-bytes.ts';
import { BYTES_PER_ARCHIVE, LAST_CANDIDATE } from '../core/option-limits.ts';
import { textBytes } from '../core/text-bytes.ts';
import { entryBytes, ZipArchive, type WriteChunks } from './zip-archive.ts';

/** Of the manifest and the data card together. */
const TEXT_BYTES = 1_000_000;

/** Name of pair `index` (0-based) in the archive and in the CSV. */
export function imageName(index: number): string {
  return `images/${String(index + 1).padStart(7, '0')}.jpg`;
}

function manifest(facts: ArchiveFacts, { count, candidates, filters }: ArchiveContent): object {
  const { config, schema } = facts;
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
    pairs: { first: facts.first, count, candidates },
    filters,
    image: { size: config.size satisfies ImageSize, format: 'jpeg', ...facts.jpeg },
    columns: schema.columns.map(({ name, role, type, threshold }) => ({ name, role, type, threshold })),
    createdAt: facts.createdAt,
  };
}

export class PairArchive {
  readonly #zip = new ZipArchive();
  readonly #lines: Uint8Array[];
  readonly #facts: ArchiveFacts;
  #lineBytes = 0;

  constructor(facts: ArchiveFacts) {
    this.#facts = facts;
    this.#lines = [];
    this.#addLine(['image', ...facts.schema.columns.map((c) => c.name)]);
  }

  /** Whether an archive of at most `most` bytes has room for these pairs as well, whatever their texts become in UTF-8. */
  hasRoomFor(
    pairs: readonly { readonly jpeg: Uint8Array; readonly texts: readonly string[] }[],
    most = BYTES_PER_ARCHIVE,
  ): boolean {
    const longest = imageName(LAST_CANDIDATE);
    let bytes = this.#zip.sizeBytes + this.#lineBytes + TEXT_BYTES;
    for (const { jpeg, texts } of pairs) {
      bytes += entryBytes(longest, jpeg.length) + longest.length;
      // At most three bytes a character (a quote that doubles takes two), with a comma and quotes around them.
      for (const text of texts) bytes += 3 * text.length + 3;
    }
    return bytes <= most;
  }

  /** `index` is the pair's 0-based number across archives; `texts` its row in original units, in schema order. */
  add(index: number, jpeg: Uint8Array, texts: readonly string[]): void {
    const name = imageName(index);
    this.#zip.add(name, jpeg);
    this.#addLine([name, ...texts]);
  }

  /** `candidates`: how many were looked at, from the first on; absent: no more than were added. */
  async write(write: WriteChunks, looked: Partial<Omit<ArchiveContent, 'count'>> = {}): Promise<void> {
    const count = this.#lines.length - 1;
    const { candidates = count, filters = [], rules = [] } = looked;
    const content = { count, candidates, filters, rules };
    this.#zip.add('pairs.csv', joinBytes(this.#lines));
    this.#zip.add('manifest.json', textBytes(`${JSON.stringify(manifest(this.#facts, content), null, 2)}\n`));
    this.#zip.add('DATA-CARD.md', textBytes(dataCard(this.#facts, content)));
    await this.#zip.write(write);
  }

  #addLine(cells: readonly string[]): void {
    const line = textBytes(csvLine(cells));
    this.#lines.push(line);
    this.#lineBytes += line.length;
  }
}
