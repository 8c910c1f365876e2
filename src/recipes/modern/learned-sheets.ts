/** What is learned of the patients' sheets as a whole, for the score of an epoch and for what a step is drawn by. */
import { RowReader } from './row-reader.ts';
import { type Pictures, SheetLook } from './sheet-look.ts';

/** Pictures with their rows. */
export interface PairSet extends Pictures {
  /** [count, columns], encoded. */
  readonly rows: Float32Array;
}

export interface Learned extends PairSet {
  /** A number a person: pairs of one are never on both sides of a trial. */
  readonly persons: Int32Array;
}

/** Of a look; the first ones are those that vary most. */
const COMPONENTS = 48;

export interface LearnedSheets {
  readonly look: SheetLook;
  /** [count, look.components] */
  readonly seen: Float64Array;
  /** [count, columns], encoded. */
  readonly rows: Float32Array;
  readonly reader: RowReader;
}

/** Some hundred pairs: the time grows with their square. */
export function learnSheets(learned: Learned): LearnedSheets {
  const { rows, persons } = learned;
  const look = new SheetLook(learned, COMPONENTS);
  const seen = look.of(learned);
  return { look, seen, rows, reader: new RowReader({ seen, width: look.components, rows, persons }) };
}
