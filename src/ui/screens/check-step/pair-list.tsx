/** Every pair by line and file name, a page at a time, to look through and to save. Asked for only when it is opened. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { AppError, type AppErrorData } from '../../../core/app-error.ts';
import type { DataReport, PairLine } from '../../../core/data-report.ts';
import { csvOf } from '../../../i18n/spreadsheet-text.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { useActions } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './pair-list.module.css';

const PAGE = 25;

type Listed =
  | { readonly status: 'closed' | 'loading' }
  | { readonly status: 'open'; readonly of: DataReport; readonly lines: readonly PairLine[] }
  | { readonly status: 'failed'; readonly error: AppErrorData };

export function PairList({ report }: { readonly report: DataReport }) {
  const { t } = useTexts();
  const { listPairs } = useActions();
  const [listed, setListed] = useState<Listed>({ status: 'closed' });
  const open = async (): Promise<void> => {
    setListed({ status: 'loading' });
    try {
      setListed({ status: 'open', of: report, lines: await listPairs() });
    } catch (thrown) {
      setListed({ status: 'failed', error: AppError.from(thrown).toData() });
    }
  };
  // Pairs of other settings are no longer those that will be used.
  const isOpen = listed.status === 'open' && listed.of === report;
  return (
    <div className={classes.list}>
      <div>
        <Button
          variant="default"
          size="sm"
          loading={listed.status === 'loading'}
          aria-expanded={isOpen}
          onClick={() => (isOpen ? setListed({ status: 'closed' }) : void open())}
          data-testid="open-pairs"
        >
          {t(isOpen ? 'pairList.close' : 'pairList.open')}
        </Button>
      </div>
      {listed.status === 'failed' ? <ErrorNotice error={listed.error} /> : null}
      {isOpen ? <Pages lines={listed.lines} /> : null}
    </div>
  );
}

function Pages({ lines }: { readonly lines: readonly PairLine[] }) {
  const { t, n } = useTexts();
  const { saveText } = useActions();
  const [wanted, setWanted] = useState('');
  const [page, setPage] = useState(0);
  const part = wanted.trim().toLowerCase();
  const shown =
    part === '' ? lines : lines.filter(({ key, picture }) => `${key}\n${picture}`.toLowerCase().includes(part));
  const first = page * PAGE;
  const last = Math.min(first + PAGE, shown.length);
  const headers = [
    t('pairList.column.line'),
    t('pairList.column.key'),
    t('pairList.column.picture'),
    t('pairList.column.found'),
  ];
  const save = (): void => {
    const rows = lines.map(({ line, key, picture, found }) => [
      String(line),
      key,
      picture,
      t(`pairList.found.${found}`),
    ]);
    saveText(csvOf([headers, ...rows]), 'pairings.csv', 'text/csv');
  };
  return (
    <>
      <TextInput
        className={classes.search ?? ''}
        label={t('pairList.search')}
        placeholder={t('pairList.searchFor')}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setPage(0);
        }}
        data-testid="search-pairs"
      />
      <table className={classes.table} data-testid="pair-list">
        <thead>
          <tr>
            {headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.slice(first, last).map(({ line, key, picture, found }) => (
            <tr key={`${line} ${picture}`}>
              <td className={classes.line}>{line}</td>
              <td>{key}</td>
              <td>{picture}</td>
              <td className={classes.found}>{t(`pairList.found.${found}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.pages}>
        <Button
          variant="default"
          size="sm"
          disabled={page === 0}
          onClick={() => setPage(page - 1)}
          data-testid="pairs-earlier"
        >
          {t('pairList.earlier')}
        </Button>
        <Button
          variant="default"
          size="sm"
          disabled={last >= shown.length}
          onClick={() => setPage(page + 1)}
          data-testid="pairs-later"
        >
          {t('pairList.later')}
        </Button>
        <span role="status" data-testid="pairs-shown">
          {t('pairList.shown', { count: shown.length })}
          {shown.length > PAGE
            ? ` · ${t('pairList.range', { first: n.integer(first + 1), last: n.integer(last) })}`
            : null}
        </span>
        <Button
          variant="default"
          size="sm"
          leftSection={<Icon name="download" />}
          onClick={save}
          data-testid="save-pairs"
        >
          {t('pairList.save')}
        </Button>
      </div>
    </>
  );
}
