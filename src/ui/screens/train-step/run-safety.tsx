/** How far the training is kept on this computer, and what interrupted it. */
import type { SaveNote } from '../../../core/kept-run.ts';
import type { Texts } from '../../../i18n/translate.ts';
import type { Live } from '../../../store/session-state.ts';
import { Notice } from '../../components/notice.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './run-status.module.css';

export function RunSafety({ live }: { readonly live: Live }) {
  const texts = useTexts();
  const { saved, incidents } = live;
  return (
    <>
      {saved === null ? null : (
        <p className={classes.machine} role="status" data-testid="saved" data-saved={saved.kind}>
          {sentence(saved, texts)}
        </p>
      )}
      {incidents.length === 0 ? null : (
        <Notice tone="warn" testId="incidents">
          {incidents.map(({ kind, epoch, backTo, at }) => (
            <p key={at}>{texts.t(`incident.${kind}`, { epoch, backTo })}</p>
          ))}
        </Notice>
      )}
    </>
  );
}

function sentence(note: SaveNote, { t, n }: Pick<Texts, 't' | 'n'>): string {
  if (note.kind === 'saved') return t('saved.at', { epoch: note.epoch, moment: n.moment(note.at) });
  return t(note.reason === 'disk-full' ? 'saved.full' : 'saved.failed');
}
