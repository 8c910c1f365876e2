/** Every file that cannot be used, by name, with what it is. */
import type { RejectedFile } from '../../../core/data-report.ts';
import { rejectedText } from '../../../i18n/rejected-text.ts';
import { Notice } from '../../components/notice.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './rejected-files.module.css';

const SHOWN = 6;

export function RejectedFiles({ files }: { readonly files: readonly RejectedFile[] }) {
  const texts = useTexts();
  const { t } = texts;
  const line = (file: RejectedFile) => (
    <li key={file.path}>
      <code>{file.path}</code> <span>{rejectedText(texts, file)}</span>
    </li>
  );
  const rest = files.slice(SHOWN);
  return (
    <Notice tone="warn" title={t('rejected.title', { count: files.length })} testId="rejected-files">
      <p>{t('rejected.text')}</p>
      <ul className={classes.files}>{files.slice(0, SHOWN).map(line)}</ul>
      {rest.length > 0 ? (
        <details>
          <summary>{t('count.more', { count: rest.length })}</summary>
          <ul className={classes.files}>{rest.map(line)}</ul>
        </details>
      ) : null}
    </Notice>
  );
}
