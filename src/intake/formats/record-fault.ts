/** Why an ECG file cannot be used; the sentence of each reason is `rejected.<reason>` in `i18n`. */
import type { RecordFaultReason } from '../../core/data-report.ts';

export class RecordFault extends Error {
  readonly reason: RecordFaultReason;

  constructor(reason: RecordFaultReason, cause?: unknown) {
    super(reason, { cause });
    this.name = 'RecordFault';
    this.reason = reason;
  }
}
