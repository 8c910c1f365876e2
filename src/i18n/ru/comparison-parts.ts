/** In Russian: comparison parts. The type says which texts there must be; `ru.test.ts` which places. */
import type { comparisonPartTexts as source } from '../en/comparison-parts.ts';
import type { Translation } from '../message.ts';

export const comparisonPartTexts = {
  'joint.answer.heartRate':
    'Частота сердечных сокращений в столбце {column} расходится с измеренной по снимку в середине на {synthetic} уд./мин; у реальных отложенных пациентов — на {real}, со строками других пар — на {shuffled}.',
  'joint.answer.noBeats':
    'По синтетическим ЭКГ частоту сокращений измерить нельзя: снимков, где ударов не видно, — {count}, сравнить со строкой удалось {compared}.',
  'joint.answer.findings': {
    one: 'По находкам: у {count} не меньше 30 пациентов, и она читается; сохраняется доля от {low} до {high}.',
    few: 'По находкам: у {count} не меньше 30 пациентов, и они читаются; сохраняется доля от {low} до {high}.',
    many: 'По находкам: у {count} не меньше 30 пациентов, и они читаются; сохраняется доля от {low} до {high}.',
    other: 'По находкам: у {count} не меньше 30 пациентов, и они читаются; сохраняется доля от {low} до {high}.',
  },
  'joint.findings.title': 'Что сохраняется от каждой находки',
  'joint.findings.caption':
    'По находкам, которые есть хотя бы у 30 реальных пациентов: что о них говорит синтетическая ЭКГ, в долях от того, что говорит реальная. 1 — как у реальных, 0 — ничего; с 95 % интервалами.',
  'joint.findings.asReal': 'как у реальных',
  'joint.findings.share': 'Доля от реальных',
  'joint.findings.positives': 'Реальных пациентов с находкой',
  'joint.rate.title': 'Частота сокращений в строке и на снимке',
  'joint.rate.caption':
    'Удары в минуту в столбце {column} и измеренные по снимку: середина расхождений. Реальные — отложенные пациенты: точнее снимки такого размера измерить не дают.',
  'joint.rate.difference': 'Середина расхождений, уд./мин',
  'joint.rate.compared': 'Сравнено пар',
  'joint.rate.withoutBeats': 'Снимки без ударов',

  'ecgs.answer.ink':
    'Видя одни кривые, чёрные на белом, без бумаги, контраста и размытия, она указывает верно в {auc} случаев.',
  'detection.imagesInk': 'По одним кривым',

  'privacy.answer.rowCopies':
    'За вычетом случайных совпадений {copies} синтетических строк ближе к строке из обучения, чем строки других пациентов.',
  'privacy.rowCopies': 'Строки, которые ближе к строке из обучения, чем случайно',
  'privacy.chart.rows': 'Строки',
  'privacy.epochs.title': 'Скопированные ЭКГ в каждой сохранённой эпохе',
  'privacy.epochs.caption':
    'ЭКГ, которые ближе к пациенту из обучения, чем случайно, из 192 нарисованных в каждой эпохе, к которой можно вернуться. Доля, растущая с эпохами, — сеть заучивает пациентов наизусть: вернитесь назад.',
  'privacy.epochs.epoch': 'Эпоха',
} as const satisfies Translation<typeof source>;
