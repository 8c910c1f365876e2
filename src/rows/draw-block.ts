/**
 * Draws one block of one row. Every random number is a function of (seed, stream, row, attempt, step): a row needs no row
 * before it, and a fixed or rejected cell moves nothing else.
 */
import { pcg4d, pcg4dFirst } from '../core/rng.ts';
import type {
  CompiledBlank,
  CompiledBlock,
  CompiledColumn,
  CompiledLaw,
  CompiledQuestion,
  CompiledScore,
} from './compile-model.ts';
import { cellOf } from './number-cells.ts';

const TO_UNIT = 2 ** -32;
/** Draws of a number that would break an order; then it is moved to the edge. A power of two. */
const RETRIES = 8;

/** Status of a cell. */
export const OPEN = 0;
export const KNOWN = 1;
export const BLANK = 2;

/** Rows being drawn, column by column and slot by slot: what a block reads of many rows lies together. */
export interface RowState {
  readonly rows: number;
  /** [slots, rows] */
  readonly slots: Float64Array;
  /** [columns, rows] */
  readonly status: Uint8Array;
  /** [columns, rows]: of numbers the value; of categories the level as a number. */
  readonly values: Float64Array;
}

export interface DrawKey {
  readonly seed: number;
  readonly stream: number;
  /** Counter steps of a whole row. */
  readonly steps: number;
}

/** Which row of which sequence, and which try at it. */
export interface Drawing {
  readonly key: DrawKey;
  readonly row: number;
  readonly attempt: number;
}

const words = new Uint32Array(4);
/** Of the number that was drawn last: its cell is known, and need not be looked for. */
let drawnScore = 0;

export function rowState(rows: number, columnCount: number, slotCount: number): RowState {
  return {
    rows,
    slots: new Float64Array(rows * slotCount),
    status: new Uint8Array(rows * columnCount),
    values: new Float64Array(rows * columnCount),
  };
}

/** Fills `words` for (row, attempt, step, retry). */
function draw(key: DrawKey, row: number, attempt: number, step: number, retry: number): void {
  pcg4d(key.seed, key.stream, row, (attempt * key.steps + step) * RETRIES + retry, words);
}

const unit = (i: number): number => (words[i] ?? 0) * TO_UNIT;

/** The first number alone, where no other is needed. */
const firstUnit = ({ key, row, attempt }: Drawing, step: number): number =>
  pcg4dFirst(key.seed, key.stream, row, (attempt * key.steps + step) * RETRIES) * TO_UNIT;

function linearScore({ bias, slots, weights }: CompiledScore, { rows, slots: x }: RowState, r: number): number {
  let sum = bias;
  for (let i = 0; i < slots.length; i++) sum += (weights[i] ?? 0) * (x[(slots[i] ?? 0) * rows + r] ?? 0);
  return sum;
}

function leafOf(score: CompiledScore, { rows, slots: x }: RowState, r: number, value: number): number {
  const { feature, limit, left, right } = score;
  if (feature.length === 0) return 0;
  let node = 0;
  for (;;) {
    const at = feature[node] ?? -2;
    if (at === -2) return left[node] ?? 0;
    const seen = at === -1 ? value : (x[at * rows + r] ?? 0);
    node = (seen <= (limit[node] ?? 0) ? left[node] : right[node]) ?? 0;
  }
}

/** 1 or 0 where the answer is forced, −1 where not. */
export function forcedAnswer(question: CompiledQuestion, { rows, slots: x }: RowState, r: number): number {
  const { forcedSlot, forcedIs, forcedAnswer: answers } = question;
  for (let i = 0; i < forcedSlot.length; i++) {
    if (x[(forcedSlot[i] ?? 0) * rows + r] === forcedIs[i]) return answers[i] ?? 0;
  }
  return -1;
}

export function logitOf(question: CompiledQuestion, state: RowState, r: number): number {
  const value = linearScore(question.score, state, r);
  return value + (question.offsets[leafOf(question.score, state, r, value)] ?? 0);
}

