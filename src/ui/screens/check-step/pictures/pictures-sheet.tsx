/** Pictures of the Check step: what is there twice, and the editor behind a button. */
import { Button, Checkbox } from '@mantine/core';
import { type DataReport, repeatsOf } from '../../../../core/data-report.ts';
import { Notice } from '../../../components/notice.tsx';
import { Sheet } from '../../../components/screen.tsx';
import { useActions, useIsLocked } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { isUnedited } from './edit-draft.ts';
import { PictureEditor } from './picture-editor.tsx';
import classes from './picture-editor.module.css';

function SamePictures({ report }: { readonly report: DataReport }) {
  const { t, n } = useTexts();
  const { configureData } = useActions();
  const isLocked = useIsLocked();
  const { same, readable } = report.images;
  const [exact, near] = [repeatsOf(same.exact), repeatsOf(same.near)];
  if (exact + near === 0) return null;
  const groups = [...same.exact, ...same.near];
  return (
    <Notice tone="warn" title={t('same.title')} testId="same-pictures">
      <p>
        {t('same.text', {
          exact: n.integer(exact),
          near: n.integer(near),
          different: n.integer(readable - exact - near),
          total: n.integer(readable),
        })}
      </p>
      <details>
        <summary>{t('same.which', { count: groups.length })}</summary>
        <ul>
          {groups.slice(0, 500).map((group) => (
            <li key={group.join('\n')}>{group.join(' = ')}</li>
          ))}
        </ul>
      </details>
      <Checkbox
        checked={report.settings.sameOnce}
        disabled={isLocked}
        label={t('same.once')}
        onChange={(event) => void configureData({ ...report.settings, sameOnce: event.currentTarget.checked })}
        data-testid="same-once"
      />
    </Notice>
  );
}

/** Simulated ECGs are drawn as they should be. */
export function canEditPictures({ source, images }: DataReport): boolean {
  return source !== 'demo' && images.readable > 0;
}

interface PicturesSheetProps {
  readonly report: DataReport;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

export function PicturesSheet({ report, isOpen, onOpen }: PicturesSheetProps) {
  const { t } = useTexts();
  if (!canEditPictures(report)) return null;
  const isEdited = !isUnedited(report.settings.pictures);
  return (
    <Sheet title={t('edit.title')} testId="pictures-sheet">
      <SamePictures report={report} />
      <div className={classes.summary}>
        <p>{t(isEdited ? 'edit.text.edited' : 'edit.text')}</p>
        <Button
          variant="default"
          aria-expanded={isOpen}
          onClick={() => onOpen(!isOpen)}
          data-testid="open-picture-editor"
        >
          {t(isOpen ? 'edit.close' : 'edit.open')}
        </Button>
      </div>
      {isOpen ? <PictureEditor report={report} /> : null}
    </Sheet>
  );
}
