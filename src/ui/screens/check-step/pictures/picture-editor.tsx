/**
 * Photographs and scans made ready: turned upright, straightened, cut to the ECG, names and dates painted over. For all
 * pictures at once, or for one that lies otherwise. Nothing happens to the visitor's files.
 */
import { Button, SegmentedControl, Slider } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { AppError, type AppErrorData } from '../../../../core/app-error.ts';
import type { DataReport } from '../../../../core/data-report.ts';
import { editOf, MOST_TILT, NO_EDITS, type Rectangle, sameEdits } from '../../../../core/picture-edit.ts';
import type { PairView, PictureToEdit } from '../../../../worker/protocol.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { useActions, useIsLocked, useSession } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { Picture } from '../../../pictures/picture.tsx';
import { changeEdit, FIRST_MASK, isUnedited, offeredMask, type Reach, turned, WHOLE } from './edit-draft.ts';
import { PictureCanvas } from './picture-canvas.tsx';
import classes from './picture-editor.module.css';
import { RectangleFields } from './rectangle-fields.tsx';

interface Shown {
  readonly picture: PictureToEdit;
  readonly image: ImageBitmap;
}

function resultView({ result }: PictureToEdit): PairView {
  return { size: result.size, count: 1, images: result.pixels, columns: [], rows: [] };
}

/** The picture at a position, decoded; again when all have been read again. */
function useShown(position: number, isLoading: boolean): { shown: Shown | null; error: AppErrorData | null } {
  const { pictureToEdit } = useActions();
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<AppErrorData | null>(null);
  useEffect(() => {
    if (isLoading) return;
    let isCurrent = true;
    const open = async (): Promise<void> => {
      try {
        const picture = await pictureToEdit(position);
        const image = await createImageBitmap(picture.image);
        if (!isCurrent) return;
        setError(null);
        setShown({ picture, image });
      } catch (thrown) {
        if (isCurrent) setError(AppError.from(thrown).toData());
      }
    };
    void open();
    return () => {
      isCurrent = false;
    };
  }, [position, isLoading, pictureToEdit]);
  return { shown, error };
}

