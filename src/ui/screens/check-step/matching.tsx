/** What goes into the training and what is left out, counted and named. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { pairingWords } from '../../../answers/input/pairing-words.ts';
import type { DataReport } from '../../../core/data-report.ts';
import { csvOf } from '../../../i18n/spreadsheet-text.ts';
import { leftOut, type LeftOutGroup } from '../../../i18n/left-out.ts';
import { Icon } from '../../components/icons.tsx';
import { Sheet } from '../../components/screen.tsx';
import { useActions } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './matching.module.css';
import { PairList } from './pair-list.tsx';
import { PairingSelects } from './pairing-choice.tsx';

export function Matching({ report }: { readonly report: DataReport }) {
  const texts = useTexts();
  const { t, n } = texts;
  const { pairing, images } = report;
  const { saveText } = useActions();
  const lines = leftOut(report, texts);
  return (
    <Sheet title={t('matching.title')} testId="matching">
      <p className={classes.method}>{pairingWords(report, texts)}</p>
      {images.readable === 0 ? null : <PairingSelects report={report} />}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('matching.column.what')}</th>
            <th scope="col" className={classes.count}>
              {t('matching.column.count')}
            </th>
            <th scope="col">{t('matching.column.happens')}</th>
            <th scope="col">{t('matching.column.which')}</th>
          </tr>
        </thead>
        <tbody>
          <tr className={classes.matched}>
            <th scope="row">{t('matching.matched')}</th>
            <td className={classes.count} data-testid="matched-count">
              {n.integer(pairing.pairs.length - images.leftOutSame.length)}
            </td>
            <td>{t('matching.happens.matched')}</td>
            <td />
          </tr>
          {lines.map((line) => (
            <tr key={line.key} data-testid={`matching-${line.key}`}>
              <th scope="row">{line.what}</th>
              <td className={classes.count}>{n.integer(line.count)}</td>
              <td>{line.happens}</td>
              <td>
                <Names names={line.which} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length === 0 ? null : (
        <div>
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon name="download" />}
            onClick={() => saveText(listOf(lines), 'left-out.csv', 'text/csv')}
            data-testid="save-left-out"
          >
            {t('matching.save')}
          </Button>
        </div>
      )}
      {pairing.pairs.length === 0 ? null : <PairList report={report} />}
      {lines.length === 0 && pairing.pairs.length > 0 ? <p className={classes.method}>{t('matching.allIn')}</p> : null}
    </Sheet>
  );
}

/** Without a header: what, which, and what happens. */
function listOf(lines: readonly LeftOutGroup[]): string {
  return csvOf(lines.flatMap(({ what, happens, which }) => which.map((one) => [what, one, happens])));
}

const SHOWN = 4;
/** A list longer than this is of no use on the screen. */
const MOST = 500;

function Names({ names }: { readonly names: readonly string[] }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const shown = names.slice(0, isOpen ? MOST : SHOWN);
  const rest = names.length - shown.length;
  return (
    <span className={classes.names}>
      {shown.join(', ')} {rest > 0 ? t('count.more', { count: rest }) : null}{' '}
      {names.length > SHOWN ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'matching.hide' : 'matching.show')}
        </Button>
      ) : null}
    </span>
  );
}
