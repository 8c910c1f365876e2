/**
 * Which lead a trace is. Nothing reads the letters: a usual layout is taken for granted only where the limb leads prove it, by what
 * they always sum up to: I + III = II and aVR + aVL + aVF = 0 (Einthoven, Goldberger). No layout that fits: no names.
 */
import { LEAD_ORDERS } from '../../core/sheet-choice.ts';
import type { LeadName } from '../leads.ts';
import { chosenLayout, type SheetLayout } from '../sheet-layout.ts';
import { shapeTable } from './beat-shapes.ts';
import type { SheetModel } from './sheet-model.ts';

/** A lead's stretch of a strip. */
export interface NamedTrace {
  readonly lead: LeadName;
  /** 1, or −1 where it is drawn upside down (−aVR). */
  readonly sign: 1 | -1;
  readonly strip: number;
  /** Panels [from, to) of the model. */
  readonly from: number;
  readonly to: number;
}

const FORMS = ['3x4', '6x2', '12x1'] as const;
/** Whatever it is: only how it is shared out counts. */
const SECONDS = 10;
/** What is printed as a rhythm strip. */
const RHYTHM: readonly LeadName[] = ['II', 'V1', 'V5'];
const SUMS: readonly Readonly<Partial<Record<LeadName, number>>>[] = [
  { I: 1, III: 1, II: -1 },
  { aVR: 1, aVL: 1, aVF: 1 },
];
/** Length of a sum that should be nothing, of what it would be of leads that have nothing to do with each other. */
const NOTHING = 0.5;

/** Traces by name, rhythm strips that are recognised last; null where no usual layout is proved. */
export function nameTraces(model: SheetModel): readonly NamedTrace[] | null {
  const curves = meanBeats(model);
  for (const order of LEAD_ORDERS) {
    for (const form of FORMS) {
      const named = tracesOf(chosenLayout({ form, order }, SECONDS), model);
      if (named !== null && isProved(named, curves)) return [...named, ...rhythmStrips(model, named, curves)];
    }
  }
  return null;
}

/** The leads of a layout where they lie on a measured sheet; null where it has other panels, or leads below that are no rhythm strips. */
function tracesOf(layout: SheetLayout, { strips, edges, tied }: SheetModel): NamedTrace[] | null {
  const panels = edges.length - 1;
  const { length } = layout.strips;
  if (strips.length < length || !tied.slice(length).every(Boolean)) return null;
  const traces = layout.strips.flatMap((strip, s) =>
    strip.panels.map(({ lead, isInverted, from, seconds }): NamedTrace => {
      const [first, end] = [from, from + seconds].map((time) => (time / SECONDS) * panels);
      return { lead, sign: isInverted === true ? -1 : 1, strip: s, from: first ?? 0, to: end ?? panels };
    }),
  );
  return traces.every(({ from, to }) => Number.isInteger(from) && Number.isInteger(to)) ? traces : null;
}

/** [panels][strips] the mean beat of each panel, as a curve. */
function meanBeats({ size, shapes, edges, strips, weights }: SheetModel): readonly (readonly Float64Array[])[] {
  const { length, values } = shapeTable(size, shapes);
  return edges.slice(1).map((_edge, p) =>
    strips.map((_strip, s) => {
      const curve = new Float64Array(length);
      for (let c = 0; c < shapes; c++) {
        const weight = weights.mean[(p * strips.length + s) * shapes + c] ?? 0;
        for (let k = 0; k < length; k++) curve[k] = (curve[k] ?? 0) + weight * (values[c * length + k] ?? 0);
      }
      return curve;
    }),
  );
}

const lengthOf = (curve: Float64Array): number => Math.hypot(...curve);

/** Leads of a sum are beside each other in every usual layout: they are of the same beats. */
function isProved(named: readonly NamedTrace[], curves: readonly (readonly Float64Array[])[]): boolean {
  return SUMS.every((sum) => {
    const parts = named.flatMap(({ lead, sign, strip, from }) => {
      const factor = (sum[lead] ?? 0) * sign;
      const curve = curves[from]?.[strip];
      return factor === 0 || curve === undefined ? [] : [curve.map((v) => factor * v)];
    });
    const total = parts.reduce((one, other) => one.map((v, k) => v + (other[k] ?? 0)));
    const apart = Math.hypot(...parts.map(lengthOf));
    return apart > 0 && lengthOf(total) < NOTHING * apart;
  });
}

/** Strips below the rows whose beat is that of one of the leads that are printed so. */
function rhythmStrips(
  { strips, edges }: SheetModel,
  named: readonly NamedTrace[],
  curves: readonly (readonly Float64Array[])[],
): NamedTrace[] {
  const rows = Math.max(...named.map(({ strip }) => strip)) + 1;
  return strips.slice(rows).flatMap((_place, i): NamedTrace[] => {
    const strip = rows + i;
    const candidates = RHYTHM.flatMap((lead) => {
      const row = named.find((one) => one.lead === lead);
      const [own, other] = [curves[row?.from ?? 0]?.[strip], curves[row?.from ?? 0]?.[row?.strip ?? 0]];
      if (row === undefined || own === undefined || other === undefined) return [];
      const away = lengthOf(own.map((v, k) => v - (other[k] ?? 0))) / Math.hypot(lengthOf(own), lengthOf(other));
      return [{ lead, away }];
    }).toSorted((a, b) => a.away - b.away);
    const [best] = candidates;
    if (best === undefined || !(best.away < NOTHING)) return [];
    return [{ lead: best.lead, sign: 1, strip, from: 0, to: edges.length - 1 }];
  });
}
