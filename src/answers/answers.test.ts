import { describe, expect, it } from 'vitest';
import { englishTexts } from '../i18n/english.ts';
import { ecgComparison, predictorScores } from '../report/testing/ecg-comparison.ts';
import { PLANTED } from '../report/testing/planted-reports.ts';
import { studyReport } from '../report/testing/study-report.ts';
import type { StudyReport } from '../core/report/ecg-comparison.ts';
import { type Answer, type QuestionName, QUESTIONS } from './answer.ts';
import { answersOf } from './answers.ts';

const { say } = englishTexts();

function answerTo(question: QuestionName, study: StudyReport = studyReport()): Answer {
  const found = answersOf(study).list.find((answer) => answer.question === question);
  if (found === undefined) throw new Error(`no answer to ${question}`);
  return found;
}
const saidOf = (answer: Answer): string => answer.sentences.map(say).join(' ');
const todoOf = (answer: Answer): string =>
  answer.facts.filter(({ name }) => name.key === 'fact.todo').map(({ value }) => say(value))[0] ?? '';
const verdicts = (study: StudyReport) => answersOf(study).list.map(({ verdict }) => verdict);

describe('the verdicts', () => {
  it.each([
    ['too few', ['unknown', 'as-real', 'unknown', 'unknown', 'no-sign-rows', 'unknown']],
    ['copies', ['close', 'apart', 'apart', 'apart', 'copies', 'close']],
    ['untrained', ['close', 'apart', 'unusable', 'unusable', 'no-sign', 'apart']],
    ['as real', ['as-real', 'as-real', 'as-real', 'as-real', 'no-sign', 'as-real']],
    ['rows alone', ['close', 'apart', 'unmeasured', 'unmeasured', 'no-sign-rows', 'unmeasured']],
  ] as const)('of a report that is %s', (name, expected) => {
    expect(verdicts(PLANTED[name])).toEqual(expected);
  });
  it('are about every question, in order', () => {
    expect(answersOf(studyReport()).list.map(({ question }) => question)).toEqual(QUESTIONS);
  });
});

describe('what is unusable', () => {
  const { list, deciding } = answersOf(PLANTED.untrained);
  it('is decided before any question', () => {
    expect(deciding && say(deciding)).toMatch(/software tests only/u);
    expect(answersOf(PLANTED['as real']).deciding).toBeNull();
    expect(answersOf(PLANTED['too few']).deciding).toBeNull();
  });
  it('is recommended for software tests alone, whatever a question by itself would say', () => {
    for (const answer of list.filter(({ question }) => question !== 'privacy')) {
      expect(todoOf(answer), answer.question).toMatch(/^Use these pairs for software tests only/u);
      expect(todoOf(answer), answer.question).not.toMatch(/teaching|develop|stand in|Nothing/u);
    }
  });
  it('is no good news for being nobody’s copy', () => {
    expect(list.find(({ question }) => question === 'privacy')).toMatchObject({ verdict: 'no-sign', tone: 'plain' });
  });
});

