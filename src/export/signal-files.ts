/**
 * Signals of a pair as files. WFDB: a header and samples of 16 bits (format 16, clauses of header(5) and signal(5) of the WFDB guide);
 * CSV: seconds and millivolts. Each says that it is synthetic.
 */
import type { SheetSignals, SignalFormat } from '../core/sheet-signals.ts';
import { textBytes } from '../core/text-bytes.ts';

/** Steps of a millivolt: one is a microvolt. */
const GAIN = 1000;
const BITS = 16;
/** Says that nothing was measured. */
const INVALID = -(2 ** (BITS - 1));
const MOST = 2 ** (BITS - 1) - 1;
/** Of millivolts in a CSV, and of seconds. */
const DIGITS = 3;

export interface SignalFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Name of pair `index` (0-based): the picture's, without folder and ending. */
function recordName(index: number): string {
  return String(index + 1).padStart(7, '0');
}

const FOLDER = 'signals';

/** Files of a pair that a format has. */
export function signalNames(index: number, format: SignalFormat): readonly string[] {
  const path = `${FOLDER}/${recordName(index)}`;
  return format === 'wfdb' ? [`${path}.hea`, `${path}.dat`] : [`${path}.csv`];
}

function stepsOf(millivolts: number): number {
  return Number.isNaN(millivolts) ? INVALID : Math.max(INVALID + 1, Math.min(MOST, Math.round(millivolts * GAIN)));
}

function wfdb({ rate, leads }: SheetSignals, index: number, comment: string): SignalFile[] {
  const [header = '', data = ''] = signalNames(index, 'wfdb');
  const record = recordName(index);
  const signals = [...leads];
  const length = signals[0]?.[1].length ?? 0;
  const view = new DataView(new ArrayBuffer(2 * length * signals.length));
  const lines = signals.map(([lead, values], s) => {
    let sum = 0;
    values.forEach((value, i) => {
      const step = stepsOf(value);
      sum = (sum + step) | 0;
      view.setInt16(2 * (i * signals.length + s), step, true);
    });
    const checksum = (sum << BITS) >> BITS;
    const first = stepsOf(values[0] ?? Number.NaN);
    // File, format, gain(baseline)/unit, bits and zero of the converter, first value, checksum, block size, name.
    return `${record}.dat ${BITS} ${GAIN}(0)/mV ${BITS} 0 ${first} ${checksum} 0 ${lead}`;
  });
  const text = [`${record} ${signals.length} ${rate} ${length}`, ...lines, `# ${comment}`, ''].join('\n');
  return [
    { name: header, bytes: textBytes(text) },
    { name: data, bytes: new Uint8Array(view.buffer) },
  ];
}

function csv({ rate, leads }: SheetSignals, index: number, comment: string): SignalFile[] {
  const [name = ''] = signalNames(index, 'csv');
  const signals = [...leads.values()];
  const length = signals[0]?.length ?? 0;
  const lines = [`# ${comment}`, ['time (s)', ...Array.from(leads.keys(), (lead) => `${lead} (mV)`)].join(',')];
  for (let i = 0; i < length; i++) {
    let line = (i / rate).toFixed(DIGITS);
    for (const values of signals) {
      const value = values[i] ?? Number.NaN;
      line += Number.isNaN(value) ? ',' : `,${value.toFixed(DIGITS)}`;
    }
    lines.push(line);
  }
  return [{ name, bytes: textBytes(`${lines.join('\n')}\n`) }];
}

/** `comment`: what every file says of itself, SYNTHETIC first; one line of ASCII. */
export function signalFiles(
  signals: SheetSignals,
  index: number,
  { formats, comment }: { readonly formats: readonly SignalFormat[]; readonly comment: string },
): SignalFile[] {
  const writers = { wfdb, csv } as const;
  return formats.flatMap((format) => writers[format](signals, index, comment));
}
