/** Signals of pairs, read back by the readers that intake has. By a reader of another hand: `src/export/testing/check_signals.py`. */
import { describe, expect, it } from 'vitest';
import type { SheetSignals } from '../../core/sheet-signals.ts';
import { signalFiles, signalNames } from '../../export/signal-files.ts';
import type { EcgFile, EcgRecord } from '../../intake/formats/ecg-record.ts';
import { formatOf } from '../../intake/formats/sniff.ts';
import { reader as textReader } from '../../intake/formats/samples-text/read.ts';
import { reader as wfdbReader } from '../../intake/formats/wfdb/read.ts';
import { LEADS } from '../../sheet/leads.ts';

const LENGTH = 1000;
const COMMENT = 'SYNTHETIC ECG of nobody';
const SIGNALS: SheetSignals = {
  rate: 100,
  leads: new Map(
    LEADS.map((lead, k) => [
      lead,
      Float64Array.from({ length: LENGTH }, (_, i) =>
        lead === 'II' || Math.floor(i / 250) === k % 4 ? Math.sin(i / (3 + k)) * (k - 5) : Number.NaN,
      ),
    ]),
  ),
};

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function fileOf(format: 'wfdb' | 'csv', signals = SIGNALS): EcgFile {
  const files = signalFiles(signals, 41, { formats: [format], comment: COMMENT });
  expect(files.map(({ name }) => name)).toEqual(signalNames(41, format));
  const [main, ...others] = files;
  if (main === undefined) throw new Error('There is a file');
  expect(text(main.bytes)).toContain(`# ${COMMENT}`);
  const beside = new Map(others.map(({ name, bytes }) => [name.split('/').at(-1) ?? '', bytes]));
  const file = { bytes: main.bytes, path: main.name, beside };
  expect(formatOf(file.bytes, text(file.bytes), file.path)).toBe(format === 'wfdb' ? 'wfdb' : 'samples-text');
  return file;
}

async function recordOf(format: 'wfdb' | 'csv', file: EcgFile): Promise<EcgRecord> {
  const [page] = await (format === 'wfdb' ? wfdbReader : textReader).read(file);
  if (page?.kind !== 'signal') throw new Error('Signals are read');
  return page.record;
}

describe.each(['wfdb', 'csv'] as const)('signals as %s', (format) => {
  it('come back to the microvolt, and blank where the sheet shows another lead', async () => {
    const { rate, leads } = await recordOf(format, fileOf(format));
    expect([rate, ...leads.keys()]).toEqual([100, ...LEADS]);
    for (const [lead, values] of SIGNALS.leads) {
      const read = leads.get(lead) ?? new Float64Array();
      expect(read.length).toBe(LENGTH);
      const isOther = values.some((value, i) =>
        Number.isNaN(value) ? !Number.isNaN(read[i] ?? 0) : !(Math.abs(value - (read[i] ?? Number.NaN)) <= 0.000501),
      );
      expect(isOther).toBe(false);
    }
  });
});

it('what no 16 bits hold is held at their end, and is not called unmeasured', async () => {
  const leads = new Map(LEADS.map((lead) => [lead, Float64Array.of(0, 40, -40, Number.NaN)]));
  const record = await recordOf('wfdb', fileOf('wfdb', { rate: 100, leads }));
  expect([...(record.leads.get('V3') ?? [])]).toEqual([0, 32.767, -32.767, Number.NaN]);
});

it('a header is what header(5) says', () => {
  const [header] = signalFiles(SIGNALS, 0, { formats: ['wfdb'], comment: COMMENT });
  const lines = text(header?.bytes ?? new Uint8Array()).split('\n');
  expect(lines[0]).toBe('0000001 12 100 1000');
  expect(lines[2]).toMatch(/^0000001\.dat 16 1000\(0\)\/mV 16 0 0 -?\d+ 0 II$/u);
  expect(lines.slice(13)).toEqual([`# ${COMMENT}`, '']);
});
