/**
 * `rows.json`: a row model as a file (docs/models.md). What is read is checked down to every reference, for it comes from
 * outside: a model that is accepted can be drawn from without another look.
 */
import * as z from 'zod/mini';
import { parseShape, requireShape, ShapeFault } from '../core/shapes/parse.ts';
import { countShape, finiteShape, textShape } from '../core/shapes/basics.ts';
import type { LinearScore, QuestionModel, RowBlock, RowModel, TreeModel } from './row-model.ts';

/** Digits that are written: more say nothing, and the file is half as long. */
const DIGITS = 9;

const numbers = z.array(finiteShape);
const counts = z.array(countShape);
const share = finiteShape.check(z.minimum(0), z.maximum(1));
const bit = z.literal([0, 1]);

const score = z.object({ bias: finiteShape, slots: counts, weights: numbers });
const tree = z.object({ feature: z.array(z.number().check(z.int())), limit: numbers, left: counts, right: counts });
const question = z.object({
  score,
  tree: z.nullable(tree),
  offsets: numbers,
  forced: z.array(z.object({ slot: countShape, is: bit, answer: bit })),
});
const cells = z.object({ upTo: z.array(share), low: numbers, high: numbers, score: numbers });
const law = z.object({
  score,
  tree: z.nullable(tree),
  residuals: z.array(numbers),
  jitter: finiteShape,
  map: numbers,
  cells,
});
const formula = z.object({
  kind: z.enum(['sum', 'product']),
  constant: finiteShape,
  columns: counts,
  coefficients: numbers,
  exceptions: share,
  residuals: numbers,
});
const blank = z.object({ kind: z.literal('blank'), columns: counts, slot: countShape, question });
const column = z.object({
  kind: z.literal('column'),
  column: countShape,
  formula: z.nullable(formula),
  anyOf: z.nullable(z.object({ columns: counts, yes: share, no: share })),
  questions: z.array(z.object({ level: countShape, question })),
  rest: z.nullable(z.object({ levels: counts, upTo: z.array(share) })),
  law: z.nullable(law),
  slots: z.array(z.object({ slot: countShape, level: z.number().check(z.int(), z.minimum(-1)), fill: finiteShape })),
  atLeast: counts,
  atMost: counts,
});
const modelColumn = z.discriminatedUnion('kind', [
  z.object({
    name: textShape,
    kind: z.literal('number'),
    decimals: countShape.check(z.maximum(15)),
    min: finiteShape,
    max: finiteShape,
    levels: numbers,
    scores: numbers,
  }),
  z.object({ name: textShape, kind: z.literal('category'), levels: z.array(textShape) }),
]);

const rowModelShape: z.ZodMiniType<RowModel, RowModel> = z.object({
  format: z.literal('rows'),
  version: z.literal(1),
  columns: z.array(modelColumn),
  slots: countShape.check(z.maximum(1e6)),
  blocks: z.array(z.discriminatedUnion('kind', [blank, column])),
  orders: z.array(z.object({ low: countShape, high: countShape, exceptions: share })),
  fit: z.object({
    rows: countShape,
    persons: countShape,
    seed: countShape,
    enter: finiteShape,
    split: finiteShape,
    decidedBy: z.enum(['validation', 'fixed']),
  }),
});

type Path = readonly PropertyKey[];

function require(isRight: boolean, path: Path): void {
  if (!isRight) throw new ShapeFault(path);
}

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0));

/** Every reference of one block points at something that is there, and was drawn before. */
class BlockCheck {
  readonly #model: RowModel;
  readonly #path: Path;
  /** Columns drawn by earlier blocks. */
  readonly #drawn: ReadonlySet<number>;

  constructor(model: RowModel, path: Path, drawn: ReadonlySet<number>) {
    this.#model = model;
    this.#path = path;
    this.#drawn = drawn;
  }

