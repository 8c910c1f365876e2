/**
 * Measures patients' pictures and rows: what every sheet shares, what differs from sheet to sheet, and how that depends on
 * the row. No learning, nothing random: the same pictures give the same numbers. Seconds for hundreds of pictures.
 */
import { quantile } from '../../core/maths/moments.ts';
import type { SheetShape } from '../../core/sheet-choice.ts';
import { pause, partOf, type PieceWork } from '../../core/pace.ts';
import { shapeTable } from '../generator/beat-shapes.ts';
import type { LinearLaw } from '../generator/linear-law.ts';
import { CLOCK_NOISES, inverseSoftplus, WANDER_UNIT, type SheetModel } from '../generator/sheet-model.ts';
import { evenLight } from './even-light.ts';
import { InkExplainer } from './explain-ink.ts';
import { findBeats, type Beats } from './find-beats.ts';
import { findLayout, type FoundLayout } from './find-layout.ts';
import { findPanels, tiedStrips } from './find-panels.ts';
import { LawFitter, type Rows } from './fit-law.ts';
import { findTied, ShapeFitter, type ShapeFit } from './fit-shapes.ts';
import { TraceFollower } from './follow-traces.ts';
import { judgeFit, type Judgement } from './judge-fit.ts';
import { barePaper, learnPaper, liftZeroLines } from './learn-paper.ts';
import { measureLine } from './measure-line.ts';
import { measureScale } from './measure-scale.ts';
import type { Sheets } from './sheets.ts';

/** Where strips show one lead each they still have two panels, alike: a generator has edges between them. */
const LEAST_PANELS = 2;
/** Numbers of the noise. */
const NOISES = 64;
/** Pictures between two rests. */
const PIECE = 16;
/** Limits of what a picture may say of its clock: distance and wander of the traces' width and `WEIGHT_UNIT`, shares. */
const DISTANCE = { from: 0.03, to: 0.25 } as const;
const IRREGULARITY = { from: 0.008, to: 0.5 } as const;
const WANDER = { from: 0.008, to: 72 } as const;
const EARLY = { from: 0.01, to: 0.5 } as const;

/** Plain data; the arrays can be moved to another thread. */
export interface Measured {
  readonly model: SheetModel;
  readonly judgement: Judgement;
  /** In pixels of the pictures that were measured. */
  readonly layout: FoundLayout;
  readonly shape: SheetShape;
  /** One a picture, times and distances in pixels of those. */
  readonly beats: readonly Beats[];
  /** [count] share of each picture's ink on its followed traces. */
  readonly followed: Float32Array;
  /** [count] share of each picture's ink that its beats, shapes and wander explain, beyond chance. */
  readonly explained: Float32Array;
  /** Share of the shapes' variance between pictures that the rows say. */
  readonly saidByRows: number;
}

export interface MeasureOptions {
  /** Square pictures, the larger the better: a QRS complex is half a column of 64 pixels. */
  readonly sheets: Sheets;
  /** The same pictures at the size that is to be drawn; the model is of that size. */
  readonly drawn: Sheets;
  readonly rows: Rows;
  /** Shapes that a beat is put together from, 8 or more. */
  readonly shapes: number;
  /** A millimetre is as many pixels wide as high. */
  readonly keepsProportions: boolean;
  readonly work: PieceWork;
}

/** `rows.count` must be `sheets.count`. Throws AbortError when cancelled. */
export async function measureSheets({
  rows,
  shapes,
  keepsProportions,
  work,
  ...given
}: MeasureOptions): Promise<Measured> {
  const sheets = evenLight(given.sheets);
  const drawn = given.drawn === given.sheets ? sheets : evenLight(given.drawn);
  const { count, size } = sheets;
  const learnt = learnPaper(sheets);
  await pause(work, 0.1, 1);
  const layout = findLayout(sheets, learnt);
  await pause(work, 0.2, 1);
  const lifted = liftZeroLines(learnt, size, layout);
  const follower = new TraceFollower(sheets, lifted, layout);
  await eachPicture(count, partOf(work, 0.2, 0.5), (n) => follower.follow(n));
  const { traces } = follower;
  const beats: Beats[] = [];
  await eachPicture(count, partOf(work, 0.5, 0.65), (n) => beats.push(findBeats(traces, layout, n)));
  const found = findPanels(traces, beats, layout);
  const { columns } = found;
  const panels = Math.max(LEAST_PANELS, columns);
  const edges = Array.from({ length: panels + 1 }, (_, p) => layout.left + ((layout.right - layout.left) * p) / panels);
  const table = shapeTable(size, shapes);
  const fitter = new ShapeFitter(traces, layout, table, edges);
  const fits: ShapeFit[] = [];
  const explained = new Float32Array(count);
  const explainer = new InkExplainer(sheets, lifted, layout);
  await eachPicture(count, partOf(work, 0.65, 0.9), (n) => {
    fits.push(fitter.fit(n, beats[n]?.times ?? []));
    explained[n] = explainer.share(n, fitter.heights);
  });
  const laws = new LawFitter(rows);
  const all = weightsOf(fits, panels * layout.strips.length * shapes);
  const tied = tiedStrips(found, findTied(all, table, { panels, strips: layout.strips.length }));
  const weights = fitWeights(laws, all, { panels, tied, shapes });
  await pause(work, 0.98, 1);
  const look = drawn.size === size ? lookOf(sheets, lifted, layout, follower) : coarserLook(drawn, layout, size);
  const scale = drawn.size / size;
  const model: SheetModel = {
    size: drawn.size,
    columns: rows.columns,
    noises: NOISES,
    strips: layout.strips.map((row) => row * scale),
    edges: edges.map((x) => x * scale),
    tied,
    scale: measureScale(learnt, layout, { size, keepsProportions }),
    shapes,
    fine: drawn.size === size ? null : { size, grey: barePaper(lifted, count, follower.bare) },
    ...look,
    weights,
    ...fitClock(laws, beats, fits, size),
  };
  await pause(work, 1, 1);
  return {
    model,
    judgement: judgeFit(traces, explained),
    layout,
    shape: {
      rows: columns === 1 ? tied.length : tied.filter((isOne) => !isOne).length,
      columns,
      rhythm: columns === 1 ? 0 : tied.filter(Boolean).length,
    },
    beats,
    followed: traces.inkFollowed,
    explained,
    saidByRows: weights.explained,
  };
}

