/** The lines of sheets as a trained generator makes them, before they become pixels: as signals, and drawn at other sizes. */
import type { SheetSignals } from '../../core/sheet-signals.ts';
import { PLACE_UNIT } from '../../engine/ecg/trace-scales.ts';
import { enlargePaper } from '../../sheet/generator/enlarge-paper.ts';
import { redrawTraces, type SheetPens } from '../../sheet/generator/redraw-traces.ts';
import type { SheetModel } from '../../sheet/generator/sheet-model.ts';
import { type SignalKey, signalKey, signalsOf, type TraceFrame } from '../../sheet/generator/trace-signals.ts';
import type { SampledModel } from '../recipe-training.ts';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Where and with what pens a generator draws now: training moves both. */
export class TracedSheets {
  readonly #frame: TraceFrame;
  readonly #pens: SheetPens;
  readonly #key: SignalKey;
  /** [size, size] grey levels. */
  readonly #paper: Float32Array;
  readonly #sheet: SheetModel;
  readonly #papers = new Map<number, Uint8Array>();

  private constructor(sheet: SheetModel, frame: TraceFrame, pens: SheetPens, paper: Float32Array) {
    this.#sheet = sheet;
    this.#key = signalKey(sheet);
    this.#frame = frame;
    this.#pens = pens;
    this.#paper = paper;
  }

  static async of({ generator }: SampledModel, sheet: SheetModel): Promise<TracedSheets> {
    const read = (name: string): Promise<Float32Array> =>
      generator.parameters.get(name).value.data() as Promise<Float32Array>;
    const [places, cuts, widths, pen, darkness, paper] = await Promise.all(
      ['traces/places', 'leads/cuts', 'ink/half_width', 'ink/pen', 'sheet/darkness', 'sheet/paper'].map(read),
    );
    if (!places || !cuts || !widths || !pen || !darkness || !paper) throw new Error('Not all is there');
    const { size } = sheet;
    const strips = places.length;
    const samples = pen.length / strips;
    const inked = Array.from({ length: samples }, (_, t) => (pen[t * strips] ?? 0) > 0);
    const [first, last] = [inked.indexOf(true), inked.lastIndexOf(true)];
    const edges = [(first * size) / samples, ...Array.from(cuts, (cut) => cut * size), ((last + 1) * size) / samples];
    const middle = Math.floor((first + last) / 2);
    return new TracedSheets(
      sheet,
      { size, samples, strips: Array.from(places, (place) => place * PLACE_UNIT), edges },
      {
        halfWidths: widths.map((width) => Math.exp(width)),
        darkness: Array.from(places, (_, s) => sigmoid(darkness[0] ?? 0) * sigmoid(pen[middle * strips + s] ?? 0)),
      },
      paper.map((light) => 255 * sigmoid(light)),
    );
  }

  get frame(): TraceFrame {
    return this.#frame;
  }

  /** Millivolts over time; null where the sheet does not say what its millimetres or leads are. `rows` as in `signalsOf`. */
  signals(rows: ArrayLike<number>): SheetSignals | null {
    return 'missing' in this.#key ? null : signalsOf(rows, this.#frame, this.#key);
  }

  /** Grey bytes [side, side]. */
  draw(rows: ArrayLike<number>, side: number): Uint8Array<ArrayBuffer> {
    let paper = this.#papers.get(side);
    if (paper === undefined) {
      paper = enlargePaper(this.#paper, this.#sheet, side);
      this.#papers.set(side, paper);
    }
    return redrawTraces(rows, this.#frame, this.#pens, { side, paper });
  }
}
