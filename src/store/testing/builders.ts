/** Small, complete values for tests. */
import { type DataReport, DEFAULT_DATA_SETTINGS } from '../../core/data-report.ts';
import { type ColumnReport } from '../../core/column-report.ts';
import { NO_READING } from '../../core/table-schema.ts';
import type { MachineReport } from '../../core/machine.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import type { PairView, TrainStarted } from '../../worker/protocol.ts';

export function columnReport(change: Partial<ColumnReport> = {}): ColumnReport {
  return {
    name: 'age',
    role: 'feature',
    type: 'integer',
    threshold: null,
    suggestedRole: 'feature',
    suggestedType: 'integer',
    blanks: 'fill',
    suggestedBlanks: 'fill',
    reading: NO_READING,
    suggestedReading: NO_READING,
    texts: [],
    notes: {
      missingTexts: [],
      approximate: null,
      outside: null,
      respelled: null,
      replaced: 0,
      doubt: null,
      scales: null,
      joined: null,
      unit: null,
      parts: null,
      hasUnits: false,
    },
    reasons: ['whole-numbers'],
    personal: false,
    possibleTypes: ['integer', 'continuous', 'categorical'],
    present: 20,
    missing: 0,
    distinct: 15,
    unreadable: null,
    fill: '',
    picture: { kind: 'histogram', min: 30, max: 80, counts: [2, 5, 8, 4, 1] },
    ...change,
  };
}

export const EMPTY_REPORT: DataReport = {
  source: 'files',
  tables: [],
  table: null,
  columns: [],
  rules: [],
  suggestedRules: [],
  foundRules: [],
  images: {
    readable: 0,
    rejected: [],
    same: { exact: [], near: [] },
    damaged: [],
    leftOutSame: [],
    photographs: [],
    leftOutBent: [],
    drawn: 0,
    leadsMissing: [],
  },
  pairing: {
    method: 'none',
    keyColumn: null,
    pairs: [],
    rowsWithoutImage: [],
    imagesWithoutRow: [],
    sharedImages: [],
    extraImages: [],
    leftOver: [],
    example: null,
    orderAgainst: null,
    needsConfirmation: false,
  },
  usable: { pairs: 0, patients: 0, patientColumn: null, width: 0 },
  problem: { code: 'no-files', params: {} },
  settings: DEFAULT_DATA_SETTINGS,
};

export function dataReport(change: Partial<DataReport> = {}): DataReport {
  return {
    ...EMPTY_REPORT,
    tables: ['table.csv'],
    table: {
      path: 'table.csv',
      format: { encoding: 'utf-8', hasBom: false, looksWrong: false, separator: ';', decimal: ',' },
      rows: 20,
      rowLines: Array.from({ length: 20 }, (_, row) => row + 2),
      notes: [],
      stray: [],
      header: 'names',
      preview: [['63']],
    },
    columns: [columnReport()],
    images: { ...EMPTY_REPORT.images, readable: 20 },
    pairing: {
      ...EMPTY_REPORT.pairing,
      method: 'column',
      keyColumn: 'image',
      pairs: Array.from({ length: 20 }, (_, i) => ({ row: i, image: i, found: 'name' as const })),
    },
    usable: { pairs: 20, patients: 20, patientColumn: null, width: 1 },
    problem: null,
    ...change,
  };
}

export function machineReport(change: Partial<MachineReport> = {}): MachineReport {
  const chosen = {
    name: 'webgpu',
    adapter: 'NVIDIA, ada',
    isSoftware: false,
    maxBufferBytes: 2 ** 31,
    maxTotalBytes: null,
  } as const;
  return { usable: [chosen], unusable: [], chosen, flops: 5e12, measurements: [], ...change };
}

export function pairView(count: number, size: 64 | 128 | 200 = 64): PairView {
  return {
    size,
    count,
    images: new Uint8Array(count * size * size),
    columns: ['age'],
    rows: Array.from({ length: count }, (_, i) => [String(50 + i)]),
  };
}

export const STARTED: TrainStarted = {
  backend: { name: 'webgpu', adapter: 'NVIDIA, ada', isSoftware: false, maxBufferBytes: 2 ** 31, maxTotalBytes: null },
  config: QUICK_LOOK,
  patients: 20,
  setAside: 0,
  validation: 0,
  constant: [],
  columns: 1,
  stepsPerEpoch: 2,
  sheet: null,
};
