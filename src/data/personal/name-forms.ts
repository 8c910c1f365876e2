/** Forms that only names of people have, whatever the name is: titles, patronymics, initials, DICOM's `SURNAME^GIVEN`. */
import { nameWords } from './fold-name.ts';

const WORD = String.raw`\p{Lu}[\p{L}\p{M}'’ʼ-]+`;
const INITIAL = String.raw`\p{Lu}[.．]`;

const CARET = /^[\p{L}\p{M}'’.\- ]+\^+[\p{L}\p{M}'’.\- ^]*$|^\^[\p{L}\p{M}]{2,}/u;

/** Fathers' names, Russian, Ukrainian, Belarusian and of the peoples who use them in another form. */
const PATRONYMIC =
  /(?<![\p{L}])\p{Lu}\p{L}{2,}(ович|евич|ьич|мич|нич|овна|евна|ична|инична|івна|ївна|йович|ovich|evich|yevich|ovna|evna|yevna|ichna|ovych|evych|ivna)(?![\p{L}])|(?<=\p{L}\s*-?\s*)(оглы|оглу|кызы|улы|ұлы|қызы|уулу|oğlu|oglu|qızı|qizi|kyzy)(?![\p{L}])/iu;

/** What each of them ends in. */
const PATRONYMIC_END = /ич|вна|чна|ich|ych|vna|оглы|оглу|кызы|улы|ұлы|қызы|уулу|oğlu|oglu|qızı|qizi|kyzy/iu;

/** With a point or without. */
const TITLE = String.raw`(?:(?:prim|univ|priv|apl|hon)\.?[\s-]*(?:prof|doz|dr))|dr|drs|dra|dott|dott\.?ssa|doz|prof|mudr|mddr|mr|mrs|miss|mme|mlle|srta|herr|frau|д-р|проф|акад|доц|докт|к\.?\s?м\.?\s?н|д\.?\s?м\.?\s?н|г-н|г-жа|гр-н|гр-ка|м/с|(?:pd|oa|oä|ca|fa|ass)\.?\s+(?:prof|dr)`;
/** Only with a point: without it they are other abbreviations, as MS, PD and HR. */
const TITLE_POINT = String.raw`fr|hr|op|pd|md|pt|ms|doc|doç|uzm|sr|sra|sig|lek|mag|dipl|зав|орд|асс|гр|др|мс|st\.?\s?arzt`;
const TITLED = new RegExp(
  String.raw`^(?:(?:(?:${TITLE})(?:[.,]+\s*|\s+)|(?:${TITLE_POINT})\.\s*)(?:(?:med|habil|h\.?c|phil|nat|rer|dent|univ)\b[.,]*\s*)*)+(?:(?:von|van|de|der|den|di|da|al|el|bin)\s+)*(?:${INITIAL}\s*)*\p{Lu}[\p{L}\p{M}'’-]*`,
  'iu',
);
/** Written out before a name: "Врач Иванова", "Doctor Who". What follows must look like a name. */
const NAMED_AFTER = new RegExp(
  String.raw`(?<![\p{L}])(?:[Вв]рач|[Дд]октор|[Пп]рофессор|[Дд]оцент|[Мм]едсестра|[Фф]ельдшер|[Пп]ациент(?:ка)?|[Бб]ольн(?:ой|ая)|[Гг]ражданин|[Гг]ражданка|[Гг]осподин|[Гг]оспожа|[Dd]octor|[Pp]rofessor|[Pp]atient(?:in)?|[Nn]urse|[Ss]chwester|Herrn?|Frau|[Mm]onsieur|[Mm]adame|[Ss]eñora?|[Ss]ignora?|[Mm]ister)[\s:]+(?:(?:${INITIAL}\s*)+${WORD}|${WORD}(?:\s+(?:${WORD}|${INITIAL}))*)`,
  'u',
);
const TITLE_BEHIND = new RegExp(
  String.raw`^${WORD}(?:[\s,]+(?:${WORD}|(?:${INITIAL}\s?)+))*,\s*(?:m\.?d\.?|ph\.?d\.?|mbbs|do|rn|np|frcp|facc|esq|jr|dr|prof|к\.?м\.?н|д\.?м\.?н)(?![\p{L}])`,
  'iu',
);
/** Titles of scripts without capitals, before or behind. */
const TITLED_ELSEWHERE =
  /^(الدكتور|الدكتورة|دكتور|دكتورة|د\.|أ\.د|السيد|السيدة|خانم|آقای|דר'|ד"ר|פרופ'|डॉ\.?|श्री|श्रीमती|นาย|นาง|นางสาว|นพ\.|พญ\.|δρ\.?|κ\.|κος|κα)\s*\p{L}|^\p{Script=Han}{1,4}(先生|女士|小姐|医生|醫生|医师|醫師|教授|主任|大夫|さん|様)$|^[가-힣]{2,4}\s?(씨|님|선생님|교수|원장)$/u;

