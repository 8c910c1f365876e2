/** Chosen pairs as the files of an archive. Workers that do nothing else make them, so that the networks go on meanwhile. */
import { type CsvFormat, FOR_PROGRAMS } from '../../core/csv-format.ts';
import type { SheetSignals, SignalFormat } from '../../core/sheet-signals.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { textBytes } from '../../core/text-bytes.ts';
import { AS_IT_IS, numberColumn, rowTexts } from '../../core/typed-column.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import type { ArchiveFacts } from '../../export/archive-facts.ts';
import { csvLine } from '../../export/csv-text.ts';
import { syntheticComment } from '../../export/jpeg-comment.ts';
import { oneGroup } from '../../export/packer.ts';
import { imageName, type PairFiles } from '../../export/pair-archive.ts';
import { signalFiles } from '../../export/signal-files.ts';

/** How the pairs of an export are written. */
export interface PairFormat {
  readonly side: number;
  readonly quality: number;
  readonly appVersion: string;
  readonly schema: TableSchema;
  readonly csv: CsvFormat;
  readonly signals: readonly SignalFormat[];
}

export interface ChosenPairs {
  /** [count]: 0-based numbers across archives. */
  readonly indices: readonly number[];
  /** [count, schema.width] in [0, 1]. */
  readonly rows: Float32Array;
  /** [count], where rows have one: a column behind theirs. */
  readonly weights: Float64Array | null;
  /** [count, side, side] greyscale bytes. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** [count], or none. */
  readonly signals: readonly SheetSignals[];
}

/** What a worker is told: once how pairs are written, then which. */
export type ToPairWorker = { readonly format: PairFormat } | { readonly chosen: ChosenPairs };

/** A picture [side, side] as a file that says of itself what it is told. */
export type EncodePicture = (pixels: Uint8Array, comment: string) => Uint8Array<ArrayBuffer>;

export function pairFormat({ appVersion, config, drawn, schema, csv, jpeg }: ArchiveFacts): PairFormat {
  return {
    side: drawn?.size ?? config.size,
    quality: jpeg.quality,
    appVersion,
    schema,
    csv: csv ?? FOR_PROGRAMS,
    signals: drawn?.signals ?? [],
  };
}

export function writePairs(format: PairFormat, chosen: ChosenPairs, encode: EncodePicture): PairFiles {
  const { indices, rows, weights, pixels } = chosen;
  const perPicture = format.side ** 2;
  const columns = decodeRows(format.schema, rows);
  if (weights !== null) columns.push(numberColumn(weights, AS_IT_IS));
  const comments = indices.map((index) => syntheticComment(format.appVersion, index));
  const pictures = indices.map((index, i) => ({
    name: imageName(index),
    bytes: encode(pixels.subarray(i * perPicture, (i + 1) * perPicture), comments[i] ?? ''),
  }));
  const signals = chosen.signals.flatMap((own, i) =>
    signalFiles(own, indices[i] ?? 0, { formats: format.signals, comment: comments[i] ?? '' }),
  );
  const lines = pictures.map(({ name }, i) => csvLine([name, ...rowTexts(columns, i)], format.csv));
  return {
    pictures: oneGroup(pictures),
    signals: signals.length === 0 ? null : oneGroup(signals),
    lines: textBytes(lines.join('')),
  };
}
