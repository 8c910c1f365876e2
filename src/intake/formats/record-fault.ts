/** Why an ECG file cannot be used; the sentence of each reason is `rejected.<reason>` in `i18n`. */
import type { RecordFaultReason } from '../../core/data-report.ts';
import type { FileLook } from '../../core/file-look.ts';

export class RecordFault extends Error {
  readonly reason: RecordFaultReason;
  /** What in the file it is about; null: the file itself. */
  readonly looksLike: FileLook | null;

  constructor(reason: RecordFaultReason, cause?: unknown, looksLike: FileLook | null = null) {
    super(reason, { cause });
    this.name = 'RecordFault';
    this.reason = reason;
    this.looksLike = looksLike;
  }
}
