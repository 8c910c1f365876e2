/** In Russian: results. The type says which texts there must be; `ru.test.ts` which places. */
import type { resultTexts as source } from '../en/results.ts';
import type { Translation } from '../message.ts';

export const resultTexts = {
  'compare.title': 'Рядом',
  'compare.lead':
    'Реальные и синтетические пациенты после эпохи {epoch}. Ищите то, что есть только у одних: ритм, форму, манеру пера.',
  'compare.real.note': '{count} случайных из {total}',
  'compare.real.fresh': '{count} созданы для этого сравнения; ни одна сеть на них не обучалась',
  'compare.synthetic.note': '{count} из постоянного шума сети',
  'compare.rows': 'Их строки',
  'compare.rows.text': 'Выберите ЭКГ на любой стороне; здесь появится её строка.',
  'compare.column': 'Столбец',
  'compare.pick.real': 'Реальный пациент {number}',
  'compare.pick.synthetic': 'Синтетический пациент {number}',
  'compare.others': 'Показать других',
  'compare.honest':
    'Это взгляд, а не измерение: по шестнадцати парам нельзя судить, совпадают ли столбцы и не скопирован ли кто-то. Измерения ниже.',
  'compare.next': 'Выгрузить синтетические пары',
  'compare.backToTraining': 'Назад к обучению',

  'download.title': 'Возьмите синтетических пациентов с собой',
  'download.lead': 'Каждая пара — строка в единицах вашей таблицы и ЭКГ, которая к ней относится.',
  'download.pairs': 'Сколько пар',
  'download.pairs.help': 'До {max}. Если больше {each}, архивов будет несколько, каждый полон сам по себе.',
  'download.seed': 'Начальное число',
  'download.seed.help': 'Та же сеть и то же число дают те же пары.',
  'download.csv': 'Таблица (pairs.csv)',
  'download.csv.programs': 'Для программ',
  'download.csv.excel': 'Для Excel',
  'download.csv.programs.help': 'UTF-8, ячейки через запятую, десятичная точка, названия как в вашей таблице.',
  'download.csv.excel.help':
    'Сразу открывается в таблице: между ячейками «{separator}», в числах «{decimal}», пороги в заголовках (≥ 50).',
  'download.size': 'Примерно {bytes}',
  'download.sizeMeasuring': 'Взвешивается проба …',
  'download.forecast': 'примерно за {time}, судя по нескольким пробным парам.',
  'download.forecast.archives': {
    one: '{count} архив, пар не больше {each}.',
    few: '{count} архива, в каждом пар не больше {each}.',
    many: '{count} архивов, в каждом пар не больше {each}.',
    other: '{count} архива, в каждом пар не больше {each}.',
  },
  'download.where': 'Какие пациенты (необязательно)',
  'download.where.placeholder': 'age > 60 and LAD_st = 1',
  'download.where.help':
    'Сравнения (= != < <= > >=), соединённые словами and, or, not и скобками; имена с пробелами — в "двойных кавычках". Остальные исключаются, поэтому их номеров нет.',
  'download.where.share': 'Подходит примерно {percent} синтетических пациентов (опробовано {tried}).',
  'download.where.none':
    'Из опробованных синтетических пациентов ({tried}) не подходит ни один. Расширьте условие; если подходящих слишком мало, создание пар остановится.',
  'download.where.rare':
    'Из опробованных синтетических пациентов ({tried}) подходят только {fitting}. Создавать много придётся долго; если подходящих слишком мало, оно остановится.',
  'download.fix': 'Закреплённые значения (необязательно)',
  'download.fix.help':
    'Они будут у каждого пациента; остальная строка создаётся под них. Несколько соединяйте словом and.',
  'download.shares': 'Доли (необязательно)',
  'download.shares.help':
    'Как часто что встречается: у половины пациентов есть, у половины нет. Для других значений: rhythm = AF = 0.3.',
  'download.cohort.share': 'Условиям отвечает примерно {percent} созданных строк; для остальных ЭКГ не рисуется.',
  'download.cohort.near':
    'Берутся числа рядом с закреплёнными и приравниваются к ним: в точности они почти не встречаются.',
  'download.cohort.weights':
    'Подходящих слишком мало, поэтому пациенты идут как есть, а столбец {column} показывает вес каждого.',
  'download.archives': 'Готово архивов: {done} из {of} ({bytes}).',
  'download.many.pause': 'Пауза',
  'download.many.resume': 'Продолжить',
  'download.many.paused': 'Пауза',
  'download.many.stopped': 'Отменено. С теми же настройками можно продолжить после последнего целого архива.',
  'download.many.continue': {
    one: 'Продолжить ({count} пара)',
    few: 'Продолжить ({count} пары)',
    many: 'Продолжить ({count} пар)',
    other: 'Продолжить ({count} пары)',
  },
  'download.many.done.folder': {
    one: '{count} пара в папке.',
    few: '{count} пары в папке.',
    many: '{count} пар в папке.',
    other: '{count} пары в папке.',
  },
  'download.many.done.downloads': {
    one: '{count} пара передана в загрузки браузера.',
    few: '{count} пары переданы в загрузки браузера.',
    many: '{count} пар передано в загрузки браузера.',
    other: '{count} пары передано в загрузки браузера.',
  },
  'download.button': {
    one: 'Скачать {count} пару',
    few: 'Скачать {count} пары',
    many: 'Скачать {count} пар',
    other: 'Скачать {count} пары',
  },
  'download.running': 'Создаются синтетические пары',
  'download.done': {
    one: '{count} пара сохранена: {name} ({bytes}).',
    few: '{count} пары сохранены: {name} ({bytes}).',
    many: '{count} пар сохранено: {name} ({bytes}).',
    other: '{count} пары сохранено: {name} ({bytes}).',
  },
  'download.again': 'Сохранить ещё раз',
  'download.leaveOut': 'Исключить ЭКГ, слишком близкие к реальному пациенту',
  'download.leaveOut.help':
    'ЭКГ слишком близка, если она ближе к ЭКГ пациента из обучения, чем 99 % ЭКГ отложенных пациентов. Номера пар сохраняются, поэтому остаются пропуски. Риск снижается, но анонимным это никого не делает.',
  'download.leaveOut.unknown':
    'Сначала измерьте ЭКГ на шаге «Сравнение», отложив часть пациентов: только тогда известно, что значит «слишком близко».',
  'download.leftOut': {
    one: '{count} пара исключена: слишком близка к реальному пациенту.',
    few: '{count} пары исключены: слишком близки к реальному пациенту.',
    many: '{count} пар исключено: слишком близки к реальному пациенту.',
    other: '{count} пары исключено: слишком близки к реальному пациенту.',
  },
  'download.needsStop': 'Обучение ещё идёт. Остановите его (сеть сохранится), чтобы создавать из неё пары.',
  'download.contents.title': 'Что в архиве',
  'download.contents.csv': 'pairs.csv',
  'download.contents.csv.text':
    'По строке на пациента, с именами и единицами вашей таблицы; первый столбец называет снимок.',
  'download.contents.images': 'images/',
  'download.contents.images.text': 'Серые снимки JPEG, {size} × {size} пикс., с номерами строк.',
  'download.contents.manifest': 'manifest.json',
  'download.contents.manifest.text': 'Способ, настройки, начальное число и версии: всё, чтобы создать их снова.',
  'download.contents.card': 'DATA-CARD.md',
  'download.contents.card.text': 'Простыми словами: как они созданы и где их границы.',
  'download.contents.report': 'report.html',
  'download.contents.report.text': 'Всё, что измерено, с графиками; самостоятельная страница, её удобно печатать.',
  'download.measured.title': 'Что измерено у этой сети',
  'download.measured.none': 'Пока ничего: так и будет сказано в карте данных.',
  'download.measured.go': 'Сначала сравнить с реальными пациентами',
  'download.measured.goOn': 'Измерить остальное',
  'download.limits.title': 'Для чего они и для чего нет',
  'download.limits.synthetic': 'Эти пациенты синтетические. Говорите об этом везде, где их показываете или передаёте.',
  'download.limits.diagnosis': 'Не для диагностики, лечения и любых решений о реальном человеке.',
  'download.limits.privacy':
    'Проверить строки и ЭКГ на копии можно на шаге «Сравнение»; это предупреждение, но не гарантия. Обращайтесь с файлами так же бережно, как с исходными данными.',
  'download.limits.simulated':
    'Они созданы по смоделированным демонстрационным пациентам и о реальных ничего не говорят.',
  'download.model.title': 'Обученная сеть',
  'download.model.text':
    'Чтобы открыть снова на этой странице или создавать пары в другом месте: сети со слоями Keras, столбцы и сведения о том, как всё получено.',
  'download.model.full': 'Со всем, что нужно для продолжения обучения (дискриминатор и состояние оптимизатора)',
  'download.model.button': 'Скачать model.zip',
  'download.model.running': 'Сеть упаковывается',
  'download.onnx.button': 'Скачать generator.onnx',
  'download.onnx.text':
    'Только генератор для ONNX Runtime, который работает из Python, C++, Java и других; описание столбцов внутри.',
  'download.onnx.running': 'Записывается файл ONNX',
  'download.model.done': 'Сохранено: {name} ({bytes}).',
} as const satisfies Translation<typeof source>;
