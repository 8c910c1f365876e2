/** Two buttons that open the file and the folder dialog. */
import { Button, type ButtonVariant } from '@mantine/core';
import { type ChangeEvent, useRef } from 'react';
import { pickedFiles } from '../../platform/picked-files.ts';
import { useActions } from '../context/studio-context.tsx';
import { Icon } from './icons.tsx';
import classes from './file-buttons.module.css';

/** Makes the dialog choose a folder; not in React's types. */
const FOLDERS = { webkitdirectory: '' };

interface FileButtonsProps {
  readonly filesLabel: string;
  readonly folderLabel: string;
  readonly variant: ButtonVariant;
  readonly isDisabled?: boolean;
}

export function FileButtons({ filesLabel, folderLabel, variant, isDisabled = false }: FileButtonsProps) {
  const { addFiles } = useActions();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const picked = pickedFiles(event.target.files ?? []);
    // So that the same file can be chosen again.
    event.target.value = '';
    if (picked.length > 0) void addFiles(picked);
  };
  const hidden = { type: 'file', className: classes.input, tabIndex: -1, 'aria-hidden': true, onChange: take } as const;
  return (
    <div className={classes.buttons}>
      <input {...hidden} ref={files} multiple data-testid="files-input" />
      <input {...hidden} ref={folder} {...FOLDERS} data-testid="folder-input" />
      <Button
        variant={variant}
        disabled={isDisabled}
        leftSection={<Icon name="file" />}
        onClick={() => files.current?.click()}
        data-testid="choose-files"
      >
        {filesLabel}
      </Button>
      <Button
        variant="default"
        disabled={isDisabled}
        leftSection={<Icon name="folder" />}
        onClick={() => folder.current?.click()}
        data-testid="choose-folder"
      >
        {folderLabel}
      </Button>
    </div>
  );
}
