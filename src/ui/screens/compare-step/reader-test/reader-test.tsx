/** "Real or synthetic?": who judges what, and what came of it. The test itself has the screen for itself (`reader-stage.tsx`). */
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { OPTION_LIMITS } from '../../../../core/option-limits.ts';
import { READER_TASKS } from '../../../../core/report/reader-test.ts';
import { canReadBlind, hasRead } from '../../../../store/reader-test-actions.ts';
import type { ReaderAnswer } from '../../../../reader-test/answers.ts';
import type { ReaderSetup } from '../../../../store/session-state.ts';
import { Icon } from '../../../components/icons.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { Sheet } from '../../../components/screen.tsx';
import { WorkProgress } from '../../../components/work-progress.tsx';
import { useActions, useSession } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { ReaderResults } from './reader-results.tsx';
import classes from './reader-test.module.css';

/** What a field is for stands below it, and nothing is smaller than 14 px. */
const BELOW = {
  inputWrapperOrder: ['label', 'input', 'description'] satisfies ('label' | 'input' | 'description')[],
  styles: { description: { fontSize: 'var(--small)', lineHeight: 1.45 } },
};

const COUNTS = [20, 40, 60, 100] as const;

export default function ReaderTest() {
  const { t } = useTexts();
  const phase = useSession((s) => s.readerTest.phase);
  const { leaveReaderTest } = useActions();
  return (
    <Sheet title={t('reader.title')} testId="reader-test">
      <p className={classes.text}>{t('reader.text')}</p>
      {phase.status === 'failed' ? <ErrorNotice error={phase.error} /> : null}
      {phase.status === 'dealing' ? (
        <WorkProgress title={t('reader.dealing')} progress={phase.progress} onCancel={leaveReaderTest} />
      ) : (
        <Setup />
      )}
      <ReaderResults />
    </Sheet>
  );
}

/** Of the last series. */
function countOf(answers: readonly ReaderAnswer[]): number {
  const last = answers.at(-1);
  const many = answers.filter(
    ({ reader, series, task }) => reader === last?.reader && series === last.series && task === last.task,
  );
  return COUNTS.find((count) => count >= many.length) ?? COUNTS[0];
}

/** What the next reader is most likely to want: the same series. */
function useSetup(): [ReaderSetup, (change: Partial<ReaderSetup>) => void] {
  const answers = useSession((s) => s.readerTest.answers);
  const last = answers.at(-1);
  const [setup, setSetup] = useState<ReaderSetup>({
    task: last?.task ?? 'ecgs',
    pictures: last === undefined ? 40 : countOf(answers),
    seed: last?.series ?? 1,
    reader: Math.min(OPTION_LIMITS.reader.max, 1 + Math.max(0, ...answers.map(({ reader }) => reader))),
  });
  return [setup, (change) => setSetup({ ...setup, ...change })];
}

function Setup() {
  const { t, n } = useTexts();
  const [setup, change] = useSetup();
  const isPossible = useSession(canReadBlind);
  const isSeen = useSession((s) => hasRead(s.readerTest.answers, setup));
  const { beginReaderTest } = useActions();
  const number = (field: 'reader' | 'seed', limit: 'reader' | 'seed', words: 'reader.reader' | 'reader.series') => (
    <NumberInput
      label={t(words)}
      description={t(`${words}.help`)}
      {...BELOW}
      value={setup[field]}
      min={OPTION_LIMITS[limit].min}
      max={OPTION_LIMITS[limit].max}
      allowDecimal={false}
      clampBehavior="strict"
      onChange={(value) => {
        if (typeof value === 'number') change({ [field]: value });
      }}
      data-testid={`reader-${field}`}
    />
  );
  return (
    <>
      <div className={classes.fields}>
        <NativeSelect
          label={t('reader.task')}
          value={setup.task}
          data={READER_TASKS.map((value) => ({ value, label: t(`reader.task.${value}`) }))}
          onChange={(event) => {
            const task = READER_TASKS.find((name) => name === event.currentTarget.value);
            if (task !== undefined) change({ task });
          }}
          data-testid="reader-task"
        />
        <NativeSelect
          label={t('reader.pictures')}
          description={t('reader.pictures.help')}
          {...BELOW}
          value={String(setup.pictures)}
          data={COUNTS.map((count) => ({ value: String(count), label: n.integer(count) }))}
          onChange={(event) => change({ pictures: Number(event.currentTarget.value) })}
          data-testid="reader-pictures"
        />
        {number('reader', 'reader', 'reader.reader')}
        {number('seed', 'seed', 'reader.series')}
      </div>
      {isSeen ? <p>{t('reader.seen', { reader: setup.reader, series: setup.seed })}</p> : null}
      {isPossible ? null : <p>{t('reader.waiting')}</p>}
      <div>
        <Button
          leftSection={<Icon name="play" />}
          disabled={!isPossible || isSeen}
          onClick={() => void beginReaderTest(setup)}
          data-testid="reader-begin"
        >
          {t('reader.begin')}
        </Button>
      </div>
    </>
  );
}
