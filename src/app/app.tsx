/** The composition root: worker, store, theme and texts, and around all of it the last error boundary. */
import { Button, MantineProvider } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import '../ui/theme/styles.ts';
import '../ui/context/sent-meter-store.ts';
import { offline } from '../ui/context/offline-store.ts';
import { ErrorBoundary, type FallbackProps } from '../ui/components/error-boundary.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { StudioProvider } from '../ui/context/studio-context.tsx';
import { tabs } from '../ui/context/tabs-store.ts';
import { TextsProvider, useTexts } from '../ui/context/texts-context.tsx';
import type { Texts } from '../i18n/translate.ts';
import { Page } from '../ui/page.tsx';
import { cssVariables, theme } from '../ui/theme/theme.ts';
import { readAddress } from './address.ts';
import { installAutomation } from './automation.ts';
import { createStudio } from './create-studio.ts';
import { changeLanguage } from './language.ts';
import { schemeManager } from './scheme.ts';
import { followHistory, keepSafe, knowTabs, watchSession, workOffline } from './page-effects.ts';

// Once for the page, outside React: data and training outlive every component.
const studio = createStudio();
installAutomation(studio.connection);
const wishes = readAddress(window.location.search);
const colours = schemeManager(wishes.theme);

export function App({ texts }: { readonly texts: Texts }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colours}
    >
      <TextsProvider initial={texts} load={changeLanguage}>
        <ErrorBoundary Fallback={Broken}>
          <StudioProvider studio={studio}>
            <Effects />
            <Page />
          </StudioProvider>
        </ErrorBoundary>
      </TextsProvider>
    </MantineProvider>
  );
}

/** Measures the computer; for a demonstration only once its ECGs are seen. */
async function begin({ t }: Pick<Texts, 't'>): Promise<void> {
  const { actions } = studio;
  if (!wishes.demo) return actions.probe();
  await actions.openTrainedDemo(t('data.demo.trained.name'));
  await actions.probe();
  await actions.learnOn();
}

/** What the session does to the tab: title, wake lock, guard. */
function Effects() {
  const texts = useTexts();
  // Once: another language changes nothing that has begun.
  const start = useEffectEvent(() => void begin(texts));
  useEffect(() => watchSession(studio.store, texts), [texts]);
  useEffect(() => followHistory(studio), []);
  useEffect(() => knowTabs(studio, tabs), []);
  // While developing, files change under its hands.
  useEffect(() => (import.meta.env.PROD ? workOffline(studio, offline) : undefined), []);
  useEffect(() => {
    // First: measuring the computer takes the worker a while.
    if (studio.store.getState().kept === null) void studio.actions.refreshKept();
    if (studio.store.getState().machine.status === 'measuring') start();
    return keepSafe(studio);
  }, []);
  return null;
}

function Broken({ again }: FallbackProps) {
  const { t } = useTexts();
  return (
    <main style={{ padding: 32 }}>
      <Notice
        tone="danger"
        title={t('boundary.title')}
        actions={
          <Button variant="default" onClick={again}>
            {t('boundary.again')}
          </Button>
        }
      >
        {t('boundary.top')}
      </Notice>
    </main>
  );
}
