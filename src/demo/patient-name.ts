/** Names for SIMULATED patients that nobody bears: surnames made from Russian words for "made up", "sample", "not really". */
import type { Rng } from '../core/rng.ts';

/** Masculine form; the feminine adds "а". */
const SURNAMES = [
  'Выдуманов',
  'Примеров',
  'Небывалов',
  'Придумкин',
  'Макетов',
  'Условнов',
  'Понарошкин',
  'Невзаправдин',
  'Демоверсиев',
  'Вымышлёнов',
  'Сочиняйкин',
  'Учебнов',
  'Модельев',
  'Несуществов',
  'Шаблонов',
  'Заглушкин',
] as const;
const MALE_NAMES = ['Пример', 'Образец', 'Макет', 'Эскиз', 'Шаблон', 'Тест', 'Набросок', 'Аноним'] as const;
const FEMALE_NAMES = ['Модель', 'Выдумка', 'Проба', 'Схема', 'Фантазия', 'Версия', 'Гипотеза', 'Аноним'] as const;
const FATHERS = ['Демов', 'Макетов', 'Шаблонов', 'Тестов', 'Эскизов', 'Примеров'] as const;

function pick(rng: Rng, words: readonly string[]): string {
  return words[rng.below(words.length)] ?? '';
}

/** Surname, given name and patronymic, e.g. "Невзаправдин Эскиз Демович". */
export function drawName(rng: Rng, male: boolean): string {
  const surname = pick(rng, SURNAMES);
  const given = pick(rng, male ? MALE_NAMES : FEMALE_NAMES);
  const father = pick(rng, FATHERS);
  return male ? `${surname} ${given} ${father}ич` : `${surname}а ${given} ${father}на`;
}
