/**
 * What was measured of the network that makes an archive's pairs, as the page says it: written into the archive's data card
 * and manifest. Texts are in the visitor's language; codes and numbers are for programs.
 */
import type { Ceiling } from './comparison.ts';

export interface MeasuredAnswer {
  /** Codes of question and verdict, the same in every language. */
  readonly question: string;
  readonly verdict: string;
  readonly title: string;
  readonly verdictText: string;
  /** The headline number, and what two halves of the real patients reach. */
  readonly score: string;
  readonly ceilingText: string;
  /** The numbers behind them, where the answer has one score. */
  readonly ceiling: Ceiling | null;
  readonly sentences: readonly string[];
  readonly todo: string | null;
}

export interface MeasuredFacts {
  /** SHA-256 of the generator that was measured: pairs of any other have not been. */
  readonly modelSha256: string;
  readonly rows: { readonly real: number; readonly synthetic: number };
  /** What decides about everything; null where the questions speak for themselves. */
  readonly deciding: string | null;
  readonly answers: readonly MeasuredAnswer[];
  /** The whole report as a page that stands alone. */
  readonly reportHtml: string;
}
