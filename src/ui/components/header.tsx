/** The top of the page: name, the promise with its number, language and light. */
import {
  ActionIcon,
  Popover,
  SegmentedControl,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { AppError, type AppErrorData } from '../../core/app-error.ts';
import { type Language, LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts';
import { useIsSimulated } from '../context/studio-context.tsx';
import { useTexts } from '../context/texts-context.tsx';
import { sentMeter } from '../context/sent-meter-store.ts';
import { Icon } from './icons.tsx';
import { SimulatedBadge } from './simulated-badge.tsx';
import classes from './header.module.css';

export function Header() {
  const { t } = useTexts();
  const isSimulated = useIsSimulated();
  return (
    <header className={classes.header}>
      <p className={classes.brand}>
        <span className={classes.mark}>
          <Icon name="heart" size={22} />
        </span>
        {t('app.title')}
      </p>
      {isSimulated ? <SimulatedBadge /> : null}
      <div className={classes.right}>
        <Privacy />
        {LANGUAGE_NAMES.length > 1 ? <LanguageSwitch /> : null}
        <SchemeSwitch />
      </div>
    </header>
  );
}

function Privacy() {
  const { t, n } = useTexts();
  const sent = useSyncExternalStore(sentMeter.subscribe, sentMeter.get);
  const isForeign = sent.foreignRequests > 0;
  return (
    <Popover width={340} position="bottom-end" shadow="md" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.privacy} data-testid="privacy" data-alarm={isForeign || sent.bytes > 0}>
          <Icon name="lock" size={18} />
          <span className={classes.promise}>{t('privacy.line')}</span>
          <span className={classes.dot} aria-hidden="true" />
          <span className={classes.sent}>{t('privacy.sent', { bytes: n.bytes(sent.bytes) })}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.explain}>{t('privacy.explain')}</p>
        {isForeign ? (
          <p className={classes.explain}>
            {t('privacy.foreign', { count: sent.foreignRequests, hosts: n.list(sent.foreignHosts) })}
          </p>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function LanguageSwitch() {
  const { t, error, language, setLanguage } = useTexts();
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const change = async (wanted: Language): Promise<void> => {
    try {
      await setLanguage(wanted);
      setProblem(null);
    } catch (thrown) {
      setProblem(AppError.from(thrown).toData());
    }
  };
  return (
    <Popover width={340} position="bottom-end" opened={problem !== null} onChange={() => setProblem(null)} withArrow>
      <Popover.Target>
        <SegmentedControl
          aria-label={t('language.label')}
          size="xs"
          value={language}
          onChange={(wanted) => void change(wanted)}
          data={LANGUAGE_NAMES.map((value) => ({
            value,
            label: (
              <abbr title={LANGUAGES[value].name} lang={value} className={classes.language}>
                {LANGUAGES[value].short}
              </abbr>
            ),
          }))}
          data-testid="language-switch"
        />
      </Popover.Target>
      <Popover.Dropdown role="alert">
        {problem === null ? null : <p className={classes.explain}>{error(problem)}</p>}
      </Popover.Dropdown>
    </Popover>
  );
}

function SchemeSwitch() {
  const { t } = useTexts();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const isDark = scheme === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      size={40}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      aria-label={t(isDark ? 'scheme.toLight' : 'scheme.toDark')}
      data-testid="scheme-switch"
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </ActionIcon>
  );
}
