/**
 * The synthetic ECGs that come closest to a real one, each beside its nearest training patient, with both rows. To look at:
 * nothing here can be saved.
 */
import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { NearestPatient } from '../../../../core/report/ecg-comparison.ts';
import type { NearestPairs } from '../../../../worker/protocol.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { useActions, useSession } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { Picture } from '../../../pictures/picture.tsx';
import classes from './nearest-viewer.module.css';
import questionClasses from './question.module.css';

export function NearestViewer({ closest }: { readonly closest: readonly NearestPatient[] }) {
  const { t } = useTexts();
  const nearest = useSession((s) => s.nearest);
  const hasModel = useSession((s) => s.hasModel);
  const { showNearest, openStep } = useActions();
  if (closest.length === 0) return null;
  return (
    <section className={questionClasses.group} data-testid="nearest" data-status={nearest.status}>
      <h3>{t('nearest.title')}</h3>
      <p className={questionClasses.text}>{t('nearest.text', { count: closest.length })}</p>
      {nearest.status === 'ready' ? (
        <Pairs closest={closest} pairs={nearest.pairs} />
      ) : (
        <>
          {nearest.status === 'failed' ? <ErrorNotice error={nearest.error} /> : null}
          <div>
            <Button
              variant="default"
              size="sm"
              loading={nearest.status === 'loading'}
              onClick={() => void showNearest()}
              data-testid="show-nearest"
            >
              {t('nearest.show')}
            </Button>
          </div>
        </>
      )}
      <p className={questionClasses.text}>{t('nearest.leaveOut')}</p>
      <div>
        <Button variant="default" size="sm" disabled={!hasModel} onClick={() => openStep('download')}>
          {t('nearest.toDownload')}
        </Button>
      </div>
    </section>
  );
}

/** Which of `count` an arrow key leads to; undefined for another key. */
function target(key: string, index: number, count: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowUp: index - 1,
    ArrowRight: index + 1,
    ArrowDown: index + 1,
    Home: 0,
    End: count - 1,
  };
  const next = moves[key];
  return next === undefined ? undefined : (next + count) % count;
}

interface PairsProps {
  readonly closest: readonly NearestPatient[];
  readonly pairs: NearestPairs;
}

function Pairs({ closest, pairs }: PairsProps) {
  const { t, n } = useTexts();
  const [chosen, setChosen] = useState(0);
  const items = useRef<(HTMLButtonElement | null)[]>([]);
  const count = Math.min(closest.length, pairs.synthetic.count, pairs.real.count);
  const one = closest[chosen];
  const move = (event: KeyboardEvent): void => {
    const next = target(event.key, chosen, count);
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
    items.current[next]?.focus();
  };
  if (one === undefined) return null;
  return (
    <div className={classes.viewer}>
      <div className={classes.list} role="group" aria-label={t('nearest.list')}>
        {closest.slice(0, count).map((patient, i) => (
          <button
            key={patient.pair}
            ref={(element) => {
              items.current[i] = element;
            }}
            type="button"
            className={classes.item}
            aria-label={t('nearest.item', { number: i + 1, count, correlation: n.decimal(patient.correlation) })}
            aria-pressed={i === chosen}
            tabIndex={i === chosen ? 0 : -1}
            onClick={() => setChosen(i)}
            onKeyDown={move}
            data-testid={`nearest-${i + 1}`}
          >
            <Picture view={pairs.synthetic} index={i} kind="synthetic" label="" canEnlarge={false} />
            <span>{n.integer(i + 1)}</span>
          </button>
        ))}
      </div>
      <div className={classes.detail}>
        <div className={classes.pictures}>
          <figure>
            <Picture
              view={pairs.synthetic}
              index={chosen}
              kind="synthetic"
              label={t('nearest.synthetic', { number: one.pair + 1 })}
            />
            <figcaption className={classes.synthetic}>{t('nearest.synthetic', { number: one.pair + 1 })}</figcaption>
          </figure>
          <figure>
            <Picture view={pairs.real} index={chosen} kind="real" label={t('nearest.real')} />
            <figcaption className={classes.real}>{t('nearest.real')}</figcaption>
          </figure>
        </div>
        <p role="status">
          {t('nearest.facts', { distance: n.decimal(one.distance, 3), correlation: n.decimal(one.correlation) })}{' '}
          {one.isRowToo ? <strong>{t('nearest.rowToo')}</strong> : t('nearest.rowOther')}
        </p>
        <Rows pairs={pairs} index={chosen} />
      </div>
    </div>
  );
}

function Rows({ pairs, index }: { readonly pairs: NearestPairs; readonly index: number }) {
  const { t } = useTexts();
  const { synthetic, real } = pairs;
  const show = (text: string): string => (text === '' ? t('row.empty') : text);
  const rows = synthetic.columns.map((name, i) => {
    const at = real.columns.indexOf(name);
    return { name, made: synthetic.rows[index]?.[i] ?? '', real: real.rows[index]?.[at] ?? '' };
  });
  const same = rows.filter((row) => row.made === row.real).length;
  return (
    <>
      <p>{t('nearest.sameCount', { same, total: rows.length })}</p>
      {/* A scrolling region has to be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.scroll} role="region" aria-label={t('compare.rows')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('compare.column')}</th>
              <th scope="col" className={classes.synthetic}>
                {t('kind.synthetic')}
              </th>
              <th scope="col" className={classes.real}>
                {t('kind.real')}
              </th>
              <th scope="col">
                <span className={classes.hidden}>{t('nearest.same')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name} data-same={row.made === row.real}>
                <th scope="row">{row.name}</th>
                <td>{show(row.made)}</td>
                <td>{show(row.real)}</td>
                <td>{row.made === row.real ? t('nearest.same') : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