type Look = Pick<SheetModel, 'paper' | 'line'>;

function lookOf(sheets: Sheets, lifted: Float32Array, layout: FoundLayout, follower: TraceFollower): Look {
  const paper = barePaper(lifted, sheets.count, follower.bare);
  return { paper, line: measureLine(sheets, paper, follower.traces, layout) };
}

/** Paper and pen of the drawn size, with the layout known from the finer pictures. */
function coarserLook(drawn: Sheets, fine: FoundLayout, size: number): Look {
  const scale = drawn.size / size;
  const learnt = learnPaper(drawn);
  const layout: FoundLayout = {
    strips: fine.strips.map((row) => row * scale),
    pitch: fine.pitch * scale,
    left: Math.floor(fine.left * scale),
    right: Math.ceil(fine.right * scale),
    pulses: [],
    threshold: findLayout(drawn, learnt).threshold,
  };
  const lifted = liftZeroLines(learnt, drawn.size, layout);
  const follower = new TraceFollower(drawn, lifted, layout);
  for (let n = 0; n < drawn.count; n++) follower.follow(n);
  return lookOf(drawn, lifted, layout, follower);
}

async function eachPicture(count: number, work: PieceWork, measure: (n: number) => void): Promise<void> {
  for (let n = 0; n < count; n++) {
    measure(n);
    if ((n + 1) % PIECE === 0) await pause(work, n + 1, count);
  }
}

interface Sizes {
  readonly panels: number;
  /** [strips] */
  readonly tied: readonly boolean[];
  readonly shapes: number;
}

/** [pictures, outputs] */
function weightsOf(fits: readonly ShapeFit[], outputs: number): Float32Array {
  const all = new Float32Array(fits.length * outputs);
  fits.forEach((fit, n) => all.set(fit.weights, n * outputs));
  return all;
}

function fitWeights(laws: LawFitter, weights: Float32Array, sizes: Sizes) {
  const { panels, tied, shapes } = sizes;
  const outputs = panels * tied.length * shapes;
  const measured = Float64Array.from(weights);
  for (let from = 0; from < measured.length; from += outputs) {
    const own = measured.subarray(from, from + outputs);
    for (let s = 0; s < tied.length; s++) if (tied[s] === true) tie(own, sizes, s);
  }
  return laws.fit(measured, { outputs, noises: NOISES - CLOCK_NOISES });
}

/** Gives all panels of a strip their middle weights: a panel that another strip's strokes cross is not asked. */
function tie(weights: Float64Array, { panels, tied, shapes }: Sizes, s: number): void {
  for (let c = 0; c < shapes; c++) {
    const at = (p: number): number => (p * tied.length + s) * shapes + c;
    const middle = quantile(Float64Array.from({ length: panels }, (_, p) => weights[at(p)] ?? 0).sort(), 0.5);
    for (let p = 0; p < panels; p++) weights[at(p)] = middle;
  }
}

type Clock = Pick<SheetModel, 'distance' | 'irregularity' | 'wander' | 'early'>;

function fitClock(laws: LawFitter, beats: readonly Beats[], fits: readonly ShapeFit[], size: number): Clock {
  const known = beats.map(({ distance }) => distance / size).filter((d) => !Number.isNaN(d));
  const usual = known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)] ?? DISTANCE.to;
  const held = (value: number, { from, to }: { from: number; to: number }): number =>
    Math.max(from, Math.min(to, value));
  const one = (value: (beats: Beats) => number): LinearLaw => laws.fitFew(Float64Array.from(beats, value), 1);
  const strips = fits[0]?.wander.length ?? 0;
  const wander = fits.flatMap((fit) =>
    Array.from(fit.wander, (spread) => inverseSoftplus(held(spread, WANDER) / WANDER_UNIT)),
  );
  return {
    // Beats counted twice or missed make a distance half or double.
    distance: laws.fitRobust(
      Float64Array.from(beats, ({ distance }) =>
        Math.log(held(Number.isNaN(distance) ? usual : distance / size, DISTANCE)),
      ),
    ),
    irregularity: one(({ irregularity }) => inverseSoftplus(held(irregularity, IRREGULARITY))),
    wander: laws.fitFew(Float64Array.from(wander), strips),
    early: one(({ early }) => Math.log(held(early, EARLY) / (1 - held(early, EARLY)))),
  };
}
