/** What was measured, in words, for the data card of the pairs. */
import type { StudyReport } from '../core/report/ecg-comparison.ts';
import type { MeasuredAnswer, MeasuredFacts } from '../core/report/measured-facts.ts';
import type { Texts } from '../i18n/translate.ts';
import type { Answer } from './answer.ts';
import { answersOf } from './answers.ts';

function wordsOf(answer: Answer, { t, say }: Texts): MeasuredAnswer {
  const { question, verdict, title, short, picture, facts, sentences } = answer;
  const todo = facts.find(({ name }) => name.key === 'fact.todo');
  return {
    question,
    verdict,
    title: say(title),
    verdictText: t(`verdict.${verdict}`),
    score: say(short.score),
    ceilingText: say(short.ceiling),
    ceiling: picture?.kind === 'ruler' ? picture.ceiling : null,
    sentences: sentences.map(say),
    todo: todo === undefined ? null : say(todo.value),
  };
}

/** `modelSha256`: of the generator that `study` measured. */
export function measuredWords(
  study: StudyReport,
  { modelSha256, reportHtml }: Pick<MeasuredFacts, 'modelSha256' | 'reportHtml'>,
  texts: Texts,
): MeasuredFacts {
  const { list, deciding } = answersOf(study);
  return {
    modelSha256,
    rows: { real: study.n.real, synthetic: study.n.synthetic },
    deciding: deciding === null ? null : texts.say(deciding),
    answers: list.map((answer) => wordsOf(answer, texts)),
    reportHtml,
  };
}
