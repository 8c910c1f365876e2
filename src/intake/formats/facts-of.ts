/** Facts as files write them, as numbers in one unit; whatever cannot be one is not a fact, and carts write a filler for "not measured". */
import type { EcgFacts, Sex } from './ecg-record.ts';

type Text = string | undefined;

export interface WrittenFacts {
  /** Years, or with a unit: `62`, `062Y`, `18M`. */
  readonly age?: Text;
  readonly sex?: Text;
  readonly rate?: Text;
  readonly pr?: Text;
  readonly qrs?: Text;
  readonly qt?: Text;
  readonly qtc?: Text;
  readonly pAxis?: Text;
  readonly qrsAxis?: Text;
  readonly tAxis?: Text;
  readonly statements?: readonly string[];
}

/** What can be measured on a person; outside are fillers like 0, 999, 29999. */
const LIMITS = {
  age: [0, 130],
  rate: [10, 400],
  pr: [30, 900],
  qrs: [20, 500],
  qt: [100, 1000],
  qtc: [100, 1000],
  pAxis: [-270, 360],
  qrsAxis: [-270, 360],
  tAxis: [-270, 360],
} as const satisfies Record<string, readonly [number, number]>;

type NumberFact = keyof typeof LIMITS;

function within(name: NumberFact, value: number): number | null {
  const [low, high] = LIMITS[name];
  return Number.isFinite(value) && value >= low && value <= high ? value : null;
}

/** Years in one unit of an age; HL7, DICOM and carts abbreviate alike. */
const YEARS: Readonly<Record<string, number>> = { y: 1, a: 1, m: 1 / 12, w: 7 / 365.25, d: 1 / 365.25, h: 0 };

function ageOf(text: string): number | null {
  const found = /^\s*0*(\d+(?:\.\d+)?)\s*([a-z]*)/iu.exec(text);
  if (found === null) return null;
  const unit = (found[2] ?? '').charAt(0).toLowerCase();
  const years = within('age', Number(found[1]) * (unit === '' ? 1 : (YEARS[unit] ?? Number.NaN)));
  return years === null ? null : Math.floor(years);
}

/** HL7 and DICOM write letters, carts words. */
export function sexOf(text: Text): Sex | null {
  const word = (text ?? '').trim().toLowerCase();
  if (/^(m|male|man|männlich|masculin|м|муж.*)$/u.test(word)) return 'male';
  if (/^(f|w|female|woman|weiblich|féminin|ж|жен.*)$/u.test(word)) return 'female';
  return null;
}

function numberOf(text: string): number {
  const found = /^\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:ms|bpm|deg|°)?\s*$/iu.exec(text);
  return found === null ? Number.NaN : Number((found[1] ?? '').replace(',', '.'));
}

export function factsOf(written: WrittenFacts): EcgFacts {
  const facts: { -readonly [K in keyof EcgFacts]: EcgFacts[K] } = {};
  const sex = sexOf(written.sex);
  if (sex !== null) facts.sex = sex;
  for (const name of Object.keys(LIMITS) as NumberFact[]) {
    const text = written[name];
    if (text === undefined) continue;
    const value = name === 'age' ? ageOf(text) : within(name, numberOf(text));
    if (value !== null) facts[name] = value;
  }
  const statements = (written.statements ?? []).map((text) => text.trim()).filter((text) => text !== '');
  if (statements.length > 0) facts.statements = statements;
  return facts;
}