  run(block: RowBlock): void {
    if (block.kind === 'blank') {
      require(block.slot < this.#model.slots, [...this.#path, 'slot']);
      require(block.columns.every((at) => at < this.#model.columns.length), [...this.#path, 'columns']);
      this.#question(block.question, [...this.#path, 'question']);
      return;
    }
    const own = this.#model.columns[block.column];
    require(own !== undefined && !this.#drawn.has(block.column), [...this.#path, 'column']);
    const levels = own?.levels.length ?? 0;
    const isDrawn = (columns: readonly number[]): boolean => columns.every((at) => this.#drawn.has(at));
    const { formula: made, anyOf, rest, law: number } = block;
    require(made === null || (isDrawn(made.columns) && made.columns.length === made.coefficients.length), [
      ...this.#path,
      'formula',
    ]);
    require(anyOf === null || isDrawn(anyOf.columns), [...this.#path, 'anyOf']);
    require(isDrawn(block.atLeast) && isDrawn(block.atMost), [...this.#path, 'atLeast']);
    for (const [i, asked] of block.questions.entries()) {
      require(asked.level < levels, [...this.#path, 'questions', i, 'level']);
      this.#question(asked.question, [...this.#path, 'questions', i, 'question']);
    }
    require(rest === null ||
      (rest.levels.length === rest.upTo.length &&
        rest.levels.every((level) => level < levels) &&
        isAscending(rest.upTo)), [...this.#path, 'rest']);
    if (number !== null) {
      const { upTo, low, high, score: scores } = number.cells;
      const isWhole =
        upTo.length > 0 && [low, high, scores].every((list) => list.length === upTo.length) && isAscending(upTo);
      require(isWhole, [...this.#path, 'law', 'cells']);
      require(number.map.length > 1 && isAscending(number.map), [...this.#path, 'law', 'map']);
      require(number.residuals.length > 0 && number.residuals.every((list) => list.length > 0), [
        ...this.#path,
        'law',
        'residuals',
      ]);
      this.#score(number.score, [...this.#path, 'law', 'score']);
      this.#tree(number.tree, number.residuals.length, [...this.#path, 'law', 'tree']);
    }
    require(block.slots.every(({ slot, level }) => slot < this.#model.slots && level < Math.max(1, levels)), [
      ...this.#path,
      'slots',
    ]);
  }

  #score({ slots, weights }: LinearScore, path: Path): void {
    require(slots.length === weights.length && slots.every((slot) => slot < this.#model.slots), path);
  }

  #question(asked: QuestionModel, path: Path): void {
    this.#score(asked.score, [...path, 'score']);
    this.#tree(asked.tree, asked.offsets.length, [...path, 'tree']);
    require(asked.forced.every(({ slot }) => slot < this.#model.slots), [...path, 'forced']);
  }

  /** Children stand behind their parent, so every walk ends. */
  #tree(own: TreeModel | null, leaves: number, path: Path): void {
    if (own === null) return;
    const { feature, limit, left, right } = own;
    const n = feature.length;
    require(n > 0 && [limit, left, right].every((list) => list.length === n), path);
    for (const [node, at] of feature.entries()) {
      const [a, b] = [left[node] ?? 0, right[node] ?? 0];
      const isRight =
        at === -2 ? a < leaves : at >= -1 && at < this.#model.slots && a > node && b > node && a < n && b < n;
      require(isRight, [...path, node]);
    }
  }
}

/** Throws `ShapeFault`, also for text that is no JSON. */
export function readRows(text: string): RowModel {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ShapeFault([]);
  }
  parseShape(z.object({ format: z.literal('rows'), version: z.literal(1) }), value);
  const model = requireShape(rowModelShape, value);
  const drawn = new Set<number>();
  for (const [i, block] of model.blocks.entries()) {
    new BlockCheck(model, ['blocks', i], drawn).run(block);
    if (block.kind === 'column') drawn.add(block.column);
  }
  require(drawn.size === model.columns.length, ['blocks']);
  return model;
}

/** Numbers to nine digits; reading it and writing again gives the same text. */
export function writeRows(model: RowModel): string {
  return JSON.stringify(model, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value,
  );
}

/** The model as its file has it. */
export function roundRows(model: RowModel): RowModel {
  return requireShape(rowModelShape, JSON.parse(writeRows(model)));
}
