/** How rows found their pictures. */
import type { DataReport } from '../../core/data-report.ts';
import type { Texts } from '../../i18n/translate.ts';

/** A pair that shows how it was found; one that is found by something personal is only pointed to. */
function example({ pairing: { example: found }, table }: DataReport, { t, n }: Pick<Texts, 't' | 'n'>): string | null {
  if (found === null) return null;
  if ('id' in found) return t('pairing.example', found);
  const line = n.integer(table?.rowLines[found.row] ?? found.row + 2);
  return t('pairing.example.hidden', { line, picture: n.integer(found.picture + 1) });
}

/** How rows found their pictures, with a pair that shows it. By order nobody is paired before it is confirmed. */
export function pairingWords(report: DataReport, texts: Pick<Texts, 't' | 'n'>): string {
  const { pairing } = report;
  const [first] = pairing.pairs;
  if (first?.found === 'inside') return texts.t('pairing.inside', { column: pairing.keyColumn ?? '' });
  const method = first === undefined && pairing.method === 'order' ? 'none' : pairing.method;
  const words = [texts.t(`pairing.method.${method}`, { column: pairing.keyColumn ?? '' }), example(report, texts)];
  return words.filter((word) => word !== null).join(' ');
}
