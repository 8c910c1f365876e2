/**
 * The paper of a sheet at another size than it was learned at. What is understood is drawn anew, so that it is sharp: the ruling where it
 * was measured, calibration pulses, the names of leads that are known. What else is printed is enlarged as it is.
 */
import { quantile } from '../../core/maths/moments.ts';
import { isScale } from '../../core/sheet-scale.ts';
import { darkenRectangle, drawPolyline, type Canvas } from '../draw/raster.ts';
import { writeText } from '../draw/stroke-letters.ts';
import { PAPER_SPEED } from '../sheet-layout.ts';
import { nameTraces } from './name-traces.ts';
import type { SheetModel } from './sheet-model.ts';
import { between } from './trace-signals.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  /** Behind the last. */
  readonly right: number;
  readonly bottom: number;
}

/** A ruling that is a wave of the paper's grey: depth 0 where none is seen. */
interface Wave {
  readonly period: number;
  /** Where a line lies, pixels. */
  readonly line: number;
  readonly depth: number;
}

/** Lighter is the white around a sheet. */
const WHITE = 253;
/** Grey levels that paper may differ by without anything printed on it. */
const EVEN = 12;
/** Millimetres between the ruling's lines, and their width. */
const LINES = 5;
const RULE_WIDTH = 1 / 3;
/** Lines of a millimetre are too fine to be measured: of the others' depth. */
const FINE_LINES = 0.4;
/** Depth of a wave below which there is no ruling, and how much of it the reduction of the pictures left. */
const FAINTEST = 0.25;
const SEEN = 0.8;
/** How far the period is tried about what the scale says, and in how many steps. */
const TRIED = 0.005;
const STEPS = 21;
/** Names of leads: where they are looked for, of a panel's width and a strip's distance, and the letters' pen, millimetres. */
const NAMES = { right: 0.3, above: 0.85, below: 0.2, pen: 0.25, grey: 30 } as const;
/** Pixels of blur around what is printed. */
const BLUR = 1;

function sheetBox(paper: Float32Array, size: number): Box {
  let [left, top, right, bottom] = [size, size, 0, 0];
  paper.forEach((grey, i) => {
    if (grey >= WHITE) return;
    const [x, y] = [i % size, Math.floor(i / size)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  });
  return { left, top, right, bottom };
}

/** The wave of about this period in mean grey levels that begin at pixel `from`. */
function waveOf(values: Float64Array, from: number, about: number): Wave {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  let best: Wave = { period: about, line: 0, depth: 0 };
  for (let k = 0; k < STEPS; k++) {
    const period = about * (1 + TRIED * ((2 * k) / (STEPS - 1) - 1));
    let [re, im] = [0, 0];
    values.forEach((value, i) => {
      const angle = (2 * Math.PI * (from + i + 0.5)) / period;
      re += (mean - value) * Math.cos(angle);
      im += (mean - value) * Math.sin(angle);
    });
    const depth = (2 * Math.hypot(re, im)) / values.length;
    if (depth > best.depth) best = { period, line: (Math.atan2(im, re) * period) / (2 * Math.PI), depth };
  }
  return best.depth < FAINTEST ? { ...best, depth: 0 } : best;
}

/** Mean of the middle half of each row or column of a box: what is printed there is left out. */
function profile(length: number, across: number, at: (i: number, k: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, i) => {
    const values = Float64Array.from({ length: across }, (_v, k) => at(i, k)).sort();
    const usual = values.subarray(Math.floor(across / 4), Math.ceil((3 * across) / 4));
    return usual.reduce((sum, v) => sum + v, 0) / usual.length;
  });
}

const darkAt = ({ line, period, depth }: Wave, place: number): number =>
  depth === 0 ? 0 : depth * Math.cos((2 * Math.PI * (place + 0.5 - line)) / period);

/** Cubic, [size, size] → [side, side]. */
function enlarge(values: Float32Array, size: number, side: number): Float32Array {
  const last = size - 1;
  const place = (x: number): number => ((x + 0.5) * size) / side - 0.5;
  const wide = new Float32Array(size * side);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < side; x++) wide[y * side + x] = between((k) => values[y * size + k] ?? 0, place(x), 0, last);
  }
  const made = new Float32Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) made[y * side + x] = between((k) => wide[k * side + x] ?? 0, place(y), 0, last);
  }
  return made;
}

