/**
 * Photographs and scans among the pictures: whether they are straightened, each beside what becomes of it, and what can be said
 * otherwise of one: turned, or left as it is.
 */
import { Button, Radio, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { photographSummary, photographWords } from '../../../../answers/input/photograph-notes.ts';
import { AppError, type AppErrorData } from '../../../../core/app-error.ts';
import type { DataReport, PhotographReport } from '../../../../core/data-report.ts';
import { editOf, type PictureEdit, type QuarterTurns } from '../../../../core/picture-edit.ts';
import type { StraightenedView } from '../../../../worker/protocol.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { Sheet } from '../../../components/screen.tsx';
import { useActions, useIsLocked, useSession } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { Picture } from '../../../pictures/picture.tsx';
import { changeEdit } from './edit-draft.ts';
import classes from './photographs-sheet.module.css';

const SHOWN = 6;

/** Read again when the pictures are. */
function useStraightened(
  shown: readonly PhotographReport[],
  isLoading: boolean,
): StraightenedView | AppErrorData | null {
  const { straightened } = useActions();
  const [view, setView] = useState<StraightenedView | AppErrorData | null>(null);
  const positions = shown.map(({ position }) => position).join(' ');
  useEffect(() => {
    if (isLoading) return;
    let isCurrent = true;
    straightened(positions.split(' ').map(Number)).then(
      (next) => {
        if (isCurrent) setView(next);
      },
      (thrown: unknown) => {
        if (isCurrent) setView(AppError.from(thrown).toData());
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [positions, isLoading, straightened]);
  return view;
}

function turnedBy({ turns }: PictureEdit, by: 1 | 2): Pick<PictureEdit, 'turns' | 'crop'> {
  // A rectangle of the picture before it was turned is none of the picture after.
  return { turns: ((turns + by) % 4) as QuarterTurns, crop: null };
}

interface ItemProps {
  readonly report: DataReport;
  readonly photograph: PhotographReport;
  readonly view: StraightenedView;
  readonly index: number;
}

function Photograph({ report, photograph, view, index }: ItemProps) {
  const texts = useTexts();
  const { t } = texts;
  const { applyPictures } = useActions();
  const isLocked = useIsLocked();
  const isLoading = useSession((s) => s.data.status === 'loading');
  const { look, asItIs, sha256 } = photograph;
  const { pictures } = report.settings;
  const edit = editOf(pictures, sha256);
  const change = (to: PictureEdit): void => {
    const { [sha256]: _, ...own } = pictures.own;
    void applyPictures(changeEdit({ ...pictures, own }, { sha256, reach: 'this' }, to));
  };
  const { asItIs: __, ...straight } = edit;
  const isDisabled = isLocked || isLoading;
  return (
    <li className={classes.item} data-testid="photograph">
      <div className={classes.pair}>
        <figure>
          <Picture view={view.before} index={index} kind="real" label={t('photos.before')} />
          <figcaption>{t('photos.before')}</figcaption>
        </figure>
        <figure>
          <Picture view={view.after} index={index} kind="real" label={t('photos.after')} />
          <figcaption>{t(look.kind === 'found' && !asItIs ? 'photos.after' : 'photos.before')}</figcaption>
        </figure>
      </div>
      <p>{photographWords(photograph, texts)}</p>
      {look.kind === 'found' && !asItIs && !look.finding.isUpSure ? <p>{t('photos.item.unsure')}</p> : null}
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="xs"
          disabled={isDisabled}
          onClick={() => change({ ...edit, ...turnedBy(edit, 1) })}
        >
          {t('photos.turn')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={isDisabled}
          onClick={() => change({ ...edit, ...turnedBy(edit, 2) })}
        >
          {t('photos.half')}
        </Button>
        {look.kind === 'lost' ? null : (
          <Button
            variant="default"
            size="xs"
            disabled={isDisabled}
            onClick={() => change(asItIs ? straight : { ...edit, asItIs: true })}
            data-testid="leave-as-it-is"
          >
            {t(asItIs ? 'photos.straighten' : 'photos.leave')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Those that somebody should look at come first. */
function inOrderOfDoubt(photographs: readonly PhotographReport[]): PhotographReport[] {
  const doubt = ({ look }: PhotographReport): number => (look.kind === 'lost' ? 2 : look.finding.isUpSure ? 0 : 1);
  return photographs.toSorted((a, b) => doubt(b) - doubt(a));
}

function Pairs({ report }: { readonly report: DataReport }) {
  const { t } = useTexts();
  const isLoading = useSession((s) => s.data.status === 'loading');
  const [start, setStart] = useState(0);
  const all = inOrderOfDoubt(report.images.photographs);
  const first = Math.min(start, all.length - 1);
  const shown = all.slice(first, first + SHOWN);
  const view = useStraightened(shown, isLoading);
  if (view === null) return <p role="status">{t('photos.loading')}</p>;
  if ('code' in view) return <ErrorNotice error={view} />;
  return (
    <>
      <ul className={classes.list}>
        {shown.slice(0, view.before.count).map((photograph, i) => (
          <Photograph key={photograph.position} report={report} photograph={photograph} view={view} index={i} />
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button variant="default" size="sm" disabled={first === 0} onClick={() => setStart(Math.max(0, first - SHOWN))}>
          {t('edit.previous')}
        </Button>
        <span>{t('photos.which', { first: first + 1, last: first + shown.length, total: all.length })}</span>
        <Button
          variant="default"
          size="sm"
          disabled={first + SHOWN >= all.length}
          onClick={() => setStart(first + SHOWN)}
        >
          {t('edit.next')}
        </Button>
      </div>
    </>
  );
}

export function PhotographsSheet({ report }: { readonly report: DataReport }) {
  const texts = useTexts();
  const { t } = texts;
  const { configureData, setStraighten } = useActions();
  const straighten = useSession((s) => s.config.straighten);
  const isLocked = useIsLocked();
  const [isOpen, setOpen] = useState(false);
  const { photographs } = report.images;
  if (photographs.length === 0) return null;
  const isOn = straighten === 'auto';
  const hasLost = photographs.some(({ look }) => look.kind === 'lost');
  return (
    <Sheet title={t('photos.title')} testId="photographs">
      <p>{photographSummary(report, straighten, texts).join(' ')}</p>
      <Switch
        checked={isOn}
        disabled={isLocked}
        label={t('photos.switch')}
        onChange={(event) => setStraighten(event.currentTarget.checked ? 'auto' : 'off')}
        data-testid="straighten"
      />
      {isOn && hasLost ? (
        <Radio.Group
          label={t('photos.lost.what')}
          value={report.settings.onlyStraight === true ? 'leaveOut' : 'keep'}
          onChange={(value) => void configureData({ ...report.settings, onlyStraight: value === 'leaveOut' })}
        >
          {(['keep', 'leaveOut'] as const).map((value) => (
            <Radio key={value} value={value} disabled={isLocked} label={t(`photos.lost.${value}`)} />
          ))}
        </Radio.Group>
      ) : null}
      {isOn ? (
        <div className={classes.buttons}>
          <Button
            variant="default"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            data-testid="open-photographs"
          >
            {t(isOpen ? 'photos.hide' : 'photos.show')}
          </Button>
        </div>
      ) : null}
      {isOn && isOpen ? <Pairs report={report} /> : null}
    </Sheet>
  );
}
