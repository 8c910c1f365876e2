/** Pairing by sorted order is possible but a risk: it happens only after this is ticked. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { DataReport } from '../../../core/data-report.ts';
import { Notice } from '../../components/notice.tsx';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { OrderExamples } from './order-examples.tsx';
import classes from './order-consent.module.css';

/** Numbers of missing pictures that are named. */
const MOST_NAMED = 10;

export function OrderConsent({ report }: { readonly report: DataReport }) {
  const { t, n } = useTexts();
  const { order } = report.pairing;
  const series = order?.series ?? null;
  const { configureData } = useActions();
  const isLocked = useIsLocked();
  // The visitor may prefer it to ids that were found.
  const wasAsked = report.settings.pairing.method === 'order';
  const isConfirmed = wasAsked && report.settings.pairing.orderConfirmed;
  const [isSure, setSure] = useState(false);
  const undo = (
    <Button
      variant="default"
      disabled={isLocked}
      onClick={() =>
        void configureData({
          ...report.settings,
          pairing: { ...report.settings.pairing, method: 'auto', orderConfirmed: false },
        })
      }
    >
      {t('order.undo')}
    </Button>
  );
  if (isConfirmed) {
    return (
      <Notice tone="warn" actions={undo}>
        {t('pairing.method.order')}
      </Notice>
    );
  }
  return (
    <Notice
      tone="warn"
      title={t(wasAsked ? 'order.title.asked' : 'order.title')}
      testId="order-consent"
      actions={
        <>
          <Button
            disabled={!isSure || isLocked}
            onClick={() =>
              void configureData({
                ...report.settings,
                pairing: { ...report.settings.pairing, method: 'order', orderConfirmed: true },
              })
            }
            data-testid="order-apply"
          >
            {t('order.apply')}
          </Button>
          {wasAsked ? undo : null}
        </>
      }
    >
      <p>
        {series === null
          ? t(wasAsked ? 'order.text.asked' : 'order.text')
          : t('order.series', {
              count: series.missing.length,
              first: series.first,
              last: series.last,
              missing: n.list(series.missing.slice(0, MOST_NAMED).map(String)),
            })}
      </p>
      {order === undefined ? null : <OrderExamples report={report} examples={order.examples} />}
      <p className={classes.risk}>{t(series === null ? 'order.risk' : 'order.risk.series')}</p>
      <Checkbox
        className={classes.consent ?? ''}
        checked={isSure}
        onChange={(event) => setSure(event.currentTarget.checked)}
        label={t(series === null ? 'order.confirm' : 'order.confirm.series')}
        data-testid="order-confirm"
      />
    </Notice>
  );
}
