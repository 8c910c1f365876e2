/** What to do. Where nothing but software tests can be recommended, that comes first, and no use is recommended after it. */
import type { Key } from '../i18n/languages.ts';
import { type Part, type Said, say, sentences } from '../i18n/said.ts';
import type { AnyVerdict } from './answer.ts';

export const UNUSABLE = sentences([say('todo.testsOnly'), say('todo.train')]);

/** `own`: what the question by itself recommends; kept beside the warning where it says how to come nearer to real. */
export function todoOf(own: Said, verdict: AnyVerdict, isUnusable: boolean): Part {
  if (!isUnusable) return own;
  const isAdvice = verdict === 'apart' || verdict === 'unknown' || verdict === 'none';
  return isAdvice ? sentences([say('todo.testsOnly'), own]) : UNUSABLE;
}

/** Texts that recommend to train longer. */
const TRAIN_LONGER: ReadonlySet<Key> = new Set([
  'todo.train',
  'columns.todo.close',
  'columns.todo.apart',
  'pairs.todo.close',
  'pairs.todo.apart',
  'ecgs.todo.close',
  'ecgs.todo.apart',
  'joint.todo.close',
  'joint.todo.apart',
]);

/** Whether what is recommended is, among others, a longer training: it can then be had at a press. */
export function advisesTraining(part: Part): boolean {
  if (typeof part === 'string') return false;
  if ('key' in part) return TRAIN_LONGER.has(part.key);
  return part.form === 'sentences' && part.parts.some(advisesTraining);
}
