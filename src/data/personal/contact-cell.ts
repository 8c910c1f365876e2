/** Cells that say by their form alone where somebody lives, how to reach him, or what number an authority gave him. */

const MAIL = /(^|[\s<("])[\w.+-]+@[\w-]+(\.[\w-]+)+/u;

/** Punctuation of phone numbers, with an extension or not. */
const PHONE = /^(?:(?:tel|phone|mob|моб|тел)[.:]*\s*)?(\+|00)?[\d\s()./-]{7,22}(\s*(ext|x|доб)\.?\s*\d{1,5})?$/iu;
/** Within a text. */
const PHONE_INSIDE =
  /(^|[^\d.,])(\+\d[\d\s()-]{8,16}\d|8[ -]?\(\d{3,5}\)[\d\s-]{5,12}\d|\(\d{3}\)\s?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4})\b/u;
/** Not "06.12.34.56.78", a French phone. */
const DATE = /^\d{1,4}([./-])\d{1,2}[./-]\d{1,4}(?!\d?(?:\1\d{2}){2}$)/u;
const DECIMAL = /^[+-]?\d+[.,]\d+$/u;
/** "120/80", "10-20", "1-2-3": two or three short numbers are values, not a phone. */
const SHORT_PARTS = /^\d{1,3}(\s?[/-]\s?\d{1,3}){1,2}$/u;

/** A phone number with something that tells it from an ordinary number: a plus, brackets, parts, a leading zero. */
export function isPhone(cell: string): boolean {
  const text = cell.trim();
  if (!PHONE.test(text) || DATE.test(text) || DECIMAL.test(text) || SHORT_PARTS.test(text)) return false;
  const digits = text.replaceAll(/\D/gu, '').length;
  if (digits < 7 || digits > 16) return false;
  if (/^\+|^00/u.test(text)) return digits >= 8;
  if (/^\(?0\d/u.test(text)) return digits >= 9;
  if (text.includes('(')) return true;
  const parts = text.split(/[\s./-]+/u).filter((part) => part !== '');
  // "1 250 000" and "112 233 445" are numbers with thousands apart.
  const isGrouped = parts.every((part, i) => part.length === 3 || (i === 0 && part.length < 3));
  return parts.length >= 2 && parts.length <= 6 && !isGrouped && /-|\d[\s./]\d/u.test(text);
}

/** What stands for a street in the word itself, or behind or before its name. */
const STREET_WORD = new RegExp(
  [
    // One word, or the last part of one: Musterstr., Hauptstraße, Bahnhofsplatz, Kungsgatan, Kerkstraat.
    String.raw`\p{L}{3,}(straße|strasse|str\.?|gasse|allee|platz|weg|ring|damm|ufer|gatan|gata|gaten|gade|vej|vägen|veien|straat|laan|plein|utca|katu|tie|vei|polku|iela|gatvė|tänav|küçəsi|prospekti|väg)\b`,
    String.raw`(?<![\p{L}])(ул|пр|пер|просп|пр-т|пр-кт|наб|бул|ш|пл|вул|бульв|пров)\.\s*\p{L}`,
    String.raw`(?<![\p{L}])(улица|проспект|переулок|набережная|бульвар|шоссе|вулиця|площадь|проезд|микрорайон|мкр|площа|провулок)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(rue|avenue|boulevard|chemin|impasse|calle|avda|avenida|carrer|plaza|via|viale|corso|piazza|rua|travessa|ul|al|os|aleja|ulica|ulice|náměstí|nám|třída|námestie|trg|strada|str|bd|aleea|calea|bulevardul|utca|út|tér|iela|gatvė|tänav|mnt|cad|cadde|caddesi|sok|sokak|mah|mahallesi|bulvarı|jalan|jln|jl|gg|av|paseo|οδός|οδος|λεωφόρος)(?![\p{L}])\.?`,
    String.raw`(?<![\p{L}])(شارع|طريق|حي|خیابان|کوچه|רחוב|שדרות|मार्ग|सड़क|ถนน|đường|phố)(?![\p{L}])`,
    String.raw`\p{Script=Han}(路|街|道|巷|弄|丁目|番地|胡同|大道)`,
    String.raw`[가-힣](로|길|동)\s?\d`,
  ].join('|'),
  'iu',
);
const ENGLISH_STREET =
  /^\d+[a-z]?,? (\p{Lu}[\p{L}'.-]*|\d+(st|nd|rd|th)) (\p{Lu}[\p{L}'.-]* )*(Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Way|Blvd|Boulevard|Square|Sq|Terrace|Close|Crescent|Parade|Highway|Hwy|Place|Pl|Grove|Row|Mews|Walk|Gardens|Park)\b/u;
const POSTAL_CITY = /^([A-Z]{1,2}-)?\d{4,6},? \p{Lu}[\p{L}-]{2,}/u;
const HOUSE = /\d/u;

export function isStreet(cell: string): boolean {
  const text = cell.trim();
  return HOUSE.test(text) && (STREET_WORD.test(text) || ENGLISH_STREET.test(text) || POSTAL_CITY.test(text));
}

/** A name and a house number, in either order: "Hlavní 12/3", "742 Evergreen Terrace". */
const NUMBERED =
  /^(?<name>\p{Lu}[\p{L}\p{M} .'’-]{2,}),? (?<house>\d{1,4})(\s?[a-zа-я]|\/\d+|-\d+)?$|^(?<before>\d{1,4}),? (?<behind>\p{Lu}[\p{L}\p{M} .'’-]{2,})$/u;
/** What tablets weigh, and grades. */
const DOSE =
  /^([0-9]|10|12|15|20|25|30|40|50|60|75|80|90|100|120|150|160|200|240|250|300|320|400|500|600|750|800|850|1000)$/u;

/** Different names with different house numbers, few of which could be a dose or a grade. */
export function areStreets(cells: readonly string[]): boolean {
  const parts = cells.map((cell) => NUMBERED.exec(cell.trim())?.groups).filter((groups) => groups !== undefined);
  const numbers = parts.map((part) => part['house'] ?? part['before'] ?? '');
  const streets = new Set(parts.map((part) => part['name'] ?? part['behind'] ?? ''));
  const unlikely = numbers.filter((number) => !DOSE.test(number)).length;
  const isVaried = streets.size >= 0.7 * parts.length && new Set(numbers).size >= 0.6 * parts.length;
  return parts.length > 3 && parts.length >= 0.7 * cells.length && isVaried && unlikely >= 0.5 * parts.length;
}

/** Numbers of people as authorities write them, by their form: no sum of digits is checked, since hands mistype. */
const DOCUMENTS: readonly RegExp[] = [
  /^\d{3}-\d{3}-\d{3}[ -]\d{2}$/u, // SNILS
  /^\d{3}-\d{2}-\d{4}$/u, // SSN
  /^\d{2} ?\d{2} (№ ?)?\d{6}$/u, // a Russian passport
  /^[A-Z]\d{9}$/u, // a German insured person
  /^[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]$/iu, // codice fiscale
  /^(\d{8}|[XYZ]\d{7})-?[A-Z]$/iu, // DNI, NIE
  /^[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/iu, // National Insurance
  /^\d{3} \d{3} \d{4}$/u, // NHS
  /^[12] \d{2} \d{2} \d{2} \d{3} \d{3}( \d{2})?$/u, // NIR
  /^\d{17}[\dX]$/iu, // a Chinese identity card
  /^\d{4} \d{4} \d{4}$/u, // Aadhaar
  /^\d{3}\.\d{3}\.\d{3}-\d{2}$/u, // CPF
  /^\d{6}[-+A]\d{3,4}[\dA-Z]?$/u, // Swedish, Danish and Finnish numbers
  /^(CRM|CRO|COREN)[-/ ]?[A-Z]{2}[ -]?\d{4,7}$/iu, // a Brazilian doctor
  /^[A-Z]{4}\d{6}[HM][A-Z]{5}[\dA-Z]\d$/u, // CURP
  /^\d{6}\/\d{3,4}$/u, // Czech and Slovak
  /^[A-Z]{2}\d{2}( ?[\dA-Z]{4}){3,7}( ?[\dA-Z]{1,4})?$/u, // IBAN
  /^[A-Z]{1,2} ?\d{6,8}$/u, // passports
  /^\d{12,}$/u, // more digits than a measurement has
];

export function isDocument(cell: string): boolean {
  const text = cell.trim();
  return DOCUMENTS.some((form) => form.test(text));
}

export function isMail(cell: string): boolean {
  return MAIL.test(cell);
}

/** Anywhere in a text. */
export function mentionsContact(text: string): boolean {
  return isMail(text) || PHONE_INSIDE.test(text);
}