export function PictureEditor({ report }: { readonly report: DataReport }) {
  const { t } = useTexts();
  const { applyPictures, draftPictures } = useActions();
  const isLocked = useIsLocked();
  const isLoading = useSession((s) => s.data.status === 'loading');
  const [position, setPosition] = useState(0);
  const draft = useSession((s) => s.pictureDraft) ?? report.settings.pictures;
  const [reach, setReach] = useState<Reach>('all');
  const [tool, setTool] = useState<'crop' | 'mask'>('crop');
  const { shown, error } = useShown(position, isLoading);
  const editor = useRef<HTMLDivElement>(null);
  const isOpen = shown !== null;
  // It opens at the bottom of the page, where nobody would see it.
  useEffect(() => {
    if (isOpen) editor.current?.scrollIntoView({ block: 'start' });
  }, [isOpen]);
  if (error !== null) return <ErrorNotice error={error} />;
  if (shown === null) return <p role="status">{t('edit.loading')}</p>;

  const { picture, image } = shown;
  const target = { sha256: picture.sha256, reach };
  const edit = editOf(draft, picture.sha256);
  const change = (part: Partial<typeof edit>): void => draftPictures(changeEdit(draft, target, part));
  const setMask = (index: number, mask: Rectangle | null): void => {
    const masks = mask === null ? draft.masks.toSpliced(index, 1) : draft.masks.toSpliced(index, 1, mask);
    draftPictures({ ...draft, masks });
  };
  const addMask = (mask: Rectangle): void => draftPictures({ ...draft, masks: [...draft.masks, mask] });
  const offered = offeredMask(draft, edit, picture.printed);
  const isApplied = sameEdits(draft, report.settings.pictures);
  return (
    <div ref={editor} className={classes.editor} data-testid="picture-editor">
      <div className={classes.left}>
        <PictureCanvas
          image={image}
          edit={edit}
          masks={draft.masks}
          onDraw={(rectangle) => (tool === 'crop' ? change({ crop: rectangle }) : addMask(rectangle))}
        />
        <div className={classes.row}>
          <Button
            variant="default"
            size="sm"
            onClick={() => setPosition((position + picture.total - 1) % picture.total)}
          >
            {t('edit.previous')}
          </Button>
          <span>{t('edit.which', { number: position + 1, total: picture.total })}</span>
          <Button variant="default" size="sm" onClick={() => setPosition((position + 1) % picture.total)}>
            {t('edit.next')}
          </Button>
        </div>
        <figure className={classes.result}>
          <Picture view={resultView(picture)} index={0} kind="real" label={t('edit.result')} />
          <figcaption>{t(isApplied ? 'edit.result' : 'edit.result.before')}</figcaption>
        </figure>
      </div>
      <div className={classes.right}>
        <SegmentedControl
          aria-label={t('edit.tool')}
          value={tool}
          onChange={(value) => setTool(value === 'mask' ? 'mask' : 'crop')}
          data={[
            { value: 'crop', label: t('edit.crop') },
            { value: 'mask', label: t('edit.mask') },
          ]}
        />
        {offered === null ? null : (
          <div className={classes.reach} data-testid="printed-lines">
            <span>{t('edit.mask.found')}</span>
            <Button variant="default" size="sm" onClick={() => addMask(offered)}>
              {t('edit.mask.found.do')}
            </Button>
          </div>
        )}
        <p className={classes.hint}>{t(tool === 'crop' ? 'edit.crop.hint' : 'edit.mask.hint')}</p>
        <div className={classes.reach}>
          <span id="edit-reach">{t('edit.reach')}</span>
          <SegmentedControl
            aria-labelledby="edit-reach"
            value={reach}
            onChange={(value) => setReach(value === 'this' ? 'this' : 'all')}
            data={[
              { value: 'all', label: t('edit.reach.all') },
              { value: 'this', label: t('edit.reach.this') },
            ]}
          />
        </div>
        <div className={classes.row}>
          <Button variant="default" size="sm" onClick={() => change(turned(edit, -1))}>
            {t('edit.turn.left')}
          </Button>
          <Button variant="default" size="sm" onClick={() => change(turned(edit, 1))} data-testid="turn-right">
            {t('edit.turn.right')}
          </Button>
        </div>
        <div>
          <span>{t('edit.tilt', { degrees: edit.tilt })}</span>
          <Slider
            thumbLabel={t('edit.tilt', { degrees: edit.tilt })}
            label={null}
            min={-MOST_TILT}
            max={MOST_TILT}
            step={0.5}
            value={edit.tilt}
            onChange={(tilt) => change({ tilt })}
          />
        </div>
        {edit.crop === null ? (
          <Button variant="default" size="sm" onClick={() => change({ crop: WHOLE })}>
            {t('edit.crop.numbers')}
          </Button>
        ) : (
          <RectangleFields
            title={t('edit.crop')}
            rectangle={edit.crop}
            onChange={(crop) => change({ crop })}
            onRemove={() => change({ crop: null })}
          />
        )}
        {draft.masks.map((mask, i) => (
          <RectangleFields
            key={`${i}`}
            title={t('edit.mask.number', { number: i + 1 })}
            rectangle={mask}
            onChange={(next) => setMask(i, next)}
            onRemove={() => setMask(i, null)}
          />
        ))}
        <Button variant="default" size="sm" onClick={() => addMask(FIRST_MASK)}>
          {t('edit.mask.add')}
        </Button>
        <Button
          variant="subtle"
          disabled={isUnedited(draft) || isLocked || isLoading}
          onClick={() =>
            isUnedited(report.settings.pictures) ? draftPictures(NO_EDITS) : void applyPictures(NO_EDITS)
          }
        >
          {t('edit.reset')}
        </Button>
      </div>
    </div>
  );
}
