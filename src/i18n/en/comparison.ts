/** The measurements of the Compare step: questions, verdicts, charts. */
import type { STATISTIC_NAMES } from '../../core/report/comparison.ts';
import type { Message } from '../message.ts';

const statistics = {
  'statistic.median': 'Median',
  'statistic.mean': 'Mean',
  'statistic.q25': '25%',
  'statistic.q75': '75%',
  'statistic.min': 'Min',
  'statistic.max': 'Max',
  'statistic.std': 'SD',
} as const satisfies Record<`statistic.${(typeof STATISTIC_NAMES)[number]}`, Message>;

export const comparisonTexts = {
  ...statistics,
  'comparison.title': 'Measured',
  'comparison.text':
    'Six questions. Every score stands beside what real patients reach when they are compared with each other: no synthetic patient can be asked for more.',
  'comparison.waiting': 'The measurements start when training has ended.',
  'comparison.noModel': 'There is no trained network any more. Train again to measure.',
  'comparison.run': 'Compare now',
  'comparison.runText': 'Makes synthetic patients and measures them against the real ones, on this computer.',
  'comparison.measuring': 'Measuring columns, pairs of columns, maps and distances',
  'comparison.wait': 'Being measured …',
  'comparison.summary': 'The answers in short',
  'comparison.running': 'Comparing real and synthetic rows',
  'comparison.save': 'Save report.json',
  'report-files.title': 'Take the report along',
  'report-files.text':
    'report.html is one page that stands alone: answers, charts, synthetic examples, how everything was made; it prints well. report.json has every number, for other programs. Neither holds a real patient’s ECG or row, but row numbers of who was trained on and who was put aside.',
  'report-files.rowsOnly': 'So far they hold the rows only: the ECGs are not measured.',
  'report-files.html': 'Save report.html',
  'comparison.n': '{real} real and {synthetic} synthetic rows',
  'comparison.none': '–',
  'comparison.open': 'Show the charts',
  'comparison.close': 'Hide the charts',
  'comparison.range': '{low} to {high}',
  'comparison.between': '{value} ({low} to {high})',

  'verdict.as-real': 'As good as real',
  'verdict.close': 'Nearly as good as real',
  'verdict.apart': 'Not as good as real',
  'verdict.unusable': 'Unusable',
  'verdict.unknown': 'Too few patients to tell',
  'verdict.no-sign': 'No sign of copies',
  'verdict.no-sign-rows': 'No sign in the rows; ECGs not checked',
  'verdict.copies': 'Warning: possible copies',
  'verdict.none': 'Cannot be measured here',
  'verdict.unmeasured': 'Not measured yet',

  'level.unusable.ecgs':
    'Good for software tests only: a network tells nearly every synthetic ECG from a real one, and most kinds of real ECG are never made. Do not show these as ECGs.',
  'level.unusable.joint':
    'Good for software tests only: a synthetic ECG tells nothing about its row. Do not show these as patients.',
  'todo.testsOnly': 'Use these pairs for software tests only.',
  'todo.train': 'Train longer, with a wider network or on more patients, and compare again.',

  'fact.score': 'Score',
  'fact.ceiling': 'Two halves of the real patients',
  'fact.direction': 'Better',
  'fact.n': 'Measured on',
  'fact.todo': 'What to do',
  'direction.higher': 'higher; {best} is best',
  'direction.lower': 'lower; {best} is best',
  'ceiling.words':
    'reach {low} to {high}, {mean} on average. Synthetic rows in samples of the same size ({n} rows): {synthetic}.',
  'ceiling.unknown': 'Too few patients to split into two halves that can be compared.',
  'ruler.label': 'Synthetic {synthetic}; two halves of the real patients {low} to {high}',
  'ruler.real': 'real halves',
  'ruler.synthetic': 'synthetic',

  'columns.question': 'Do the columns match?',
  'columns.answer': {
    one: 'Each column taken by itself, synthetic values are spread like the real ones to {score} out of 1. {count} of {total} columns differs significantly (after correction for testing many columns).',
    other:
      'Each column taken by itself, synthetic values are spread like the real ones to {score} out of 1. {count} of {total} columns differ significantly (after correction for testing many columns).',
  },
  'columns.missed': {
    one: '{findings}: at least three patients have it, none of {total} synthetic rows has.',
    other: '{findings}: at least three patients have each, none of {total} synthetic rows has.',
  },
  'columns.todo.as-real': 'Nothing. Look at the charts for single columns that differ.',
  'columns.todo.close':
    'More patients may close the gap; with the recipe “As in the article” also a longer training. The table names the columns that differ most.',
  'columns.todo.apart':
    'Add patients; with the recipe “As in the article” train longer or with a wider network. The table names the columns that differ most: check their type and range on the Check step.',
  'columns.todo.unknown': 'Add patients: each half needs enough rows to be compared.',

  'pairs.question': 'Do they vary together?',
  'pairs.answer':
    'Of the dependence between columns that real patients show, synthetic ones keep {score} ({low} to {high}), judged by the patients put aside: 0 is none, 1 is as much as in real. In samples of {n} rows, correlations differ by {difference} on average; between two halves of the real patients by {ceiling}.',
  'pairs.answer.halves':
    'Of the dependence between columns that real patients show, synthetic ones keep {score} ({low} to {high}): 0 is none, 1 is as much as in real. Nobody was put aside, so halves of the training patients judge each other. In samples of {n} rows, correlations differ by {difference} on average; between two halves of the real patients by {ceiling}.',
  'pairs.direction': 'near 1',
  'pairs.impossible':
    '{share} of the synthetic rows have a combination of two findings that no patient of the training has (of {combinations} that chance would show); of the patients put aside {holdout}.',
  'pairs.impossible.alone':
    '{share} of the synthetic rows have a combination of two findings that no patient of the training has (of {combinations} that chance would show).',
  'pairs.impossible.most': 'Most often: “{a}” is {x} and “{b}” is {y}, in {count} synthetic rows and no real one.',
  'pairs.similarity':
    'Pair similarity, another score of the same question: {score} (1: as alike as two halves of the real patients, 0: as columns shuffled by themselves). With few patients shuffled columns score high, so it decides nothing here.',
  'pairs.answerNoScore':
    'Real columns hardly depend on each other here, so there is no score. In samples of {n} rows, correlations differ by {difference} on average; between two halves of the real patients by {ceiling}.',
  'pairs.ceiling.unknown': 'an amount that cannot be measured',
  'pairs.todo.as-real': 'Nothing. The third heat map shows where correlations still differ.',
  'pairs.todo.close':
    'More patients may close the gap; with the recipe “As in the article” also a longer training. The third heat map shows which pairs are off.',
  'pairs.todo.apart':
    'Do not study relations between columns on these patients. Add patients; with the recipe “As in the article” train longer or with a wider network. The third heat map shows which pairs are off.',
  'pairs.todo.unknown':
    'Add patients: each half needs enough rows to be compared. The heat maps can still be looked at.',

  'kept-rules.title': 'Rules that must hold',
  'kept-rules.lead':
    'The rules from the Check step, on the real and on the synthetic rows that have every value a rule needs. Fewer broken is better; 0% is best.',
  'kept-rules.name': '“{name}”',
  'kept-rules.order': '“{low}” is never larger than “{high}”',
  'kept-rules.count': '“{column}” is how many of {of} are set',
  'kept-rules.anyOf': '“{column}” is set exactly where any of {of} is',
  'kept-rules.formula': '“{column}” is {formula}',
  'kept-rules.between': '“{column}” lies between {min} and {max}',
  'kept-rules.atLeast': '“{column}” is at least {min}',
  'kept-rules.atMost': '“{column}” is at most {max}',
  'kept-rules.any': '“{column}” may be any number',
  'kept-rules.sentence': '{rule}: broken by {real} and {synthetic}.',
  'kept-rules.real': '{broken} of {checked} real rows ({share})',
  'kept-rules.synthetic': '{broken} of {checked} synthetic rows ({share})',
  'kept-rules.real.unchecked': '0 of 0 real rows',
  'kept-rules.synthetic.unchecked': '0 of 0 synthetic rows',

  'chart.saveAs': 'Save as {format}: {title}',
  'chart.saveFailed': 'This browser could not draw the picture into a file. Try the other format.',
  'chart.table': 'The numbers',
  'chart.hint': 'Point at a cell or touch it, or use the arrow keys.',
  'chart.scale': 'Colours from {low} to {high}',
  'chart.loading': 'Drawing …',
  'chart.more': 'The first {shown} of {total}; all are in report.json.',

  'table.column': 'Column',
  'table.value': 'Value',
  'table.type': 'Kind',
  'table.real': 'Real',
  'table.synthetic': 'Synthetic',
  'table.difference': 'Difference',
  'table.distance': 'Distance (KS or TV)',
  'table.ceiling': 'Two real halves',
  'table.sample': 'Synthetic, in samples of that size',
  'table.p': 'p',
  'table.pAdjusted': 'p, corrected',
  'table.missing': 'Missing in real',
  'table.significant': 'Differs',
  'table.yes': 'yes',
  'table.no': 'no',

  'columns.table.title': 'Every column',
  'columns.table.caption':
    'Distance is 0 when both sides are spread alike and 1 when they have nothing in common (Kolmogorov–Smirnov for numbers, total variation for values). p: how often chance alone would give that distance; corrected for the number of columns. Distances shrink as samples grow: the last distances are both of samples half the size. A heading sorts, a name shows its chart.',
  'columns.choose': 'Column to look at',
  'columns.violin.caption':
    'How {column} is spread: real above (solid), synthetic below (dashed). Thick line: the middle half; tick: the median. Real {real}, synthetic {synthetic}. Distance {distance}; in samples of half the size {sample}, where two halves of the real patients give {ceiling}.',
  'columns.violin.middle': '{median} ({q25} to {q75})',
  'columns.bars.caption':
    'Share of patients with each value of {column}: real filled, synthetic hollow and dashed. Distance {distance}; in samples of half the size {sample}, where two halves of the real patients give {ceiling}.',
  'columns.share': '{share} ({count})',
  'columns.counts.title': 'Counts per feature',
  'columns.counts.caption':
    'Share of patients with each feature: real filled, synthetic hollow and dashed. Out of {real} real and {synthetic} synthetic patients.',
  'columns.statistics.title': 'Differences of statistics',
  'columns.statistics.caption':
    'Synthetic minus real, in percent of the real range of the column. Green: synthetic is higher; purple: lower; pale: alike. Differences beyond 25% have the strongest colour.',
  'columns.statistics.cell': '{column}, {statistic}: real {real}, synthetic {synthetic}, {share} of the range',

  'pairs.maps.title': 'Correlations',
  'pairs.real.title': 'Real',
  'pairs.synthetic.title': 'Synthetic',
  'pairs.difference.title': 'Synthetic minus real',
  'pairs.real.caption':
    'Correlation of every two columns of the real patients. Green: rise together; purple: one falls.',
  'pairs.synthetic.caption': 'The same for the synthetic patients. It should look like the one for real.',
  'pairs.difference.caption':
    'Where the two differ: pale everywhere is best. Green: too high in synthetic; purple: too low.',
  'pairs.cell': '{a} and {b}: real {real}, synthetic {synthetic}, difference {difference}',
  'pairs.leftOut': 'Without a correlation, because all real patients have the same value: {columns}.',
  'pairs.tooFew': 'Correlations need at least two columns that vary.',

  'maps.rows.title': 'Maps of the rows',
  'maps.rows.text':
    'Near points are rows that are alike. Look for corners with only real points (patients the network misses) and for tight knots of synthetic ones (too little variety). Both mean: train longer.',
  'maps.ecgs.title': 'Maps of the ECGs',
  'maps.ecgs.text':
    'Near points are ECGs that a network trained on the real ones finds alike. Look for corners with only real points (shapes the network misses) and for tight knots of synthetic ones (the same ECG over and over).',
  'overlap.pca.title': 'Principal components',
  'overlap.pca.caption':
    'The directions in which real patients vary most. First component: {real1} of the variation of real, {synthetic1} of synthetic; second: {real2} and {synthetic2}. {realCount} real and {syntheticCount} synthetic patients.',
  'overlap.tsne.title': 't-SNE',
  'overlap.tsne.caption':
    'Patients who are alike lie together; distances between groups mean nothing (perplexity {perplexity}). {realCount} real and {syntheticCount} synthetic patients.',
  'overlap.show': 'Shown',
  'overlap.both': 'Both',
  'overlap.row': 'Row',
  'overlap.x': 'Across',
  'overlap.y': 'Up',
} as const satisfies Record<string, Message>;
