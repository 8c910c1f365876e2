/**
 * Figures as data: what is drawn, not where or how large. `draw` makes one drawing of each, for the screen and for a
 * file. Real is filled and solid, synthetic hollow and dashed, in every one. Pure.
 */
import type { NumberShape, Point, Sides, StatisticsComparison } from '../core/report/comparison.ts';
import type { Part } from '../i18n/said.ts';

/** Values from −limit to limit on diverging colours. */
export interface HeatMapFigure {
  readonly kind: 'heat-map';
  readonly rows: readonly Part[];
  readonly columns: readonly Part[];
  /** [rows, columns]; null where there is nothing to show. */
  readonly values: readonly (readonly (number | null)[])[];
  /** The value that gets the strongest colour. */
  readonly limit: number;
  /** Square cells, for a matrix; else rows as high as a text. */
  readonly isSquare: boolean;
  /** Writes values into the cells, where they are large enough. */
  readonly cellText: ((value: number) => Part) | null;
  /** What the colours at both ends mean. */
  readonly ends: readonly [low: Part, high: Part];
}

/** Two densities back to back, with medians and middle halves. */
export interface ViolinFigure {
  readonly kind: 'violin';
  readonly shape: NumberShape;
  readonly statistics: StatisticsComparison;
}

/** A share of patients on both sides, 0 … 1. */
export interface SharePair extends Sides<number> {
  readonly name: string;
}

export interface BarsFigure {
  readonly kind: 'bars';
  readonly pairs: readonly SharePair[];
}

/** Two clouds of points; each axis fills its room. */
export interface ScatterFigure {
  readonly kind: 'scatter';
  readonly points: Sides<readonly Point[]>;
  /** The axes reach over these, so that a cloud stays where it is while the other is hidden. */
  readonly scale: Sides<readonly Point[]>;
}

export interface Mark {
  /** `range`: from low to high for real against real, without a number of its own. `control`: what chance gives. */
  readonly kind: 'range' | 'real' | 'synthetic' | 'control';
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface IntervalLine {
  /** Null: the group says enough. */
  readonly name: Part | null;
  readonly marks: readonly Mark[];
}

export interface IntervalGroup {
  /** Null: the lines carry their names themselves. */
  readonly name: Part | null;
  readonly lines: readonly IntervalLine[];
}

/** Numbers with their intervals on one scale. */
export interface IntervalsFigure {
  readonly kind: 'intervals';
  readonly groups: readonly IntervalGroup[];
  /** Values that must be on the scale. */
  readonly holds: readonly number[];
  /** A line across, such as 0.5 for an AUC of chance, and what it is called. */
  readonly reference: { readonly value: number; readonly name: Part } | null;
}

export type Figure = HeatMapFigure | ViolinFigure | BarsFigure | ScatterFigure | IntervalsFigure;
