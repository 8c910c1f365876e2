/**
 * Which pairs are of the same patient: by an id column, where one tells. Ids are compared here and never leave; what goes
 * on is a number a pair. A pair without an id counts as a patient of its own.
 */

export interface IdColumn {
  readonly name: string;
  /** One id a pair, canonical; null where blank. */
  readonly ids: readonly (string | null)[];
}

export interface Patients {
  /** Null: nothing tells patients apart, each pair is a patient. */
  readonly column: string | null;
  readonly count: number;
  /** [pairs]: 0 … count − 1, in the order of their first pair. */
  readonly index: Int32Array;
  /** [count]: the text that stands for a patient in `holdOut`; independent of the order of rows. */
  readonly keys: readonly string[];
}

const PATIENT_NAME =
  /patient|subject|subj|person|participant|proband|mrn|пациент|больно|испытуем|paciente|paziente|pacjent/iu;
/** What an id is of where it is no patient's. */
const OTHER_NAME =
  /device|machine|ward|site|cent(er|re)|hospital|clinic|doctor|physician|operator|room|school|station|department|прибор|аппарат|отделен|клиник|больниц|врач|gerät|klinik|abteilung|station/iu;
/** An id that more pairs share on average is a doctor's, a device's or a ward's, unless it is called a patient's. */
const MOST_PAIRS_A_PATIENT = 10;

function countDistinct({ ids }: IdColumn): number {
  return new Set(ids.filter((id) => id !== null)).size;
}

/** Of the columns in which something repeats the one called a patient's, else one that repeats as patients do. */
function choose(columns: readonly IdColumn[]): IdColumn | null {
  const isPatients = ({ name }: IdColumn): boolean => PATIENT_NAME.test(name);
  const candidates = columns.filter((column) => {
    const filled = column.ids.filter((id) => id !== null).length;
    const distinct = countDistinct(column);
    if (distinct >= filled) return false;
    return isPatients(column) || (!OTHER_NAME.test(column.name) && distinct * MOST_PAIRS_A_PATIENT >= filled);
  });
  const named = candidates.filter(isPatients);
  return (named.length > 0 ? named : candidates).toSorted((a, b) => countDistinct(b) - countDistinct(a))[0] ?? null;
}

/** Whether a column numbers the patients and says that nobody comes twice: then two of one name are two. */
export function tellsAllApart(column: IdColumn): boolean {
  return PATIENT_NAME.test(column.name) && countDistinct(column) === column.ids.length;
}

/** `rowKeys`: one text a pair that stands for it where it has no id; should not depend on its position. */
export function groupPatients(columns: readonly IdColumn[], rowKeys: readonly string[]): Patients {
  const column = choose(columns);
  const keys: string[] = [];
  const known = new Map<string, number>();
  const index = Int32Array.from(rowKeys, (rowKey, i) => {
    const id = column?.ids[i] ?? null;
    const seen = id === null ? undefined : known.get(id);
    if (seen !== undefined) return seen;
    if (id !== null) known.set(id, keys.length);
    return keys.push(id === null ? `row ${rowKey}` : `id ${id}`) - 1;
  });
  return { column: column?.name ?? null, count: keys.length, index, keys };
}

/**
 * Patients that share a label become one (its key is the smallest of theirs, whatever the order of rows). `labels`: one a
 * pair; labels that occur once join nobody.
 */
export function joinPatients(patients: Patients, labels: readonly number[]): Patients {
  const parent = Int32Array.from({ length: patients.count }, (_, i) => i);
  const root = (start: number): number => {
    let i = start;
    while ((parent[i] ?? i) !== i) i = parent[i] ?? i;
    return i;
  };
  const first = new Map<number, number>();
  labels.forEach((label, pair) => {
    const patient = patients.index[pair] ?? 0;
    const other = first.get(label);
    if (other === undefined) first.set(label, patient);
    else {
      const [a, b] = [root(other), root(patient)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  });
  const numbers = new Map<number, number>();
  const keys: string[] = [];
  for (let i = 0; i < patients.count; i++) {
    const key = patients.keys[i] ?? '';
    const number = numbers.get(root(i));
    if (number === undefined) {
      numbers.set(root(i), keys.length);
      keys.push(key);
    } else if (key < (keys[number] ?? '')) keys[number] = key;
  }
  return {
    column: patients.column,
    count: keys.length,
    index: patients.index.map((i) => numbers.get(root(i)) ?? 0),
    keys,
  };
}
