/** A row model in flat arrays, as drawing wants it: the same numbers, nothing decided here. */
import type {
  BlankBlock,
  ColumnBlock,
  Formula,
  LinearScore,
  ModelColumn,
  NumberLaw,
  QuestionModel,
  RowBlock,
  TreeModel,
} from './row-model.ts';

export interface CompiledScore {
  readonly bias: number;
  readonly slots: Int32Array;
  readonly weights: Float64Array;
  /** Empty: no tree, leaf 0. */
  readonly feature: Int32Array;
  readonly limit: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export interface CompiledQuestion {
  readonly level: number;
  readonly score: CompiledScore;
  readonly offsets: Float64Array;
  readonly forcedSlot: Int32Array;
  readonly forcedIs: Uint8Array;
  readonly forcedAnswer: Uint8Array;
}

export interface CompiledLaw {
  readonly score: CompiledScore;
  /** Leaf l has `residuals[start[l]]` … `residuals[start[l + 1] − 1]`. */
  readonly start: Int32Array;
  readonly residuals: Float64Array;
  readonly jitter: number;
  readonly map: Float64Array;
  /** Where to begin looking for a y: the last knot at or below the start of its bucket. */
  readonly mapGuide: Int32Array;
  readonly mapScale: number;
  /** The same for a share: the first cell above the start of its bucket. */
  readonly cellGuide: Int32Array;
  readonly upTo: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly scores: Float64Array;
}

export interface CompiledBlank {
  readonly kind: 'blank';
  readonly step: number;
  readonly columns: Int32Array;
  readonly slot: number;
  readonly question: CompiledQuestion;
}

export interface CompiledColumn {
  readonly kind: 'column';
  readonly step: number;
  readonly column: number;
  readonly isNumber: boolean;
  readonly factor: number;
  readonly min: number;
  readonly max: number;
  readonly levelValues: Float64Array;
  readonly levelScores: Float64Array;
  readonly formula: (Omit<Formula, 'residuals'> & { readonly residuals: Float64Array }) | null;
  readonly anyOf: ColumnBlock['anyOf'];
  readonly questions: readonly CompiledQuestion[];
  readonly restLevels: Int32Array;
  readonly restUpTo: Float64Array;
  readonly law: CompiledLaw | null;
  readonly slots: Int32Array;
  readonly slotLevels: Int32Array;
  readonly fills: Float64Array;
  readonly atLeast: Int32Array;
  readonly atMost: Int32Array;
}

export type CompiledBlock = CompiledBlank | CompiledColumn;

function compileScore({ bias, slots, weights }: LinearScore, tree: TreeModel | null): CompiledScore {
  return {
    bias,
    slots: Int32Array.from(slots),
    weights: Float64Array.from(weights),
    feature: Int32Array.from(tree?.feature ?? []),
    limit: Float64Array.from(tree?.limit ?? []),
    left: Int32Array.from(tree?.left ?? []),
    right: Int32Array.from(tree?.right ?? []),
  };
}

export function compileQuestion(question: QuestionModel, level: number): CompiledQuestion {
  return {
    level,
    score: compileScore(question.score, question.tree),
    offsets: Float64Array.from(question.offsets),
    forcedSlot: Int32Array.from(question.forced, ({ slot }) => slot),
    forcedIs: Uint8Array.from(question.forced, ({ is }) => is),
    forcedAnswer: Uint8Array.from(question.forced, ({ answer }) => answer),
  };
}

const BUCKETS = 128;

/** For each of `BUCKETS` equal steps from `low` to `high`: the last of the ascending `knots` at or below its start. */
function guideOf(knots: ArrayLike<number>, low: number, high: number): Int32Array {
  let at = 0;
  return Int32Array.from({ length: BUCKETS + 1 }, (_, bucket) => {
    const start = low + (bucket / BUCKETS) * (high - low);
    while (at + 1 < knots.length && (knots[at + 1] ?? 0) <= start) at += 1;
    return at;
  });
}

export function compileLaw(law: NumberLaw): CompiledLaw {
  let end = 0;
  const first = law.map[0] ?? 0;
  const last = law.map.at(-1) ?? 0;
  return {
    score: compileScore(law.score, law.tree),
    start: Int32Array.from([0, ...law.residuals.map((knots) => (end += knots.length))]),
    residuals: Float64Array.from(law.residuals.flat()),
    jitter: law.jitter,
    map: Float64Array.from(law.map),
    mapGuide: guideOf(law.map, first, last),
    mapScale: last > first ? BUCKETS / (last - first) : 0,
    // Cell k begins at the share that cell k − 1 goes up to.
    cellGuide: guideOf([0, ...law.cells.upTo.slice(0, -1)], 0, 1),
    upTo: Float64Array.from(law.cells.upTo),
    low: Float64Array.from(law.cells.low),
    high: Float64Array.from(law.cells.high),
    scores: Float64Array.from(law.cells.score),
  };
}

function compileBlank(block: BlankBlock, step: number): CompiledBlank {
  return {
    kind: 'blank',
    step,
    columns: Int32Array.from(block.columns),
    slot: block.slot,
    question: compileQuestion(block.question, 0),
  };
}

/** `step`: the block's first counter. */
export function compileBlock(block: RowBlock, columns: readonly ModelColumn[], step: number): CompiledBlock {
  if (block.kind === 'blank') return compileBlank(block, step);
  const column = columns[block.column];
  const number = column?.kind === 'number' ? column : null;
  return {
    kind: 'column',
    step,
    column: block.column,
    isNumber: number !== null,
    factor: 10 ** (number?.decimals ?? 0),
    min: number?.min ?? 0,
    max: number?.max ?? 0,
    levelValues: Float64Array.from(number?.levels ?? []),
    levelScores: Float64Array.from(number?.scores ?? []),
    formula:
      block.formula === null ? null : { ...block.formula, residuals: Float64Array.from(block.formula.residuals) },
    anyOf: block.anyOf,
    questions: block.questions.map(({ level, question }) => compileQuestion(question, level)),
    restLevels: Int32Array.from(block.rest?.levels ?? []),
    restUpTo: Float64Array.from(block.rest?.upTo ?? []),
    law: block.law === null ? null : compileLaw(block.law),
    slots: Int32Array.from(block.slots, ({ slot }) => slot),
    slotLevels: Int32Array.from(block.slots, ({ level }) => level),
    fills: Float64Array.from(block.slots, ({ fill }) => fill),
    atLeast: Int32Array.from(block.atLeast),
    atMost: Int32Array.from(block.atMost),
  };
}
