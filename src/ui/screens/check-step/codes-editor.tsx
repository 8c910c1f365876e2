/** Which codes of a column that lists them, or which of two numbers in a cell, become columns. */
import { Checkbox } from '@mantine/core';
import type { NotedText } from '../../../core/column-report.ts';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './reading-editor.module.css';

interface CodesEditorProps {
  readonly name: string;
  /** Those that do. */
  readonly codes: readonly string[];
  /** All of them, the most frequent first. */
  readonly counts: readonly NotedText[];
  /** Two numbers of a cell, and no codes. */
  readonly areNumbers: boolean;
  readonly onChange: (codes: string[]) => void;
}

/** More are not ticked one by one. */
const MOST_SHOWN = 100;

export function CodesEditor({ name, codes, counts, areNumbers, onChange }: CodesEditorProps) {
  const { t, n } = useTexts();
  return (
    <details className={classes.texts} open>
      <summary>{t(areNumbers ? 'codes.numbersTitle' : 'codes.title')}</summary>
      <p>{t(areNumbers ? 'codes.numbersHelp' : 'codes.help')}</p>
      <ul data-testid={`codes-of-${name}`}>
        {counts.slice(0, MOST_SHOWN).map(({ text, count }) => (
          <li key={text}>
            <Checkbox
              label={text}
              checked={codes.includes(text)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...codes, text] : codes.filter((code) => code !== text))
              }
            />
            <span className={classes.count}>{n.integer(count)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
