/** The whole page takes dropped files, folders and ZIPs, whichever step is open. */
import { type ReactNode, useCallback } from 'react';
import { useDropzone } from 'react-dropzone';
import { pickedFiles } from '../platform/picked-files.ts';
import { useActions, useIsLocked } from './context/studio-context.tsx';
import { useTexts } from './context/texts-context.tsx';
import classes from './page-drop.module.css';

export function PageDrop({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts();
  const { addFiles, openStep } = useActions();
  const isLocked = useIsLocked();
  const onDrop = useCallback(
    (files: File[]) => {
      if (isLocked) return;
      openStep('data');
      void addFiles(pickedFiles(files));
    },
    [addFiles, openStep, isLocked],
  );
  const { getRootProps, isDragActive } = useDropzone({ onDrop, noClick: true, noKeyboard: true });
  // The page is no control: it must not take focus or a role.
  const { tabIndex: _tabIndex, role: _role, ...root } = getRootProps();
  return (
    <div {...root} className={classes.ground}>
      {children}
      {isDragActive ? (
        <div className={classes.veil} data-locked={isLocked}>
          <div className={classes.target}>
            <strong>{t(isLocked ? 'data.drop.locked' : 'data.drop.title')}</strong>
            {isLocked ? null : <span>{t('data.drop.text')}</span>}
          </div>
        </div>
      ) : null}
    </div>
  );
}
