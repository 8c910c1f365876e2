/** A cohort in plain English, for the data card and for notes: one line a thing that was asked for, and how it was met. */
import { valueText, type CohortFacts } from '../core/cohort.ts';

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

export function cohortLines({
  fixed,
  shares,
  where,
  method,
  weightColumn,
  acceptance,
  nearness,
}: CohortFacts): string[] {
  const lines = [
    ...fixed.map((cell) => `\`${valueText(cell)}\` in every row, the rest of the row drawn given this`),
    ...shares.map((cell) => `\`${valueText(cell)}\` in ${percent(cell.share)} of the rows`),
    ...(where === null ? [] : [`only rows with \`${where}\``]),
  ];
  if (method === 'weights') {
    lines.push(
      `these shares hold only where each row counts as much as its \`${weightColumn ?? ''}\` says: rows that have what was asked for are too rare to draw`,
    );
  }
  if (nearness !== 0) {
    const how = nearness === null ? 'however far from' : `within ${nearness} standard deviations of`;
    lines.push(`numbers ${how} the fixed ones were taken and set to them: exactly they hardly ever come`);
  }
  lines.push(`about ${percent(acceptance)} of the rows drawn were taken`);
  return lines;
}
