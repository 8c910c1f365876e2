/** Four ways to check that nothing leaves, none of which needs trust in us. */
import { type ReactNode, useSyncExternalStore } from 'react';
import type { Key } from '../../i18n/languages.ts';
import { PAGE_POLICY } from '../../offline/policy.ts';
import type { OfflineState } from '../../platform/offline.ts';
import { useOffline } from '../context/offline-store.ts';
import { sentMeter } from '../context/sent-meter-store.ts';
import { useTexts } from '../context/texts-context.tsx';
import { type DialogState, ReadingDialog } from './reading-dialog.tsx';
import classes from './proof-dialog.module.css';

function keptKey(state: OfflineState) {
  switch (state.status) {
    case 'waiting':
    case 'fetching':
      return 'offline.waiting';
    case 'kept':
      return state.isComplete ? 'offline.whole' : 'offline.partly';
    case 'unavailable':
      return 'offline.unavailable';
    default:
      return state satisfies never;
  }
}

export function ProofDialog({ isOpen, onClose }: DialogState) {
  const { t, n } = useTexts();
  const kept = useOffline();
  const sent = useSyncExternalStore(sentMeter.subscribe, sentMeter.get);
  return (
    <ReadingDialog isOpen={isOpen} onClose={onClose} title={t('proof.title')}>
      <div data-testid="proof">
        <p>{t('proof.lead')}</p>
        <ol className={classes.ways}>
          <Way title="proof.network.title">
            <p>{t('proof.network.text')}</p>
            <p className={classes.state} data-testid="offline-state" data-status={kept.status}>
              {t(keptKey(kept))}
            </p>
          </Way>
          <Way title="proof.panel.title">
            <p>{t('proof.panel.text')}</p>
          </Way>
          <Way title="proof.policy.title">
            <p>{t('proof.policy.text')}</p>
            <code className={classes.policy}>Content-Security-Policy: {PAGE_POLICY}</code>
          </Way>
          <Way title="proof.counter.title">
            <p>{t('proof.counter.text', { bytes: n.bytes(sent.bytes) })}</p>
          </Way>
        </ol>
      </div>
    </ReadingDialog>
  );
}

function Way({ title, children }: { readonly title: Key & `proof.${string}.title`; readonly children: ReactNode }) {
  const { t } = useTexts();
  return (
    <li>
      <h3>{t(title)}</h3>
      {children}
    </li>
  );
}
