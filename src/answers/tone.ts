/** Good news, a warning, or neither. */
import type { AnyVerdict, Tone } from './answer.ts';

const TONES: Readonly<Record<AnyVerdict, Tone>> = {
  'as-real': 'good',
  'no-sign': 'good',
  close: 'plain',
  apart: 'warn',
  unusable: 'warn',
  copies: 'warn',
  unknown: 'plain',
  'no-sign-rows': 'plain',
  none: 'plain',
  unmeasured: 'plain',
};

/** That noise is no copy of anyone is no good news. */
export function toneOf(verdict: AnyVerdict, isUnusable: boolean): Tone {
  return isUnusable && verdict === 'no-sign' ? 'plain' : TONES[verdict];
}
