/**
 * The one error type of the project. Code that fails throws a code with parameters; it never writes a sentence.
 * The UI (and the command line) turn the code into what happened, why and what to do (`i18n/en.ts`, keys `error.<code>`).
 */

import type { ErrorTable } from './error-params.ts';

/** Parameter names are those used in the sentence of the code, e.g. `{file: 'a.jpg'}`. Never put patient values here. */
export type ErrorParams = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** What a code is given: codes, numbers and names, as the table says. */
export type ParamsOf<C extends ErrorCode> = C extends keyof ErrorTable ? ErrorTable[C] : Readonly<Record<never, never>>;

type Rest<C extends ErrorCode> = [Extract<C, keyof ErrorTable>] extends [never]
  ? [params?: Readonly<Record<string, never>>, cause?: unknown]
  : [params: ParamsOf<C>, cause?: unknown];

export const ERROR_CODES = [
  // Files and tables
  'no-files',
  'no-table',
  'several-tables',
  'table-empty',
  'table-not-text',
  'table-header-only',
  'table-one-column',
  'table-malformed',
  'table-shifted',
  'table-unknown',
  'lines-unsure',
  'no-images',
  'zip-broken',
  'file-unreadable',
  // Columns and pairs
  'no-model-columns',
  'too-few-pairs',
  'holdout-too-large',
  'no-pairs',
  'pairing-needs-confirmation',
  'pairing-column-missing',
  'pairing-order-count',
  'pairing-order-against',
  'column-unknown',
  'schema-malformed',
  'schema-not-json',
  'schema-version',
  'column-not-numeric',
  'column-too-many-values',
  // Machine and training
  'backend-unavailable',
  'no-backend',
  'does-not-fit',
  'out-of-memory',
  'device-lost',
  'not-finite',
  'network-not-finite',
  'worker-crashed',
  'newer-version',
  'part-unreachable',
  'no-dataset',
  'no-model',
  'not-compared',
  'no-copy-threshold',
  'reader-too-few',
  'busy',
  'bad-option',
  'bad-arguments',
  // What is kept on this computer
  'keep-full',
  'kept-in-use',
  'kept-damaged',
  'model-other-patients',
  'model-read-differently',
  'kept-unavailable',
  'kept-patients-needed',
  'kept-other-patients',
  'kept-read-anew',
  'kept-read-differently',
  // Models opened again
  'model-not-zip',
  'model-foreign',
  'model-version',
  'model-damaged',
  'model-incomplete',
  'model-unsafe',
  'model-shape',
  'model-not-finite',
  'model-schema',
  'model-schema-column',
  'model-not-full',
  'model-too-large',
  'model-needs-patients',
  'epoch-gone',
  'files-are-model',
  // A visitor's own predictor
  'predictor-no-json',
  'predictor-not-layers',
  'predictor-weights-missing',
  'predictor-weights-length',
  'predictor-unreadable',
  'predictor-inputs',
  'predictor-shapes',
  'predictor-outputs',
  'predictor-columns',
  'predictor-range',
  // Conditions on generated rows
  'where-empty',
  'where-too-long',
  'where-column-missing',
  'where-operator-missing',
  'where-value-missing',
  'where-quote-open',
  'where-not-closed',
  'where-not-ended',
  'where-column-unknown',
  'where-no-order',
  'where-not-a-number',
  'where-no-such-value',
  'where-never',
  'where-too-rare',
  // Cohorts
  'cohort-recipe',
  'fix-unreadable',
  'share-unreadable',
  'cohort-column-unknown',
  'cohort-no-such-value',
  'cohort-column-twice',
  'cohort-never',
  'share-which-value',
  'share-range',
  'share-sum',
  'share-too-many',
  'no-signals',
  'no-other-size',
  'onnx-too-large',
  // Export
  'jpeg-encoder-missing',
  'archive-too-large',
  'packing-failed',
  'disk-full',
  'folder-unwritable',
  'folder-taken',
  // Anything else: shown with a copyable detail
  'unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What crosses a worker boundary: plain data. */
export interface AppErrorData {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Technical detail for a bug report; never patient data. */
  readonly detail?: string;
}

export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly params: ErrorParams;

  constructor(code: C, ...[params = {}, cause]: Rest<C>) {
    super(`${code} ${JSON.stringify(params)}`, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.params = { ...params };
  }

  toData(): AppErrorData {
    const detail = this.cause instanceof Error ? this.cause.message : undefined;
    return detail === undefined
      ? { code: this.code, params: this.params }
      : { code: this.code, params: this.params, detail };
  }

  static fromData(data: AppErrorData): AppError {
    // They were the code's own when they were sent.
    const params = data.params as ParamsOf<ErrorCode>;
    return new AppError(data.code, params, data.detail === undefined ? undefined : new Error(data.detail));
  }

  /** Any thrown value as an `AppError`; what is not ours becomes `unexpected` with its message as detail. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
    return new AppError('unexpected', { detail: cause.message }, cause);
  }
}

/** True for the rejection of an aborted operation (`DOMException` or ours), which is never shown as an error. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

/** The rejection of a cancelled operation where no `DOMException` exists (pure code). */
export class AbortError extends Error {
  constructor() {
    super('The operation was cancelled');
    this.name = 'AbortError';
  }
}