describe('sentences', () => {
  it('say what was measured', () => {
    expect(saidOf(answerTo('ecgs'))).toMatch(/78%.*70%.*83%.*72%.*71%.*88%/u);
    expect(saidOf(answerTo('joint'))).toMatch(
      /0\.69 \(0\.52 to 0\.84\).*age, sex,? and rhythm = AF.*2 columns cannot.*heart_rate.*1\.8 .*0\.6;.*14\..*0\.7 to 0\.77/u,
    );
    expect(saidOf(answerTo('use'))).toMatch(/0\.71 \(.*0\.8 \(.*0\.81 \(/u);
    expect(saidOf(answerTo('privacy'))).toMatch(/1\.5%.*0%.*0\.52/u);
    expect(saidOf(answerTo('privacy', PLANTED.copies))).toContain(
      'Of the synthetic rows, 24% (15% to 33%) come nearer',
    );
  });
  it('call fewer copies than by chance no copies', () => {
    const ecgs = ecgComparison();
    const images = { ...ecgs.privacy.images, copies: { value: -0.02, low: -0.05, high: 0.01 } };
    const said = saidOf(answerTo('privacy', studyReport({ ...ecgs, privacy: { ...ecgs.privacy, images } })));
    expect(said).toContain('No more synthetic ECGs');
  });
  it('leave out what is not known, and give the reason with what to do', () => {
    const ecgs = ecgComparison();
    const images = { kid: null, precision: null, recall: null, coverage: null, diversity: null };
    const detection = { rows: null, rowsForest: null, images: null, imagesInk: null, pairs: null };
    expect(saidOf(answerTo('ecgs', studyReport({ ...ecgs, images, detection })))).toMatch(/^There are too few/u);
    const joint = { ...ecgs.joint, score: null, reason: 'no-holdout' } as const;
    expect(saidOf(answerTo('joint', studyReport({ ...ecgs, joint })))).toMatch(/Train again/u);
    const predictor = { ...ecgs.predictor, realOnHoldout: null, reason: 'no-targets' } as const;
    expect(saidOf(answerTo('use', studyReport({ ...ecgs, predictor })))).toMatch(/role Target/u);
  });
  it('say that a handful of patients is too few, and when even real patients teach nothing', () => {
    expect(saidOf(answerTo('use', PLANTED['too few']))).toMatch(/0\.82 \(.*too few patients put aside/u);
    const ecgs = ecgComparison();
    const predictor = { ...ecgs.predictor, realOnHoldout: predictorScores(0.54) };
    expect(saidOf(answerTo('use', studyReport({ ...ecgs, predictor })))).toMatch(/may be guessing/u);
  });
  it('of a visitor’s predictor speak of that predictor', () => {
    const ecgs = ecgComparison();
    const own = { ...ecgs.predictor, source: 'visitor', syntheticOnHoldout: null, augmentedOnHoldout: null } as const;
    expect(saidOf(answerTo('use', studyReport({ ...ecgs, predictor: own })))).toMatch(
      /^Your predictor reaches an AUC of 0\.8 .* 0\.75 /u,
    );
  });
  it('name the first columns and count the others', () => {
    const ecgs = ecgComparison();
    const [column] = ecgs.joint.columns;
    if (column === undefined) throw new Error('no column');
    const columns = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...column, name }));
    const said = saidOf(answerTo('joint', studyReport({ ...ecgs, joint: { ...ecgs.joint, columns } })));
    expect(said).toContain('a, b, c and 2 more');
  });
});

it('copies are followed over the kept epochs, where there are several', () => {
  const ids = (study: StudyReport) => answerTo('privacy', study).blocks.map((block) => ('id' in block ? block.id : ''));
  expect(ids(studyReport())).toContain('copies by epoch');
  const ecgs = ecgComparison();
  const images = { ...ecgs.privacy.images, byEpoch: ecgs.privacy.images.byEpoch.slice(1) };
  const one = studyReport({ ...ecgs, privacy: { ...ecgs.privacy, images } });
  expect(ids(one)).not.toContain('copies by epoch');
});

describe('tables', () => {
  const rowsOf = (answer: Answer, id: string): string[][] => {
    const block = answer.blocks.find((one) => 'id' in one && one.id === id);
    const table = block?.kind === 'figure' ? block.table() : block?.kind === 'table' ? block.table : undefined;
    return (table?.rows ?? []).map(({ name, cells }) => [
      say(name),
      ...cells.map((cell) => say(typeof cell === 'object' && 'line' in cell ? cell.line : cell)),
    ]);
  };
  it('put every score beside its ceiling', () => {
    expect(rowsOf(answerTo('ecgs'), 'kernel distance')).toEqual([
      ['Kernel distance (KID)', '0.031', '0.033', '0.001 (-0.006 to 0.009)'],
      ['Beside patients set aside', '–', '0.032', '0.012 (0.004 to 0.02)'],
    ]);
    expect(rowsOf(answerTo('ecgs'), 'detection').at(-1)).toEqual([
      'By row and ECG together',
      '0.88',
      '0.88',
      '0.5 (0.5 to 0.5)',
    ]);
    expect(rowsOf(answerTo('privacy', PLANTED.copies), 'privacy-table').at(-1)?.slice(1)).toEqual([
      '91%',
      '90%',
      '50% (44% to 57%)',
    ]);
  });
});
