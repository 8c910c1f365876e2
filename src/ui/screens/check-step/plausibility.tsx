/** Rules that hold between columns: how many rows break each, and a small form for another one. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { DataReport, InputRule } from '../../../core/data-report.ts';
import { ruleText, type PlausibilityRule } from '../../../core/plausibility.ts';
import { ruleNotes } from '../../../answers/input/rule-notes.ts';
import { ruleWords } from '../../../answers/rule-words.ts';
import { Sheet } from '../../components/screen.tsx';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { RuleForm } from './rule-form.tsx';
import classes from './plausibility.module.css';

export function Plausibility({ report }: { readonly report: DataReport }) {
  const texts = useTexts();
  const { t } = texts;
  const { configureData } = useActions();
  const isLocked = useIsLocked();
  const [isOpen, setOpen] = useState(false);
  const { settings, rules, suggestedRules, foundRules } = report;
  const known = new Set(settings.rules.map(ruleText));
  const found = new Set(foundRules.map(({ rule }) => ruleText(rule)));
  const suggested = suggestedRules.filter((rule) => !known.has(ruleText(rule)) && !found.has(ruleText(rule)));
  const set = (next: readonly PlausibilityRule[]): void => void configureData({ ...settings, rules: next });
  const learned = settings.learned ?? [];
  const isLearned = new Set(learned.map(ruleText));
  const keep = (rule: PlausibilityRule, isKept: boolean): void =>
    void configureData({
      ...settings,
      learned: isKept ? learned.filter((one) => ruleText(one) !== ruleText(rule)) : [...learned, rule],
    });
  const add = (rule: PlausibilityRule): void => {
    if (!known.has(ruleText(rule))) set([...settings.rules, rule]);
  };
  return (
    <Sheet title={t('rules.title')} testId="rules">
      <p className={classes.lead}>{t('rules.lead')}</p>
      {rules.length === 0 ? null : (
        <ul className={classes.list}>
          {rules.map((check) => (
            <li key={ruleText(check.rule)}>
              <Check check={check} report={report} />
              <Button
                variant="subtle"
                size="compact-sm"
                disabled={isLocked}
                aria-label={t('rules.removeOf', { rule: ruleText(check.rule) })}
                onClick={() => set(settings.rules.filter((rule) => ruleText(rule) !== ruleText(check.rule)))}
              >
                {t('rules.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {foundRules.length === 0 ? null : (
        <>
          <p className={classes.lead}>{t('rules.found')}</p>
          <ul className={classes.list} data-testid="found-rules">
            {foundRules.map((check) => (
              <li key={ruleText(check.rule)}>
                <Checkbox
                  checked={!isLearned.has(ruleText(check.rule))}
                  disabled={isLocked}
                  label={<Check check={check} report={report} />}
                  onChange={(event) => keep(check.rule, event.currentTarget.checked)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {suggested.map((rule) => (
        <p key={ruleText(rule)} className={classes.suggested}>
          <span>{t('rules.suggested', { rule: texts.say(ruleWords(rule)) })}</span>
          <Button variant="default" size="compact-sm" disabled={isLocked} onClick={() => add(rule)}>
            {t('rules.add')}
          </Button>
        </p>
      ))}
      {isOpen ? (
        <RuleForm
          columns={report.columns}
          onAdd={(rule) => {
            add(rule);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      ) : (
        <div>
          <Button variant="default" size="sm" disabled={isLocked} onClick={() => setOpen(true)} data-testid="new-rule">
            {t('rules.new')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

function Check({ check, report }: { readonly check: InputRule; readonly report: DataReport }) {
  const texts = useTexts();
  return (
    <span className={classes.check} data-broken={check.broken > 0}>
      <strong>{texts.say(ruleWords(check.rule))}</strong>
      {ruleNotes(check, report, texts).map((note) => (
        <span key={note}>{note}</span>
      ))}
    </span>
  );
}
