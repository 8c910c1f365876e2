/** Pairs and patients in words: “500 ECGs of 466 patients” where persons can be told, else “500 patients”. */
import type { PairCounts } from '../core/trained-on.ts';
import type { Texts } from './translate.ts';

export function countPeople({ patients, persons = patients }: PairCounts, { t }: Pick<Texts, 't'>): string {
  if (persons >= patients) return t('count.patients', { count: patients });
  return t('count.ecgsOf', { ecgs: t('count.ecgs', { count: patients }), count: persons });
}
