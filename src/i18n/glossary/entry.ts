/** One word of the trade, explained. */
export interface GlossaryEntry {
  /** As it heads the list. */
  readonly term: string;
  /** The term in a sentence, with its endings: the source of a regular expression, matched from the beginning of a word. */
  readonly pattern: string;
  readonly text: string;
}
