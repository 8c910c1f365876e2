/**
 * `pairs.zip`: pairs.csv, images/0000001.jpg …, manifest.json and DATA-CARD.md. Takes encoded pictures and texts and
 * knows neither networks nor encoders. The same pairs and options give the same bytes but for `createdAt`.
 */
import type { ImageSize, RunConfig } from '../core/run-config.ts';
import type { RuleCheck } from '../core/plausibility.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { csvLine } from './csv-text.ts';
import { dataCard } from './data-card.ts';
import { textBytes, ZipWriter, type Sink } from './zip-writer.ts';

/** What a finished training run says about itself. */
export interface ModelFacts {
  readonly appVersion: string;
  readonly config: RunConfig;
  readonly backend: string;
  /** Last finished epoch. */
  readonly epoch: number;
  readonly trainedOn: {
    readonly patients: number;
    /** Put aside before anything was fitted. */
    readonly setAside: number;
    readonly source: 'files' | 'demo';
  };
  readonly schema: TableSchema;
  /** SHA-256 of the generator's weights, hexadecimal. */
  readonly modelHash: string;
}

export interface ArchiveFacts extends ModelFacts {
  readonly sampleSeed: number;
  readonly first: number;
  readonly count: number;
  readonly jpeg: { readonly quality: number; readonly components: 1 | 3 };
  /** ISO 8601; the only thing that differs between two equal runs. */
  readonly createdAt: string;
}

/** Name of pair `index` (0-based) in the archive and in the CSV. */
export function imageName(index: number): string {
  return `images/${String(index + 1).padStart(7, '0')}.jpg`;
}

function manifest(facts: ArchiveFacts): object {
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
    pairs: { first: facts.first, count: facts.count },
    image: { size: config.size satisfies ImageSize, format: 'jpeg', ...facts.jpeg },
    columns: schema.columns.map(({ name, role, type, threshold }) => ({ name, role, type, threshold })),
    createdAt: facts.createdAt,
  };
}

export class PairArchive {
  readonly #zip: ZipWriter;
  readonly #lines: string[];
  readonly #facts: ArchiveFacts;

  constructor(sink: Sink, facts: ArchiveFacts) {
    this.#zip = new ZipWriter(sink);
    this.#facts = facts;
    this.#lines = [csvLine(['image', ...facts.schema.columns.map((c) => c.name)])];
  }

  /** `index` is the pair's 0-based number across archives; `texts` its row in original units, in schema order. */
  add(index: number, jpeg: Uint8Array, texts: readonly string[]): void {
    const name = imageName(index);
    this.#zip.add(name, jpeg);
    this.#lines.push(csvLine([name, ...texts]));
  }

  /** `rules`: the schema's rules, checked on the rows that were added. */
  finish(rules: readonly RuleCheck[] = []): void {
    this.#zip.add('pairs.csv', textBytes(this.#lines.join('')));
    this.#zip.add('manifest.json', textBytes(`${JSON.stringify(manifest(this.#facts), null, 2)}\n`));
    this.#zip.add('DATA-CARD.md', textBytes(dataCard(this.#facts, rules)));
    this.#zip.finish();
  }
}
