/** Small tables in the letters of their clinic: a wrong guess makes nonsense of every word, and no column is recognised any more. */
import { describe, expect, it } from 'vitest';
import { ENCODINGS } from '../../core/text-format.ts';
import { bytesIn, decode } from '../../intake/testing/files.ts';
import { decodeText } from '../decode-text.ts';

const TABLES: Readonly<Record<string, readonly string[]>> = {
  'windows-1252': [
    'Geschlecht;Alter;Größe\nmännlich;63;180\nweiblich;58;160',
    'Diagnose\nVorhofflimmern, Rhythmusstörung\nmäßig\nunauffällig',
    'Sexe;Âge;Diabète\nhomme;63;oui\nfemme;58;non',
    'âge;tabac;élevé\n63;arrêté;non',
    'Sexo;Edad;Tensión\nvarón;63;alta\nmujer;58;baja',
    'año;diagnóstico\n2019;angina',
    'Sexo;Idade;Pressão\nmasculino;63;não\nfeminino;58;sim',
    'Sesso;Età\nmaschio;63',
    'Kön;Ålder\nman;63\nkvinna;58',
    'Køn;Alder\nmand;63',
    'Alder;Køn;Ryger\n63;mand;nej\n58;kvinde;før',
    'Geslacht;Leeftijd;Coronair\nman;63;ischemieën\nvrouw;58;één',
    'Temp °C;µmol/l\n36;5',
    'BSA m²;n\n1;2',
  ],
  'windows-1250': [
    'Płeć;Wiek\nmężczyzna;63\nkobieta;58',
    'smoking;age\nczęsto;63\n;58',
    'wiek;palenie;ciśnienie\n63;tak;wysokie',
    'Pohlaví;Věk\nmuž;63\nžena;58',
    'věk;výška;kouření\n63;180;ano',
    'Pohlavie;Vek;Fajčenie\nmuž;63;áno\nžena;58;nie',
    'x;sex\n1;nő',
    'x;smoking\n1;lehký\n2;vysoký',
    'Nem;Életkor\nférfi;63\nnő;58',
    'Sex;Vârstă\nbărbat;63\nfemeie;58',
    'Spol;Dob;Pušač\nmuški;63;da\nženski;58;ne',
  ],
  'windows-1254': [
    'x;sex\n1;kadın\n2;erkek',
    'x;yaş\n1;63',
    'Cinsiyet;Yaş\nkadın;63\nerkek;58',
    'Yaş;Ağırlık;Şeker hastalığı\n63;80;hayır',
  ],
  'windows-1257': [
    'height\naukštas\n',
    'x;risk\n1;žemas\n2;normalus',
    'x;sex\n1;vīrietis\n2;sieviete',
    'x;y\n1;šlapimas\n2;žingsnis\n3;žaizda',
    'x|y\n}|žemas| mL\n|aukštas| mL|{}\n|aukštas||\n',
    'Lytis;Amžius;Rūkymas;Skausmas krūtinėje\nvyras;63;taip;ne',
    'Dzimums;Vecums\nvīrietis;63\nsieviete;58',
    'Sugu;Vanus;Kõrgus\nmees;63;180\nnaine;58;160',
  ],
  'windows-1253': [
    'x;y\n1;ναι',
    'x;y\n1;πόνος\n2;οξύ\n3;χρόνια',
    'Φύλο;Ηλικία\nάνδρας;63\nγυναίκα;58',
    'Κάπνισμα\nναι\nόχι\nπρώην',
  ],
  'windows-1255': [
    'x;sex\n1;זכר\n2;נקבה',
    'x;y\n1;צינתור\n2;ניתוח\n3;ביקור',
    'מין;גיל\nגבר;63\nאישה;58',
    'לחץ דם;עישון;סוכרת\n120;כן;לא\n130;לשעבר;כן',
  ],
  'windows-1256': ['الجنس;العمر\nذكر;63\nأنثى;58', 'جنس;سيگار;گروه\nمرد;بلي;چاق\nزن;خير;لاغر'],
  'iso-8859-2': ['wiek;palenie;ciśnienie\n63;tak;podwyższone', 'Pohlaví;Věk;Kouření\nmuž;63;bývalý kuřák'],
  'windows-1251': [
    'Пол;Возраст\nм;63\nж;58',
    'sex;age\nм;63\nж;58',
    'ПОЛ;ВОЗРАСТ;ДИАГНОЗ\nМУЖ;63;ИБС\nЖЕН;58;СТЕНОКАРДИЯ',
    'Стать;Вік\nчоловік;63\nжінка;58',
    'Пол;Възраст\nмъж;63\nжена;58',
    'Пол;Старост\nмушкарац;63\nжена;58',
  ],
  'koi8-r': [
    'Пол;Возраст\nм;63\nж;58',
    'ПОЛ;ВОЗРАСТ;ДИАГНОЗ\nМУЖ;63;ИБС',
    'Курение;Стеноз\nда;нет',
    'g\nлёгкая\nсредняя\nтяжёлая',
  ],
  'x-mac-cyrillic': ['Пол;Возраст\nм;63\nж;58', 'Пациент;Диагноз\nМужчина;Ишемия'],
  macintosh: ['image;âge;sexe;taille;fumeur\n1.jpg;63;homme;180;arrêté', 'Alter;Größe;Geschlecht\n63;180;männlich'],
  ibm866: ['Пол;Возраст\nм;63\nж;58', 'Курение;Стеноз\nда;нет'],
  gbk: ['性别,年龄\n男,63\n女,58', '性别,年龄,诊断\n男,63,冠心病\n女,58,高血压', 'sex,age\n男,63\n女,58'],
  shift_jis: [
    '性別,年齢\n男,63\n女,58',
    '患者,性別,年齢,診断\n1,男性,63,狭心症\n2,女性,58,高血圧',
    '患者ID,タバコ\n1,あり\n2,なし',
    'sex,age\n男,63\n女,58',
  ],
  big5: ['性別,年齡\n男,63\n女,58', '性別,診斷\n男,冠心病'],
  'euc-kr': ['성별,나이\n남,63\n여,58', '이름,성별,진단\n가,남자,협심증'],
};