/** Steps a logit, and logits either side of 0, of a table of chances between which hardly any number has to be looked at closely. */
const STEPS = 16;
const REACH = 12;
/** What rounding may do to a chance. */
const ROUNDING = 1e-12;
const chances = Float64Array.from({ length: 2 * REACH * STEPS + 1 }, (_, i) => 1 / (1 + Math.exp(REACH - i / STEPS)));

/** uniform < 1 / (1 + exp(−logit)), mostly without the exponential. */
function isBelowChance(uniform: number, logit: number): boolean {
  const at = Math.floor((logit + REACH) * STEPS);
  if (at >= 0 && at < 2 * REACH * STEPS) {
    if (uniform < (chances[at] ?? 0) - ROUNDING) return true;
    if (uniform > (chances[at + 1] ?? 1) + ROUNDING) return false;
  }
  return uniform < 1 / (1 + Math.exp(-logit));
}

function answer(question: CompiledQuestion, state: RowState, r: number, uniform: number): boolean {
  const forced = forcedAnswer(question, state, r);
  return forced >= 0 ? forced === 1 : isBelowChance(uniform, logitOf(question, state, r));
}

/** A number on the law's own scale, before it is mapped. */
export function rawNumber(law: CompiledLaw, state: RowState, r: number, u: number, v: number): number {
  const value = linearScore(law.score, state, r);
  const leaf = leafOf(law.score, state, r, value);
  const first = law.start[leaf] ?? 0;
  const count = (law.start[leaf + 1] ?? 0) - first;
  return value + quantileAt(law.residuals, first, count, u) + law.jitter * (v - 0.5);
}

function quantileAt(knots: Float64Array, first: number, count: number, share: number): number {
  const position = share * (count - 1);
  const below = Math.floor(position);
  const low = knots[first + below] ?? 0;
  return below + 1 < count ? low + ((knots[first + below + 1] ?? 0) - low) * (position - below) : low;
}

/** Where `y` stands among the quantiles of the map: 0 … 1. */
function shareOf({ map, mapGuide, mapScale }: CompiledLaw, y: number): number {
  const last = map.length - 1;
  const first = map[0] ?? 0;
  if (!(y >= first)) return 0;
  if (y >= (map[last] ?? 0)) return 1;
  let at = mapGuide[Math.floor((y - first) * mapScale)] ?? 0;
  // A bucket's start is rounded: one knot back is always enough.
  while (at > 0 && (map[at] ?? 0) > y) at--;
  while ((map[at + 1] ?? 0) <= y) at++;
  const low = map[at] ?? 0;
  return (at + (y - low) / ((map[at + 1] ?? 0) - low)) / last;
}

/** The first cell whose cumulative share is above `share`; the last one at the end. */
function cellOfShare({ upTo, cellGuide }: CompiledLaw, share: number): number {
  const last = upTo.length - 1;
  let cell = cellGuide[Math.floor(share * (cellGuide.length - 1))] ?? last;
  while (cell < last && (upTo[cell] ?? 0) <= share) cell++;
  return cell;
}

/** The same among the few levels that remain. */
function levelOfShare(upTo: Float64Array, share: number): number {
  let at = 0;
  while (at < upTo.length - 1 && (upTo[at] ?? 0) <= share) at++;
  return at;
}

const round = (value: number, factor: number): number => Math.round(value * factor) / factor;

/** What a sum of binary fractions leaves behind is no reason to round down: to twelve digits first. */
function roundTwice(value: number, factor: number): number {
  const scaled = value * factor;
  // Far from a half the twelve digits decide nothing, and text is slow.
  const isClear = Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-9 * Math.max(1, Math.abs(scaled));
  return round(isClear ? value : Number(value.toPrecision(12)), factor);
}

