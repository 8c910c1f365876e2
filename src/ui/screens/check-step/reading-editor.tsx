/** How the cells of one column are read: codes for "not known", limits, and texts that stand for others. */
import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import type { ColumnReport } from '../../../core/column-report.ts';
import type { ColumnReading } from '../../../core/table-schema.ts';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './reading-editor.module.css';

/** As words, or again as the numbers that they could be. */
function asWords(reading: ColumnReading, areWords: boolean): ColumnReading {
  const { asTexts: _, join: __, ...rest } = reading;
  return { ...rest, ...(areWords ? { asTexts: true } : {}) };
}

/** Numbers that are not read as they stand, of few different texts: these may be words. */
function mayBeWords({ notes, reading, texts }: ColumnReport): boolean {
  if (reading.asTexts === true) return true;
  return (
    texts.length > 0 && notes !== null && [notes.unit, notes.parts, notes.approximate].some((note) => note !== null)
  );
}

interface ReadingEditorProps {
  readonly column: ColumnReport;
  readonly isNumeric: boolean;
  readonly onChange: (next: ColumnReading) => void;
  /** With what they then are. */
  readonly onWords: (next: ColumnReading, areWords: boolean) => void;
}

/** "999; -9" and "999, -9" are two codes; a decimal comma inside one stays. */
export function parseCodes(text: string): string[] {
  const codes = text.split(/;|,\s|,$/u).map((code) => code.trim());
  return [...new Set(codes.filter((code) => code !== ''))];
}

/** The pairs with `from` read as `to`; null is read as it stands. */
export function replaceText(replace: ColumnReading['replace'], from: string, to: string | null) {
  const others = replace.filter((pair) => pair.from !== from);
  return to === null || to === from ? others : [...others, { from, to }];
}

/** With rare words as one; as they are where every value has enough rows. */
export function joinWords(reading: ColumnReading, below: number, as: string): ColumnReading {
  const { join: _, ...rest } = reading;
  return { ...rest, ...(below < 2 ? {} : { join: { below, as } }) };
}

export function ReadingEditor({ column, isNumeric, onChange, onWords }: ReadingEditorProps) {
  const { t, n } = useTexts();
  const { name, reading, texts } = column;
  const change = (next: Partial<ColumnReading>): void => onChange({ ...reading, ...next });
  const limit = (key: 'min' | 'max') => (
    <NumberInput
      key={`${key} ${reading[key]}`}
      label={t(`reading.${key}`)}
      aria-label={t(`reading.${key}Of`, { column: name })}
      placeholder={t('reading.noLimit')}
      defaultValue={reading[key] ?? ''}
      hideControls
      onBlur={(event) => {
        const text = event.currentTarget.value.trim();
        const value = text === '' ? null : Number(text);
        if (value !== reading[key] && !Number.isNaN(value)) change({ [key]: value });
      }}
      data-testid={`${key}-${name}`}
    />
  );
  return (
    <div className={classes.reading}>
      <div className={classes.fields}>
        <TextInput
          key={reading.missingCodes.join(';')}
          label={t('reading.codes')}
          aria-label={t('reading.codesOf', { column: name })}
          placeholder={t('reading.codes.none')}
          defaultValue={reading.missingCodes.join('; ')}
          onBlur={(event) => {
            const codes = parseCodes(event.currentTarget.value);
            if (codes.join(';') !== reading.missingCodes.join(';')) change({ missingCodes: codes });
          }}
          data-testid={`codes-${name}`}
        />
        {isNumeric ? (
          <>
            {limit('min')}
            {limit('max')}
          </>
        ) : (
          <>
            <NumberInput
              key={`below ${reading.join?.below ?? ''}`}
              label={t('reading.below')}
              aria-label={t('reading.belowOf', { column: name })}
              placeholder={t('reading.below.none')}
              defaultValue={reading.join?.below ?? ''}
              min={2}
              allowDecimal={false}
              hideControls
              onBlur={(event) => {
                const below = Math.round(Number(event.currentTarget.value));
                if (below === (reading.join?.below ?? 0) || Number.isNaN(below)) return;
                onChange(joinWords(reading, below, reading.join?.as ?? t('reading.other')));
              }}
              data-testid={`below-${name}`}
            />
            {reading.join === undefined ? null : (
              <TextInput
                key={reading.join.as}
                label={t('reading.as')}
                aria-label={t('reading.asOf', { column: name })}
                defaultValue={reading.join.as}
                onBlur={(event) => {
                  const as = event.currentTarget.value.trim();
                  const { below = 0 } = reading.join ?? {};
                  if (as !== '' && as !== reading.join?.as) onChange(joinWords(reading, below, as));
                }}
              />
            )}
          </>
        )}
      </div>
      {mayBeWords(column) ? (
        <Checkbox
          label={t('reading.asTexts')}
          aria-label={t('reading.asTextsOf', { column: name })}
          checked={reading.asTexts === true}
          onChange={(event) => onWords(asWords(reading, event.currentTarget.checked), event.currentTarget.checked)}
          data-testid={`words-${name}`}
        />
      ) : null}
      {texts.length === 0 ? null : (
        <details className={classes.texts} open={reading.replace.length > 0}>
          <summary>{t('reading.texts')}</summary>
          <p>{t('reading.texts.help')}</p>
          <ul>
            {texts.map(({ text, count }) => {
              const target = reading.replace.find((pair) => pair.from === text)?.to ?? null;
              const shown = text === '' ? t('reading.blank') : text;
              return (
                <li key={text}>
                  <span className={classes.text} data-blank={text === ''}>
                    {shown}
                  </span>
                  <span className={classes.count}>{n.integer(count)}</span>
                  <TextInput
                    key={target}
                    size="xs"
                    aria-label={t('reading.readAs', { text: shown, column: name })}
                    placeholder={shown}
                    defaultValue={target ?? ''}
                    onBlur={(event) => {
                      const to = event.currentTarget.value.trim();
                      const next = to === '' ? null : to;
                      if (next !== target) change({ replace: replaceText(reading.replace, text, next) });
                    }}
                  />
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </div>
  );
}
