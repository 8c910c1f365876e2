/** Saves what is decided about the columns, and loads it for another table of the same clinic. */
import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import type { LoadedSchema } from '../../../store/schema-actions.ts';
import { Notice } from '../../components/notice.tsx';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './schema-file.module.css';

export function SchemaFile() {
  const { t, n } = useTexts();
  const { saveSchema, loadSchema } = useActions();
  const isLocked = useIsLocked();
  const [loaded, setLoaded] = useState<LoadedSchema | null>(null);
  return (
    <div className={classes.schema}>
      <p>{t('schema.text')}</p>
      <div className={classes.buttons}>
        <Button variant="default" size="sm" onClick={saveSchema} data-testid="save-schema">
          {t('schema.save')}
        </Button>
        <FileButton
          accept="application/json,.json"
          disabled={isLocked}
          inputProps={{ 'aria-label': t('schema.load') }}
          onChange={(file) => {
            if (file !== null) void loadSchema(file).then(setLoaded);
          }}
        >
          {(props) => (
            <Button variant="default" size="sm" disabled={isLocked} data-testid="load-schema" {...props}>
              {t('schema.load')}
            </Button>
          )}
        </FileButton>
      </div>
      {loaded === null ? null : (
        <Notice tone={loaded.unknown.length === 0 ? 'plain' : 'warn'} testId="schema-loaded">
          {t('schema.loaded', { count: loaded.applied })}
          {loaded.unknown.length === 0 ? null : ` ${t('schema.unknown', { list: n.names(loaded.unknown) })}`}
        </Notice>
      )}
    </div>
  );
}