function drawBlank(block: CompiledBlank, state: RowState, r: number, drawing: Drawing): void {
  const isBlank = answer(block.question, state, r, firstUnit(drawing, block.step));
  state.slots[block.slot * state.rows + r] = Number(isBlank);
  if (!isBlank) return;
  for (const column of block.columns) state.status[column * state.rows + r] = BLANK;
}

/** Null where a column of the formula is blank. */
function byFormula(block: CompiledColumn, state: RowState, r: number): number | null {
  const { formula } = block;
  if (formula === null) return null;
  const isSum = formula.kind === 'sum';
  let value = formula.constant;
  for (let i = 0; i < formula.columns.length; i++) {
    const at = (formula.columns[i] ?? 0) * state.rows + r;
    if (state.status[at] !== KNOWN) return null;
    const part = state.values[at] ?? 0;
    const coefficient = formula.coefficients[i] ?? 0;
    if (isSum) value += coefficient * part;
    else value *= part ** coefficient;
  }
  const { residuals, exceptions } = formula;
  if (residuals.length > 0 && unit(0) < exceptions) value += quantileAt(residuals, 0, residuals.length, unit(1));
  if (!Number.isFinite(value)) return null;
  return Math.min(block.max, Math.max(block.min, roundTwice(value, block.factor)));
}

/** Null where a column of it is blank. */
function byAnyOf(block: CompiledColumn, state: RowState, r: number): number | null {
  const { anyOf } = block;
  if (anyOf === null) return null;
  let isAny = false;
  for (const column of anyOf.columns) {
    const at = column * state.rows + r;
    if (state.status[at] !== KNOWN) return null;
    if (state.values[at] === 1) isAny = true;
  }
  return Number(unit(0) < (isAny ? anyOf.yes : anyOf.no));
}

function nearestLevel({ levelValues }: CompiledColumn, value: number): number {
  let best = 0;
  for (let i = 1; i < levelValues.length; i++) {
    if (Math.abs((levelValues[i] ?? 0) - value) < Math.abs((levelValues[best] ?? 0) - value)) best = i;
  }
  return best;
}

/** The normal score of a number of the column, wherever it came from. */
export function scoreOfNumber(block: CompiledColumn, value: number): number {
  const { levelValues, levelScores, law } = block;
  const level = levelValues.length === 0 ? -1 : levelValues.indexOf(value);
  if (level >= 0) return levelScores[level] ?? 0;
  return law === null ? (levelScores[nearestLevel(block, value)] ?? 0) : (law.scores[cellOf(law, value)] ?? 0);
}

function limitOf(columns: Int32Array, state: RowState, r: number, isLow: boolean): number {
  let limit = isLow ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  for (let i = 0; i < columns.length; i++) {
    const at = (columns[i] ?? 0) * state.rows + r;
    if (state.status[at] !== KNOWN) continue;
    const value = state.values[at] ?? 0;
    limit = isLow ? Math.max(limit, value) : Math.min(limit, value);
  }
  return limit;
}

function byLaw(block: CompiledColumn, law: CompiledLaw, state: RowState, r: number, drawing: Drawing): number {
  const least = limitOf(block.atLeast, state, r, true);
  const most = limitOf(block.atMost, state, r, false);
  let value = 0;
  for (let retry = 0; retry < RETRIES; retry++) {
    if (retry > 0) draw(drawing.key, drawing.row, drawing.attempt, block.step + block.questions.length, retry);
    const y = rawNumber(law, state, r, unit(1), unit(2));
    const cell = cellOfShare(law, shareOf(law, y));
    drawnScore = law.scores[cell] ?? 0;
    const low = law.low[cell] ?? 0;
    value = round(low + ((law.high[cell] ?? low) - low) * unit(3), block.factor);
    if (value >= least && value <= most) return value;
  }
  value = Math.max(least, Math.min(most, value));
  drawnScore = scoreOfNumber(block, value);
  return value;
}

