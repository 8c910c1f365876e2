/** In Russian: common. The type says which texts there must be; `ru.test.ts` which places. */
import type { commonTexts as source } from '../en/common.ts';
import type { Translation } from '../message.ts';

export const commonTexts = {
  'role.feature': 'Признак',
  'role.target': 'Целевой признак',
  'role.id': 'Номер пациента',
  'role.image': 'Файл снимка',
  'role.drop': 'Не используется',

  'type.binary': 'Два значения',
  'type.integer': 'Целое число',
  'type.continuous': 'Дробное число',
  'type.categorical': 'Категория',

  'stage.reading': 'Чтение файлов',
  'stage.decoding': 'Просмотр снимков ЭКГ',
  'stage.drawing-demo': 'Построение демонстрационных пациентов и их ЭКГ',
  'stage.preparing': 'Измерение данных пациентов',
  'stage.building': 'Построение сетей',
  'stage.measuring': 'Проверка компьютера',
  'stage.sampling': 'Создание синтетических пациентов',
  'stage.comparing': 'Сравнение реальных пациентов с синтетическими',
  'stage.packing': 'Упаковка файлов',

  'app.title': 'ECG Pair Studio',
  'app.skip': 'К содержимому',
  'glossary.title': 'Словарь терминов',
  'picture.enlarge': 'Увеличить',
  'picture.pixels': '{size} × {size} пикс., какой её видят сети',
  'app.licences': 'Лицензии сторонних компонентов',
  'app.steps': 'Шаги',
  'step.data': 'Данные',
  'step.check': 'Проверка',
  'step.train': 'Обучение',
  'step.compare': 'Сравнение',
  'step.download': 'Выгрузка',
  'step.locked.check': 'Сначала добавьте данные',
  'step.locked.train': 'Данные ещё не готовы',
  'step.locked.compare': 'Сначала обучите сеть',
  'step.locked.download': 'Сначала завершите обучение',
  'step.done': 'готово',

  'privacy.line': 'Файлы остаются на этом компьютере',
  'privacy.sent': 'отправлено {bytes}',
  'privacy.explain':
    'Все вычисления идут в этом браузере. Число показывает, сколько байтов эта страница и процесс обучения передали в запросах с момента открытия, включая любые запросы к другим сайтам. Кроме того, браузеру запрещено соединяться с другими сайтами.',
  'privacy.foreign': {
    one: '{count} запрос ушёл на другой сайт: {hosts}. Причиной может быть расширение браузера; сама страница таких запросов не делает.',
    few: '{count} запроса ушли на другие сайты: {hosts}. Причиной может быть расширение браузера; сама страница таких запросов не делает.',
    many: '{count} запросов ушли на другие сайты: {hosts}. Причиной может быть расширение браузера; сама страница таких запросов не делает.',
    other:
      '{count} запроса ушло на другие сайты: {hosts}. Причиной может быть расширение браузера; сама страница таких запросов не делает.',
  },
  'scheme.toDark': 'Тёмное оформление',
  'scheme.toLight': 'Светлое оформление',
  'language.label': 'Язык',
  'simulated.badge': 'Смоделированные пациенты',
  'simulated.explain': 'Эти пациенты построены по модели. За ними не стоит ни один человек.',

  'kind.real': 'Реальные',
  'kind.simulated': 'Реальные (демонстрационные)',
  'kind.synthetic': 'Синтетические',

  'action.cancel': 'Отмена',
  'action.retry': 'Повторить',
  'action.close': 'Закрыть',
  'action.copy': 'Скопировать подробности',
  'action.copied': 'Скопировано',
  'confirm.keep': 'Оставить',
  'progress.of': '{done} из {total}',
  'progress.left': 'осталось примерно {time}',
  'progress.working': 'Выполняется …',
  'error.title': 'Не получилось',
  'error.detail': 'Технические подробности',

  'boundary.title': 'Эта часть страницы перестала работать',
  'boundary.text':
    'Ваши данные и обучение не пострадали: они хранятся отдельно. Покажите эту часть снова или перейдите к другому шагу.',
  'boundary.top': 'Страница перестала обновляться. Ваши данные и обучение не пострадали.',
  'boundary.again': 'Показать снова',
  'boundary.reload': 'Перезагрузить страницу',

  'count.patients': {
    one: '{count} пациент',
    few: '{count} пациента',
    many: '{count} пациентов',
    other: '{count} пациента',
  },
  'count.ecgsOf': {
    one: '{ecgs} от {count} пациента',
    few: '{ecgs} от {count} пациентов',
    many: '{ecgs} от {count} пациентов',
    other: '{ecgs} от {count} пациента',
  },
  'count.rows': { one: '{count} строка', few: '{count} строки', many: '{count} строк', other: '{count} строки' },
  'few.patients': {
    one: '{count} пациента хватит, чтобы попробовать, но не чтобы оценить результат: на большинство вопросов ответом будет «слишком мало пациентов». Нужно около {needed}.',
    few: '{count} пациентов хватит, чтобы попробовать, но не чтобы оценить результат: на большинство вопросов ответом будет «слишком мало пациентов». Нужно около {needed}.',
    many: '{count} пациентов хватит, чтобы попробовать, но не чтобы оценить результат: на большинство вопросов ответом будет «слишком мало пациентов». Нужно около {needed}.',
    other:
      '{count} пациента хватит, чтобы попробовать, но не чтобы оценить результат: на большинство вопросов ответом будет «слишком мало пациентов». Нужно около {needed}.',
  },
  'count.columns': {
    one: '{count} столбец',
    few: '{count} столбца',
    many: '{count} столбцов',
    other: '{count} столбца',
  },
  'count.ecgs': { one: '{count} ЭКГ', few: '{count} ЭКГ', many: '{count} ЭКГ', other: '{count} ЭКГ' },
  'count.epochs': { one: '{count} эпоха', few: '{count} эпохи', many: '{count} эпох', other: '{count} эпохи' },
  'count.pairs': { one: '{count} пара', few: '{count} пары', many: '{count} пар', other: '{count} пары' },
  'count.more': 'и ещё {count}',

  'backend.webgpu': 'WebGPU',
  'backend.webgl': 'WebGL',
  'backend.wasm': 'процессор (WebAssembly)',
  'backend.cpu': 'процессор (обычный JavaScript)',
  'backend.auto': 'Автоматически',
  'backend.named': '{backend}, {adapter}',

  'picture.alt.real': 'Реальная ЭКГ {number}',
  'picture.alt.synthetic': 'Синтетическая ЭКГ {number}',
  'row.empty': 'пусто',
} as const satisfies Translation<typeof source>;
