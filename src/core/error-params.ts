/**
 * What each error says besides its code: numbers, names from the visitor's files, and codes that `i18n` has words for.
 * Never a sentence or a part of one. Codes without an entry have no parameters.
 */
import type { FileLook } from './file-look.ts';
import type { NoSignals } from './sheet-scale.ts';
import type { SchemaFaultCode } from './shapes/fitted-schema.ts';

/** Why a backend cannot compute here. */
export const BACKEND_FAULTS = [
  'no-webgpu',
  'no-adapter',
  'refused',
  'not-started',
  'wrong-results',
  'not-known',
] as const;
export type BackendFault = (typeof BACKEND_FAULTS)[number];

/** Why nothing can be kept on this computer: the browser has no such store, denies it, or does not say. */
export type StorageFault = 'no-store' | 'denied' | 'not-known';

/** What the value of an option must be. */
export type Expectation = 'whole' | 'number' | 'at-least' | 'choice' | 'path' | 'schema' | 'rectangle';

/** What is wrong with a command line. */
export type ArgumentFault =
  | 'one-source'
  | 'csv-and-images'
  | 'model-or-resume'
  | 'not-without-training'
  | 'not-with-model'
  | 'out'
  | 'report-needs-patients'
  | 'unknown-argument'
  | 'argument-value';

/** A file, a part of an archive, a column, a cell's value, an option: as the visitor has it. */
type Name = string;

interface OfFile {
  readonly file: Name;
}
interface OfModelPart extends OfFile {
  readonly entry: Name;
}
interface AtCharacter {
  readonly at: number;
}
/** The browser's or a library's own words, for a bug report; no text has a place for them. */
interface Technical {
  readonly detail: string;
}

export interface ErrorTable {
  'table-shifted': OfFile & {
    readonly columns: number;
    readonly line: number;
    readonly cells: number;
    readonly count: number;
  };
  'table-unknown': { readonly table: Name; readonly tables: Name };
  /** `lines`: numbers, with commas. */
  'lines-unsure': { readonly count: number; readonly lines: Name };
  'several-tables': { readonly files: readonly Name[] };
  'table-empty': OfFile;
  'table-not-text': OfFile & { readonly looksLike: FileLook };
  'table-header-only': OfFile;
  'table-one-column': OfFile;
  'table-malformed': OfFile & { readonly line: number };
  'zip-broken': OfFile;
  'file-unreadable': OfFile;
  'too-few-pairs': { readonly count: number; readonly minimum: number };
  'holdout-too-large': { readonly share: number; readonly count: number; readonly minimum: number };
  'reader-too-few': { readonly count: number; readonly needed: number };
  'pairing-order-count': { readonly rows: number; readonly images: number };
  'pairing-order-against': { readonly column: Name };
  'column-unknown': { readonly columns: readonly Name[] };
  'schema-malformed': { readonly place: Name };
  'schema-version': { readonly version: number };
  'column-not-numeric': { readonly column: Name };
  'column-too-many-values': { readonly column: Name; readonly count: number; readonly most: number };
  'backend-unavailable': { readonly backend: Name; readonly reason: BackendFault };
  'does-not-fit': {
    readonly size: number;
    readonly width: number;
    readonly backend: Name;
    readonly needsMegabytes: number;
    readonly largestBufferMegabytes: number;
    readonly fittingSize: number;
    readonly fittingWidth: number;
  };
  'not-finite': { readonly epoch: number };
  'worker-crashed': Technical;
  'bad-option': {
    readonly option: Name;
    readonly value: Name;
    readonly expected: Expectation;
    readonly min?: number;
    readonly max?: number;
    readonly choices?: readonly Name[];
    readonly place?: Name;
  };
  'bad-arguments': { readonly why: ArgumentFault; readonly option?: Name; readonly given?: Name };
  'not-yet': { readonly option: Name };
  'model-other-patients': OfFile;
  'model-read-differently': OfFile & { readonly columns: readonly Name[] };
  'kept-read-differently': { readonly columns: readonly Name[] };
  'kept-unavailable': { readonly reason: StorageFault };
  'model-not-zip': OfFile;
  'model-foreign': OfFile;
  'model-version': OfFile;
  'model-damaged': OfModelPart;
  'model-incomplete': OfModelPart;
  'model-unsafe': OfModelPart;
  'model-shape': OfModelPart;
  'model-not-finite': OfModelPart;
  'model-schema': OfFile & { readonly what: SchemaFaultCode };
  'model-schema-column': OfFile & { readonly column: Name; readonly what: SchemaFaultCode };
  'model-not-full': OfFile;
  'model-too-large': OfFile & { readonly backend: Name; readonly megabytes: number };
  'epoch-gone': { readonly epoch: number };
  'files-are-model': OfFile;
  'predictor-not-layers': OfFile;
  'predictor-weights-missing': OfFile & { readonly missing: Name };
  'predictor-weights-length': { readonly files: readonly Name[] };
  'predictor-unreadable': OfFile;
  'predictor-inputs': OfFile & { readonly count: number };
  /** `shapes`: as numbers, `224 × 224 × 1`, an open one as `?`. */
  'predictor-shapes': OfFile & { readonly shapes: readonly Name[] };
  'predictor-outputs': OfFile & { readonly outputs: number; readonly targets: number };
  'predictor-columns': OfFile & { readonly columns: number; readonly features: number };
  'predictor-range': OfFile;
  'where-too-long': { readonly depth: number };
  'where-column-missing': AtCharacter;
  'where-operator-missing': AtCharacter;
  'where-value-missing': AtCharacter;
  'where-quote-open': AtCharacter;
  'where-not-closed': AtCharacter;
  'where-not-ended': AtCharacter & { readonly found: Name };
  'where-column-unknown': AtCharacter & { readonly column: Name; readonly columns: Name };
  'where-no-order': AtCharacter & { readonly column: Name; readonly operator: Name };
  'where-not-a-number': AtCharacter & { readonly column: Name; readonly value: Name };
  'where-no-such-value': AtCharacter & { readonly column: Name; readonly value: Name; readonly values: Name };
  'where-too-rare': { readonly tried: number; readonly found: number };
  'fix-unreadable': { readonly text: Name };
  'share-unreadable': { readonly text: Name };
  'cohort-column-unknown': { readonly column: Name; readonly columns: Name };
  'cohort-no-such-value': { readonly column: Name; readonly value: Name; readonly values: Name };
  'cohort-column-twice': { readonly column: Name };
  'cohort-never': { readonly tried: number };
  'share-which-value': { readonly column: Name; readonly example: Name; readonly values: Name };
  'share-range': { readonly column: Name; readonly share: Name };
  'share-sum': { readonly column: Name; readonly sum: number };
  'share-too-many': { readonly most: number };
  'no-signals': { readonly reason: NoSignals };
  'onnx-too-large': { readonly megabytes: number };
  'disk-full': OfFile;
  'folder-unwritable': OfFile;
  'folder-taken': OfFile;
  unexpected: Technical;
}