/** A level, or −1 where none of the questions was answered with yes and numbers remain. */
function byQuestions(block: CompiledColumn, state: RowState, r: number, drawing: Drawing): number {
  const { questions, step } = block;
  for (let q = 0; q < questions.length; q++) {
    const question = questions[q];
    if (question === undefined) break;
    if (answer(question, state, r, firstUnit(drawing, step + q))) return question.level;
  }
  // Of one level that remains nothing is left to chance.
  if (block.restLevels.length === 1) return block.restLevels[0] ?? 0;
  draw(drawing.key, drawing.row, drawing.attempt, step + questions.length, 0);
  return block.restLevels.length === 0 ? -1 : (block.restLevels[levelOfShare(block.restUpTo, unit(0))] ?? 0);
}

/** What later blocks see of the column's cell; `score`: of a number. */
function writeSlots(block: CompiledColumn, state: RowState, r: number, score: number): void {
  const { slots, slotLevels, fills } = block;
  const at = block.column * state.rows + r;
  const { rows } = state;
  const value = state.values[at] ?? 0;
  if (state.status[at] === BLANK) {
    for (let i = 0; i < slots.length; i++) state.slots[(slots[i] ?? 0) * rows + r] = fills[i] ?? 0;
    return;
  }
  for (let i = 0; i < slots.length; i++) {
    const wanted = slotLevels[i] ?? -1;
    const level = block.isNumber ? block.levelValues[wanted] : wanted;
    state.slots[(slots[i] ?? 0) * rows + r] = wanted < 0 ? score : Number(value === level);
  }
}

/** After a cell was set from outside. */
export function rewriteSlots(block: CompiledColumn, state: RowState, r: number): void {
  const value = state.values[block.column * state.rows + r] ?? 0;
  writeSlots(block, state, r, block.isNumber ? scoreOfNumber(block, value) : 0);
}

/** What other columns give is not always so. */
function hasExceptions({ formula, anyOf }: CompiledColumn): boolean {
  return formula === null ? anyOf !== null && (anyOf.yes < 1 || anyOf.no > 0) : formula.residuals.length > 0;
}

function drawColumn(block: CompiledColumn, state: RowState, r: number, drawing: Drawing): void {
  const at = block.column * state.rows + r;
  if (state.status[at] === BLANK) {
    writeSlots(block, state, r, 0);
    return;
  }
  state.status[at] = KNOWN;
  if (block.formula !== null || block.anyOf !== null) {
    // A number of the last step that its law does not use: nothing else moves when a formula is there.
    if (hasExceptions(block)) draw(drawing.key, drawing.row, drawing.attempt, block.step, RETRIES - 1);
    const made = byFormula(block, state, r) ?? byAnyOf(block, state, r);
    if (made !== null) {
      state.values[at] = made;
      rewriteSlots(block, state, r);
      return;
    }
  }
  const level = byQuestions(block, state, r, drawing);
  if (level < 0 && block.law !== null) {
    state.values[at] = byLaw(block, block.law, state, r, drawing);
    writeSlots(block, state, r, drawnScore);
    return;
  }
  const known = Math.max(0, level);
  state.values[at] = block.isNumber ? (block.levelValues[known] ?? 0) : known;
  writeSlots(block, state, r, block.levelScores[known] ?? 0);
}

/** Row `r` of the state is row `drawing.row` of the sequence. Blocks before it must have been drawn. */
export function drawBlock(block: CompiledBlock, state: RowState, r: number, drawing: Drawing): void {
  if (block.kind === 'column') {
    drawColumn(block, state, r, drawing);
    return;
  }
  drawBlank(block, state, r, drawing);
}

/** Whether question `step` (counted within the row) is answered with yes. */
export function answersYes(
  question: CompiledQuestion,
  state: RowState,
  r: number,
  drawing: Drawing,
  step: number,
): boolean {
  return answer(question, state, r, firstUnit(drawing, step));
}

/** The two uniform numbers of a law's first try. */
export function lawUniforms({ key, row, attempt }: Drawing, step: number): readonly [number, number] {
  draw(key, row, attempt, step, 0);
  return [unit(1), unit(2)];
}