const SURNAME_INITIALS = new RegExp(String.raw`^(${WORD}),?\s+(${INITIAL})\s*-?(${INITIAL})?$`, 'u');
const INITIALS_SURNAME = new RegExp(String.raw`^(${INITIAL})\s*-?(${INITIAL})?\s*-?(?:${INITIAL})?\s*(${WORD})$`, 'u');
/** Initials without points: "ИВАНОВА АП", "Smith JK". */
const BARE_INITIALS = /^\p{Lu}[\p{L}'’-]{2,}\s+\p{Lu}{2}$/u;

/** The initials of a cell that is a surname and initials; null where it is none. "St. Petersburg" has none: two letters. */
export function initialsOf(cell: string): string | null {
  const text = cell.trim();
  const [, surname, first, second = ''] = SURNAME_INITIALS.exec(text) ?? [];
  if (surname !== undefined) return `${first ?? ''}${second}`;
  const [, before, next = '', name] = INITIALS_SURNAME.exec(text) ?? [];
  if (name !== undefined && name.length > 2) return `${before ?? ''}${next}`;
  return BARE_INITIALS.test(text) ? text.slice(-2) : null;
}

const INITIALS_ALONE = /^(?:\p{Lu}[.．]\s?-?){2,4}$/u;
/** Ways of giving a drug, and "not known" in short. */
const NO_INITIALS =
  /^(i\.?v|p\.?o|s\.?c|i\.?m|s\.?l|p\.?r|i\.?c|i\.?a|в\.?в|в\.?м|п\.?к|n\.?a|n\.?d|n\.?k|k\.?a|н\.?д)\.$/iu;

/** "К.И.П.", "A.B.": a person in a list that must not name him, if others stand there too. */
export function areInitials(texts: readonly string[]): boolean {
  const initials = texts.filter((text) => INITIALS_ALONE.test(text.trim()));
  return (
    initials.length > 2 && initials.length >= 0.8 * texts.length && !texts.some((text) => NO_INITIALS.test(text.trim()))
  );
}

/** What "врач", "Dr." is followed by where it is no name. */
const OCCUPATION =
  /(олог|атр|евт|ург|кист|ист|акушер|опед|анестези|узи|экг|ologist|iatrist|ician|surgeon|logue|iatre|logo|ologe|urg|mediziner|iater|internist|practitioner|gp|trainee|resident|assistant|consultant|intern)\p{L}*$/iu;

export function isOccupation(word: string): boolean {
  return OCCUPATION.test(word);
}

function isTitled(text: string): boolean {
  if (TITLED_ELSEWHERE.test(text) || TITLE_BEHIND.test(text)) return true;
  const found = TITLED.exec(text)?.[0] ?? NAMED_AFTER.exec(text)?.[0];
  const last = found === undefined ? undefined : nameWords(found).findLast((word) => word.length > 1);
  if (last === undefined) return false;
  // The flag for any case lets lower-case words through: "dr. unknown" is no name.
  return /^\p{Lu}/u.test(last) && !isOccupation(last);
}

/** Proof in a single cell, whatever the column. Surname and initials are proof only together with other cells. */
export function isNameByForm(cell: string): boolean {
  const text = cell.trim();
  if (text.includes('^') && CARET.test(text)) return true;
  return (PATRONYMIC_END.test(text) && PATRONYMIC.test(text)) || isTitled(text);
}

/** Two to five capitalised words, in any order; letters without cases count as capitalised. */
const CAPITALISED =
  /^((van|von|de|der|den|ten|ter|di|da|dos|el|al|le|la)\s+)*[\p{Lu}\p{Lt}\p{Lo}\p{Script=Georgian}][\p{L}\p{M}'’ʼ.-]*([\s,،、_]+([\p{Lu}\p{Lt}\p{Lo}\p{Script=Georgian}][\p{L}\p{M}'’ʼ.-]*|von|van|de|der|den|ten|ter|te|del|della|di|da|dos|bin|ibn|al|el|la|le|y|e)){0,5}$/u;

export function isCapitalised(cell: string): boolean {
  return CAPITALISED.test(cell.trim());
}

/** Endings that few words have beside surnames. */
const SURNAME_ENDING =
  /(енко|швили|дзе|ұлы|қызы|кызы|чук|щук|цкий|цкая|ойфман|enko|shvili|adze|oğlu|oglu|opoulos|opoulou|όπουλος|οπούλου|άκης|ίδης|ιδης|wicz|escu|ević|ović|evic|ovic|sson|sdottir|sdóttir|mann|yan|skaya|ovskiy|ovsky|wski|ński|nski|wska|ńska|ausk(as|ienė|aitė)|[ae]vi(čius|čienė|čiūtė)|insk(as|ienė|aitė))$/iu;
const MASCULINE = /^\p{Lu}\p{L}+(ов|ев|ёв|ин|ын|ский|цкий|ov|ev|in|sky|skiy|skij)$/iu;
const FEMININE = /^\p{Lu}\p{L}+(ова|ева|ёва|ина|ына|ская|цкая|ova|eva|ina|skaya|skaja)$/iu;

export function endsAsSurname(word: string): boolean {
  return word.length > 4 && SURNAME_ENDING.test(word);
}

/** Russian surnames of men and of women in one column: adjectives and drugs have one of the endings, never both. */
export function surnameSex(word: string): 'masculine' | 'feminine' | null {
  return FEMININE.test(word) ? 'feminine' : MASCULINE.test(word) ? 'masculine' : null;
}