describe.each(Object.entries(TABLES))('%s', (encoding, texts) => {
  it.each(texts)('%j', (text) => {
    const bytes = bytesIn(text, encoding);
    // Where two encodings have the same bytes for these letters, either is right.
    expect(decodeText(bytes, 'auto', decode)).toMatchObject({ text, looksWrong: false });
  });

  it('can be chosen, and is known as what it is where the words are many', () => {
    expect(ENCODINGS).toContain(encoding);
    const bytes = bytesIn(texts.join('\n'), encoding);
    expect(decodeText(bytes, 'auto', decode)).toMatchObject({ text: texts.join('\n'), encoding });
  });
});

/** Names of regions in the language of a locale, as the platform knows them: a few thousand words nobody chose for this test. */
function words(locale: string): string[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  return letters.flatMap((a) => letters.flatMap((b) => names.of(a + b) ?? []));
}

it.each([
  ['windows-1252', ['de', 'fr', 'es', 'pt', 'sv', 'da']],
  ['windows-1250', ['pl', 'cs', 'sk', 'hu', 'hr']],
  ['windows-1254', ['tr']],
  ['windows-1257', ['lt', 'lv']],
  ['windows-1251', ['ru', 'uk', 'bg', 'sr']],
  ['koi8-r', ['ru']],
  ['x-mac-cyrillic', ['ru']],
  ['gbk', ['zh']],
  ['shift_jis', ['ja']],
])('%s: names of regions, twelve at a time', (encoding, locales) => {
  const isWritten = (word: string): boolean => {
    try {
      return /[^\0-\u007F]/u.test(word) && bytesIn(word, encoding).length > 0;
    } catch {
      return false;
    }
  };
  let right = 0;
  let all = 0;
  for (const locale of locales) {
    const list = words(locale).filter(isWritten);
    for (let i = 0; i + 12 <= list.length; i += 12) {
      const text = list.slice(i, i + 12).join(';');
      all += 1;
      if (decodeText(bytesIn(text, encoding), 'auto', decode).text === text) right += 1;
    }
  }
  expect(all).toBeGreaterThan(5);
  expect(right / all).toBeGreaterThan(0.95);
});
