/** Why a file cannot be used, in words. */
import type { RejectedFile } from '../core/data-report.ts';
import type { Texts } from './translate.ts';

export function rejectedText({ t, coded }: Pick<Texts, 't' | 'coded'>, { reason, looksLike }: RejectedFile): string {
  return t(`rejected.${reason}`, { looksLike: coded('looksLike', looksLike) });
}
