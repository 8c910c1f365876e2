/** Takes back the last change of this step: a button, and Ctrl+Z where nothing is being typed. */
import { Button } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { beforeLastChange } from '../../../store/data-actions.ts';
import { reportOf } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { useActions, useIsLocked, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';

/** A field keeps its own Ctrl+Z: what is typed there is not yet a change. */
const TYPED = 'input:not([type="checkbox"]):not([type="radio"]), textarea, [contenteditable="true"]';

/** The one column that the change was about; null: something else, or several. */
function useChangedColumn(): string | null {
  return useSession((session) => {
    const before = beforeLastChange(session)?.columns;
    const now = reportOf(session.data)?.settings.columns;
    if (before === undefined || now === undefined) return null;
    const texts = (columns: typeof now): ReadonlyMap<string, string> =>
      new Map(columns.map((column) => [column.name, JSON.stringify(column)]));
    const [was, is] = [texts(before), texts(now)];
    const changed = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
    const [only] = changed;
    return changed.length === 1 && only !== undefined ? only : null;
  });
}

export function UndoChange() {
  const { t } = useTexts();
  const isLocked = useIsLocked();
  const canUndo = useSession((s) => beforeLastChange(s) !== null) && !isLocked;
  const column = useChangedColumn();
  const { undoChange } = useActions();
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === 'KeyZ';
    const isTyping = event.target instanceof Element && event.target.matches(TYPED);
    if (!isUndo || isTyping || !canUndo || document.querySelector('[role="dialog"]') !== null) return;
    event.preventDefault();
    void undoChange();
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  if (!canUndo) return null;
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<Icon name="undo" />}
      aria-keyshortcuts="Control+Z Meta+Z"
      title={t('check.undo.key')}
      onClick={() => void undoChange()}
      data-testid="undo"
    >
      {column === null ? t('check.undo') : t('check.undo.column', { column })}
    </Button>
  );
}
