/** What to do. Where nothing but software tests can be recommended, that comes first, and no use is recommended after it. */
import { type Part, type Said, say, sentences } from '../i18n/said.ts';
import type { AnyVerdict } from './answer.ts';

export const UNUSABLE = sentences([say('todo.testsOnly'), say('todo.train')]);

/** `own`: what the question by itself recommends; kept beside the warning where it says how to come nearer to real. */
export function todoOf(own: Said, verdict: AnyVerdict, isUnusable: boolean): Part {
  if (!isUnusable) return own;
  const isAdvice = verdict === 'apart' || verdict === 'unknown' || verdict === 'none';
  return isAdvice ? sentences([say('todo.testsOnly'), own]) : UNUSABLE;
}
