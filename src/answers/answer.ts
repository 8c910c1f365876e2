/**
 * What an answer is: a question about the synthetic patients with its verdict, the sentences, the facts beside them, and
 * what can be looked at, all as data. Who lays it out adds no word and no number of its own.
 */
import type { Ceiling } from '../core/report/comparison.ts';
import type { Figure, HeatMapFigure, IntervalsFigure, ScatterFigure } from '../figures/figure.ts';
import type { Part, Said } from '../i18n/said.ts';
import type { PrivacyVerdict, Verdict } from './score-verdict.ts';

export const QUESTIONS = ['columns', 'pairs', 'ecgs', 'joint', 'privacy', 'use'] as const;
export type QuestionName = (typeof QUESTIONS)[number];

/** `none`: cannot be asked of these data. `unmeasured`: nobody has asked yet. */
export type AnyVerdict = Verdict | PrivacyVerdict | 'none' | 'unmeasured';

export type Tone = 'good' | 'warn' | 'plain';

export interface Fact {
  readonly name: Said;
  readonly value: Part;
}

/** A number with its interval, which may stand below it. */
export interface EstimateCell {
  readonly line: Part;
  readonly value: Part;
  readonly interval: Part;
}
export type Cell = Part | EstimateCell;

export interface Row {
  readonly name: Part;
  readonly cells: readonly Cell[];
  /** What the row is sorted by, from the first heading on; null comes last. */
  readonly sortBy?: readonly (string | number | null)[];
  /** The last cell is a warning. */
  readonly isMarked?: boolean;
}

export interface Table {
  readonly head: readonly Part[];
  readonly rows: readonly Row[];
}

interface AnyBlock {
  /** Of the page's element, and of a saved picture. */
  readonly id: string;
  readonly title: Part;
  readonly caption: Part;
  /** In place of the caption where many of the kind are printed one after another; null: none. */
  readonly brief?: Part | null;
}

export interface FigureBlock<F extends Figure = Figure> extends AnyBlock {
  readonly kind: 'figure';
  readonly figure: F;
  /** The numbers behind the figure, made when they are asked for. */
  readonly table: () => Table;
  /** What the marks are, beside the figure; `control` names a third kind of mark. */
  readonly key: { readonly control: Said | null } | null;
}

export interface TableBlock extends AnyBlock {
  readonly kind: 'table';
  readonly table: Table;
  readonly note: Part | null;
  /** Intervals stand below their numbers, where there is a screen to do so. */
  readonly isWide: boolean;
  /** How the rows can be sorted: which end comes first, for each of the first headings; `first` is sorted by at the start. */
  readonly sorting: { readonly from: readonly ('largest' | 'smallest')[]; readonly first: number } | null;
  /** The choice that the name of a row makes. */
  readonly chooses: string | null;
}

/** Maps of the same cells, read together. */
export interface MapsBlock {
  readonly kind: 'maps';
  /** Null: the one map has a title of its own. */
  readonly title: Said | null;
  readonly maps: readonly FigureBlock<HeatMapFigure>[];
  /** What is at a cell. */
  readonly cell: (row: number, column: number) => Part | null;
}

/** Points of real and synthetic, to be seen together or each by itself. */
export interface CloudsBlock {
  readonly kind: 'clouds';
  readonly id: string;
  readonly title: Said;
  readonly text: Said;
  readonly clouds: readonly FigureBlock<ScatterFigure>[];
}

/** One of several, chosen by whoever looks; on paper the `printed` ones. */
export interface ChoiceBlock {
  readonly kind: 'choice';
  readonly id: string;
  readonly label: Said;
  /** Above what it changes, with its label; else in the head of the figure. */
  readonly isAbove: boolean;
  /** Shown until another is chosen. */
  readonly first: string;
  readonly options: readonly { readonly value: string; readonly name: Part }[];
  readonly blocks: (value: string) => readonly Block[];
  readonly printed: {
    readonly title: Said | null;
    readonly text: Said | null;
    readonly values: readonly string[];
    /** Options that would be of interest, and are too many to print. */
    readonly left: number;
  };
}

export interface SectionBlock {
  readonly kind: 'section';
  readonly title: Said;
  readonly text: Part | null;
  /** Side by side where there is room. */
  readonly isSideBySide: boolean;
  readonly blocks: readonly Block[];
}

export interface ListBlock {
  readonly kind: 'list';
  readonly id: string;
  readonly title: Said;
  readonly lead: Said;
  readonly items: readonly Part[];
}

export interface TextBlock {
  readonly kind: 'text';
  readonly text: Part;
}

export type Block =
  | FigureBlock
  | TableBlock
  | MapsBlock
  | CloudsBlock
  | ChoiceBlock
  | SectionBlock
  | ListBlock
  | TextBlock;

/** A small picture of the answer: the score on its scale, or a figure. */
export type Picture =
  | {
      readonly kind: 'ruler';
      readonly ceiling: Ceiling;
      /** The ends of the scale; it grows if a value lies outside. */
      readonly from: number;
      readonly to: number;
      /** Which score, where the question has several. */
      readonly name: Said | null;
      /** What the bar is. */
      readonly realName: Said;
    }
  | { readonly kind: 'figure'; readonly figure: IntervalsFigure };

export interface Answer {
  readonly question: QuestionName;
  readonly title: Said;
  readonly verdict: AnyVerdict;
  readonly tone: Tone;
  readonly sentences: readonly Part[];
  /** What must be said with every answer to this question. */
  readonly note: Said | null;
  readonly picture: Picture | null;
  readonly facts: readonly Fact[];
  /** For the table of answers: the headline number and what it is held against. */
  readonly short: { readonly score: Part; readonly ceiling: Part };
  /** Seen without being asked for. */
  readonly open: readonly ListBlock[];
  /** Seen on request. */
  readonly blocks: readonly Block[];
}
