/** In Russian: pairing. The type says which texts there must be; `ru.test.ts` which places. */
import type { pairingTexts as source } from '../en/pairing.ts';
import type { Translation } from '../message.ts';

export const pairingTexts = {
  'matching.left.taken': 'строка {row}: другая строка точнее указывает на {file}',
  'matching.left.contested': 'строка {row}: {file} с тем же правом подходит другой строке',
  'matching.left.folders': 'строка {row}: {file} лежит не в той папке, что указана в строке',
  'matching.left.several': 'строка {row}: файлов с именем {file} несколько, а папка в строке не указана',

  'pairList.found.path': 'точно как в таблице',
  'pairList.found.name': 'имя без папки и расширения',
  'pairList.found.parts': 'части имени',
  'pairList.found.id': 'номер в имени',
  'pairList.found.order': 'порядок сортировки',

  'matching.damage.cut': '{file} (файл обрывается)',
  'matching.damage.broken': '{file} (часть файла перезаписана)',

  'matching.damaged': 'Повреждённые ЭКГ',
  'matching.happens.damaged': 'Используются так, как их дополнил браузер. Посмотрите их и замените испорченные',
  'pairList.open': 'Просмотреть пары',
  'pairList.close': 'Закрыть список пар',
  'pairList.search': 'Поиск по парам',
  'pairList.searchFor': 'Часть имени или номера',
  'pairList.shown': { one: '{count} пара', few: '{count} пары', many: '{count} пар', other: '{count} пары' },
  'pairList.range': 'с {first} по {last}',
  'pairList.earlier': 'Назад',
  'pairList.later': 'Дальше',
  'pairList.save': 'Сохранить пары (CSV)',
  'pairList.column.line': 'Строка',
  'pairList.column.key': 'В таблице',
  'pairList.column.picture': 'ЭКГ',
  'pairList.column.found': 'Как найдено',
  'pairList.found.inside': 'номер внутри файла',
  'matching.leadsMissing': 'ЭКГ с пустыми отведениями',
  'matching.happens.leadsMissing': 'Используются как есть',
  'matching.leadsMissingItem': '{file} (нет {leads})',
  'pairing.inside': 'Сопоставлено по номеру из столбца «{column}», найденному внутри файлов.',
} as const satisfies Translation<typeof source>;
