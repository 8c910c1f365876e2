/** In Russian: model. The type says which texts there must be; `ru.test.ts` which places. */
import type { modelTexts as source } from '../en/model.ts';
import type { Translation } from '../message.ts';

export const modelTexts = {
  'model.open.title': 'Уже есть обученная модель?',
  'model.open.text':
    'Откройте model.zip, сохранённый этой страницей: он создаёт новые пары без пациентов, на которых обучен.',
  'model.open.button': 'Открыть модель',
  'model.open.running': 'Открывается {name}',
  'model.open.ask.title': 'Заменить обученную сеть?',
  'model.open.ask.text':
    'Сеть, обученная здесь, не скачана. {name} заменит её; сначала скачайте её, если она не сохранена на этом компьютере.',
  'model.open.ask.confirm': 'Заменить',
  'model.opened.title': 'Открыто: {name}',
  'model.opened.facts': 'Обучение: {epochs}, {patients}, ЭКГ {size} пикс. Работает через {backend}, без пациентов.',
  'model.opened.facts.demo':
    'Обучение: {epochs}, {patients} (СМОДЕЛИРОВАНЫ), ЭКГ {size} пикс. Работает через {backend}, без пациентов.',
  'model.opened.next': 'Создать пары',
  'model.opened.train':
    'Пары можно создавать сразу. Для обучения добавьте пациентов на шаге «Данные»: в модели их нет.',
  'model.opened.grid': 'Шестнадцать синтетических ЭКГ этой модели',
  'demo.learnOn': 'Учить дальше',
  'demo.learnOn.text':
    'Она может учиться дальше прямо здесь: сначала будут нарисованы смоделированные пациенты, на которых она училась, затем видна каждая эпоха.',
  'demo.learnOn.running': 'Подготовка к дальнейшему обучению',
  'model.opened.trainNew': 'Обучить новую сеть',
  'model.opened.compare':
    'Сеть открыта без своих пациентов. Чтобы сравнить, обучите на пациентах здесь; сравнить можно и на компьютере, где её обучили.',
  'model.opened.download': 'Сеть открыта из файла {name}: он у вас уже есть.',
} as const satisfies Translation<typeof source>;
