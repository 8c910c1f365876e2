/** The top of the page: name, the promise with its number, language and light. */
import { ActionIcon, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useId, useRef, useState, useSyncExternalStore } from 'react';
import { AppError, type AppErrorData } from '../../core/app-error.ts';
import { type Language, LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts';
import { useIsSimulated } from '../context/studio-context.tsx';
import { useTexts } from '../context/texts-context.tsx';
import { sentMeter } from '../context/sent-meter-store.ts';
import { Icon } from './icons.tsx';
import { useProof } from './proof.tsx';
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
  const panel = useId();
  const proof = useProof(panel);
  return (
    <>
      <UnstyledButton
        className={classes.privacy}
        popoverTarget={panel}
        data-testid="privacy"
        data-alarm={isForeign || sent.bytes > 0}
      >
        <Icon name="lock" size={18} />
        <span className={classes.promise}>{t('privacy.line')}</span>
        <span className={classes.dot} aria-hidden="true" />
        <span className={classes.sent}>{t('privacy.sent', { bytes: n.bytes(sent.bytes) })}</span>
      </UnstyledButton>
      {/* The browser's own: it takes no code to open before the page is there. */}
      <div id={panel} popover="auto" className={classes.panel}>
        <p className={classes.explain}>{t('privacy.explain')}</p>
        {isForeign ? (
          <p className={classes.alarm}>
            {t('privacy.foreign', { count: sent.foreignRequests, hosts: n.list(sent.foreignHosts) })}
          </p>
        ) : null}
        <p className={classes.explain}>{proof.link}</p>
      </div>
      {proof.dialog}
    </>
  );
}

function LanguageSwitch() {
  const { t, error, language, setLanguage } = useTexts();
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const change = async (wanted: Language): Promise<void> => {
    try {
      await setLanguage(wanted);
      panel.current?.hidePopover();
    } catch (thrown) {
      setProblem(AppError.from(thrown).toData());
      panel.current?.showPopover();
    }
  };
  return (
    <>
      {/* Radio buttons of the browser: the first load has no control of its own for two of them. */}
      <div
        role="radiogroup"
        aria-label={t('language.label')}
        className={classes.languages}
        data-testid="language-switch"
      >
        {LANGUAGE_NAMES.map((value) => (
          <label key={value} title={LANGUAGES[value].name} lang={value}>
            <input
              type="radio"
              name="language"
              value={value}
              aria-label={LANGUAGES[value].name}
              checked={value === language}
              onChange={() => void change(value)}
            />
            {LANGUAGES[value].short}
          </label>
        ))}
      </div>
      <div ref={panel} popover="auto" role="alert" className={classes.panel}>
        {problem === null ? null : <p className={classes.explain}>{error(problem)}</p>}
      </div>
    </>
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
