/**
 * A report as answers: every question with its verdict, its sentences, its facts, tables and figures, as data. The screen
 * and `report.html` lay out what stands here and say nothing of their own, so they cannot disagree. Pure: no React, no DOM,
 * no tfjs; of the report only its types, of the languages only keys.
 *
 * A new measure has one place: the question it belongs to, `questions/<question>.ts`. There it becomes
 *   - a sentence: `say('key', { … })` among `sentences`, its text in `i18n`;
 *   - what it means for the verdict: a `judge…` in `row-verdict.ts` (or `ecg-verdict.ts`) that the question's verdict takes
 *     into its `worst([…])`;
 *   - where it can be looked at: a block among `blocks` (a figure, a table, a list; `open` for what is seen at once).
 * Screen and file show it without another line. A measure with a kind of picture of its own adds that to `figures/`;
 * a new question adds a file here and its name to `QUESTIONS`.
 */
import type { StudyReport } from '../core/report/ecg-comparison.ts';
import { type Said, say } from '../i18n/said.ts';
import { type Answer, type QuestionName, QUESTIONS } from './answer.ts';
import { judgeEcgs, judgeJoint } from './ecg-verdict.ts';
import { type MeasuredEcgs, measuredEcgs } from './measured-ecgs.ts';
import { NONE } from './phrases.ts';
import { columnsAnswer } from './questions/columns.ts';
import { ecgsAnswer } from './questions/ecgs.ts';
import { jointAnswer } from './questions/joint.ts';
import { pairsAnswer } from './questions/pairs.ts';
import { privacyAnswer } from './questions/privacy.ts';
import { useAnswer } from './questions/use.ts';
import { toneOf } from './tone.ts';

export interface Answers {
  /** In the order of `QUESTIONS`. */
  readonly list: readonly Answer[];
  /** What decides about everything, before any question; null where the questions speak for themselves. */
  readonly deciding: Said | null;
}

/** Not yet measured: a question without an answer. */
function unmeasured(question: 'ecgs' | 'joint' | 'use'): Answer {
  return {
    question,
    title: say(`${question}.question`),
    verdict: 'unmeasured',
    tone: toneOf('unmeasured', false),
    sentences: [say('report.notMeasured')],
    note: null,
    picture: null,
    facts: [],
    short: { score: NONE, ceiling: NONE },
    open: [],
    blocks: [],
  };
}

/** Why nothing but software tests can be recommended; null where more can. */
function decidingSentence(ecgs: MeasuredEcgs | null): Said | null {
  if (ecgs === null) return null;
  if (judgeEcgs(ecgs) === 'unusable') return say('level.unusable.ecgs');
  return judgeJoint(ecgs) === 'unusable' ? say('level.unusable.joint') : null;
}

export function answersOf(study: StudyReport): Answers {
  const ecgs = measuredEcgs(study);
  const deciding = decidingSentence(ecgs);
  const isUnusable = deciding !== null;
  const answerTo = (question: QuestionName): Answer => {
    switch (question) {
      case 'columns':
        return columnsAnswer(study, isUnusable);
      case 'pairs':
        return pairsAnswer(study, isUnusable);
      case 'ecgs':
        return ecgs === null ? unmeasured(question) : ecgsAnswer(ecgs, isUnusable);
      case 'joint':
        return ecgs === null ? unmeasured(question) : jointAnswer(ecgs, isUnusable);
      case 'privacy':
        return privacyAnswer(study, ecgs, isUnusable);
      case 'use':
        return ecgs === null ? unmeasured(question) : useAnswer(ecgs, isUnusable);
      default:
        return question satisfies never;
    }
  };
  return { list: QUESTIONS.map(answerTo), deciding };
}
