/** English at once, for where it is always spoken: the command line, and tests. The page loads the visitor's language. */
import { en } from './en.ts';
import { createTexts, type Texts } from './translate.ts';

export const englishTexts = (): Texts => createTexts('en', en);