/** What is dark in a box, taken out of `prints`; null where nothing is. */
function takePrint(prints: Float32Array, size: number, where: Box): Box | null {
  let [left, top, right, bottom] = [size, size, 0, 0];
  for (let y = Math.max(0, where.top); y < Math.min(size, where.bottom); y++) {
    for (let x = Math.max(0, where.left); x < Math.min(size, where.right); x++) {
      if ((prints[y * size + x] ?? 0) >= -EVEN) continue;
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
    }
  }
  if (right === 0) return null;
  for (let y = Math.max(0, top - BLUR); y < Math.min(size, bottom + BLUR); y++) {
    prints.fill(0, y * size + Math.max(0, left - BLUR), y * size + Math.min(size, right + BLUR));
  }
  return { left, top, right, bottom };
}

function drawLines(canvas: Canvas, { left, top, right, bottom }: Box, [down, across]: readonly [Wave, Wave]): void {
  const draw = (wave: Wave, parts: number, share: number, isDown: boolean): void => {
    const [from, to] = isDown ? [top, bottom] : [left, right];
    const apart = wave.period / parts;
    const thick = (RULE_WIDTH * wave.period) / LINES;
    const grey = Math.round(255 - (share * wave.depth * LINES) / (2 * RULE_WIDTH * SEEN));
    if (wave.depth === 0) return;
    for (let k = Math.ceil((from - wave.line) / apart); wave.line + k * apart < to; k++) {
      const place = wave.line + k * apart - thick / 2;
      darkenRectangle(
        canvas,
        grey,
        isDown
          ? { x: left, y: place, width: right - left, height: thick }
          : { x: place, y: top, width: thick, height: bottom - top },
      );
    }
  };
  for (const [parts, share] of [
    [LINES, FINE_LINES],
    [1, 1],
  ] as const) {
    draw(down, parts, share, true);
    draw(across, parts, share, false);
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 1;
}

/** Where the pulses' feet begin, they rise, fall, and their feet end, pixels: the middle of all strips. */
function pulseFeet(
  prints: Float32Array,
  at: {
    readonly size: number;
    readonly left: number;
    readonly right: number;
    readonly strips: readonly number[];
    readonly millivolt: number;
  },
  wide: number,
): readonly [from: number, rise: number, fall: number, to: number] {
  const { size, strips, millivolt } = at;
  const columns = strips.flatMap((strip) => {
    const dark: number[] = [];
    for (let x = at.left; x < at.right; x++) {
      for (let y = Math.max(0, Math.floor(strip - 1.3 * millivolt)); y < Math.min(size, Math.ceil(strip + 2)); y++) {
        if ((prints[y * size + x] ?? 0) >= -EVEN) continue;
        dark.push(x);
        break;
      }
    }
    return dark.length === 0 ? [] : [{ from: dark[0] ?? 0, to: (dark.at(-1) ?? 0) + 1 }];
  });
  const [from, to] = [middle(columns.map((one) => one.from)), middle(columns.map((one) => one.to))];
  // The feet are as long as each other.
  const foot = Math.max(0, (to - from - wide) / 2);
  return [from, from + foot, to - foot, to];
}

function pulsePoints(
  [from, rise, fall, to]: ReturnType<typeof pulseFeet>,
  strip: number,
  millivolt: number,
): readonly number[] {
  const top = strip - millivolt;
  return [from, strip, rise, strip, rise, top, fall, top, fall, strip, to, strip];
}

const scaled = (box: Box, by: number): Box => ({
  left: box.left * by,
  top: box.top * by,
  right: box.right * by,
  bottom: box.bottom * by,
});

/** Grey bytes [side, side]. `learned` [size, size]: the paper as it is now, for sheets that were measured no finer. */
export function enlargePaper(learned: Float32Array, model: SheetModel, side: number): Uint8Array {
  const { size, grey: paper } = model.fine ?? { size: model.size, grey: learned };
  const { scale } = model;
  if (!isScale(scale)) return Uint8Array.from(enlarge(paper, size, side), (v) => Math.max(0, Math.min(255, v + 0.5)));
  const box = sheetBox(paper, size);
  const [wide, high] = [Math.max(0, box.right - box.left), Math.max(0, box.bottom - box.top)];
  const at = (y: number, x: number): number => paper[(box.top + y) * size + box.left + x] ?? 255;
  const millimetre = { down: size / scale.millivolts / scale.gain, across: size / scale.seconds / PAPER_SPEED };
  const down = waveOf(profile(high, wide, at), box.top, LINES * millimetre.down);
  const across = waveOf(
    profile(wide, high, (x, y) => at(y, x)),
    box.left,
    LINES * millimetre.across,
  );
  const light = quantile(
    Float32Array.from({ length: wide * high }, (_, i) => at(Math.floor(i / wide), i % wide)).sort(),
    0.5,
  );
  // What is printed besides the ruling, as differences from the paper's own grey.
  const prints = new Float32Array(size * size);
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const away = (paper[y * size + x] ?? light) + darkAt(down, y) + darkAt(across, x) - light;
      if (away < -EVEN) prints[y * size + x] = away;
    }
  }

  const by = side / size;
  const canvas: Canvas = { width: side, height: side, pixels: new Uint8Array(side * side).fill(255) };
  const onCanvas = scaled(box, by);
  const larger = (wave: Wave): Wave => ({ ...wave, period: wave.period * by, line: wave.line * by });
  if (down.depth + across.depth > 0) drawLines(canvas, onCanvas, [larger(down), larger(across)]);
  else
    darkenRectangle(canvas, Math.round(light), {
      ...onCanvas,
      x: onCanvas.left,
      y: onCanvas.top,
      width: wide * by,
      height: high * by,
    });

  const toSize = size / model.size;
  const strips = model.strips.map((place) => place * toSize);
  const edges = model.edges.map((place) => place * toSize);
  const pitch = strips.length > 1 ? ((strips.at(-1) ?? 0) - (strips[0] ?? 0)) / (strips.length - 1) : size / 2;
  const pen = { radius: model.line.halfWidth * toSize * by, grey: Math.round(255 * (1 - model.line.opacity)) };
  const millivolt = size / scale.millivolts;
  const start = Math.floor(edges[0] ?? 0);
  const feet = pulseFeet(prints, { size, left: box.left, right: start, strips, millivolt }, LINES * millimetre.across);
  const pulses = strips.flatMap((strip) => {
    const above = {
      left: box.left,
      top: Math.floor(strip - 1.3 * millivolt),
      right: start,
      bottom: Math.ceil(strip + 2),
    };
    return takePrint(prints, size, above) === null ? [] : [strip];
  });
  for (const strip of pulses) {
    drawPolyline(
      canvas,
      pen,
      pulsePoints(feet, strip, millivolt).map((v) => v * by),
    );
  }
  const names = (nameTraces(model) ?? []).flatMap(({ lead, sign, strip, from, to }) => {
    const [left, right] = [edges[from] ?? 0, edges[to] ?? size];
    const place = strips[strip] ?? 0;
    const found = takePrint(prints, size, {
      left: Math.floor(left) - 1,
      top: Math.floor(place - NAMES.above * pitch),
      right: Math.ceil(left + Math.min(NAMES.right * (right - left), pitch)),
      bottom: Math.floor(place - NAMES.below * pitch),
    });
    return found === null ? [] : [{ text: sign < 0 ? `-${lead}` : lead, strip, found }];
  });
  // All as high as most are, and those of a strip on a line: next to a name may be a speck.
  const height = middle(names.map(({ found }) => found.bottom - found.top - BLUR));
  for (const { text, strip, found } of names) {
    const bottom = middle(names.filter((one) => one.strip === strip).map((one) => one.found.bottom));
    const letters = { radius: NAMES.pen * millimetre.down * by, grey: NAMES.grey };
    const top = bottom - BLUR / 2 - height;
    writeText(canvas, letters, text, { x: (found.left + BLUR / 2) * by, y: top * by, height: height * by });
  }
  const rest = enlarge(prints, size, side);
  return canvas.pixels.map((grey, i) => Math.max(0, Math.min(255, Math.round(grey + Math.min(0, rest[i] ?? 0)))));
}
