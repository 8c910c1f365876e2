/** What columns are called, Russian and English: patterns for ids, dates, arteries and outcomes. Names of people: `personal/`. */

export const BIRTH_HEADER =
  /birth[ _-]?(date|day|year)|date[ _-]?of[ _-]?birth|^birth$|(^|[ _.])dob($|[ _.])|geb(urts)?[ _.-]{0,2}(dat|tag|jahr)|nacimiento|nascita|nascimento|naissance|doğum|urodzenia|(дата|год|день)[ _]?рожд|^(д\.?р\.?)$|出生|生年月日|생년월일|تولد|الميلاد|γέννησης|לידה/iu;
/** Nothing but an identifier is called so. */
export const STRONG_ID_HEADER =
  /(^|[ _.-])(id|ид|uid|guid|mrn|seqn|uhid)$|^id([ _.-]|$)|^(patient|subject|proband|participant|record|case|eid|rid|pid|ptid|hn|пациент|больной|испытуемый)$|(patient|record|case|study|hospital|card)[ _]?(id|no|nr|number)$|№\s*(п\/п|карт|истори)|номер[ _](карт|истори)|^п\/п$/iu;
/** What programs call the column of row numbers that they add; an empty header is called "column 1" here. */
export const NAMELESS_HEADER =
  /^(column \d+|unnamed: ?\d+(\.\d+)?|index|level_\d+|row|rownames?|row[ _.]?names?|x|#)$/iu;
/** May also be the name of a measurement or a code. */
export const WEAK_ID_HEADER = /(^|[ _.-])(no|nr|код|code)$|^(n|№|номер)$|№|номер|history[ _]?n/iu;
export const STENOSIS_HEADER = /stenos|stenoz|стеноз/iu;
/** Numbers of 0 to 100. */
export const PERCENT_HEADER =
  /%|percent|per[ _]cent|prozent|pourcent|porcentaje|procent|процент|проц\b|yüzde|(^|[ _.])(lv)?ef($|[ _.,(])|ejection|auswurf|фракци|(^|[ _])фв($|[ _,(])|(^|[ _.])sp?a?o2($|[ _.,(])/iu;
/** "st" is stenosis behind an artery; behind a lead, or alone, it is the ST segment in millimetres. */
export const ARTERY_ST_HEADER =
  /(^|_)(trunk|lmt|lmca|lm|lca|lad|lcx|cx|rca|pda|diag|d[12]|om[12]?|ствол|пна|пмжв|ов|пка)_st$/iu;
export const ST_HEADER = /_st$/iu;
export const LEAD_ST_HEADER = /(^|_)(v[1-6]|i{1,3}|av[rlf]|lead|segment|max|min)_st$/iu;
export const DERIVED_HEADER =
  /number[ _]?of[ _]?(affected|diseased|involved)|(vessels|arteries)[ _]?(involved|affected)|(число|количество|кол-во).*(артер|сосуд)/iu;
export const TARGET_HEADER =
  /_ge50$|stenos|stenoz|стеноз|isch?a?emi|ишеми|lesion|поражен|^(class|label|target|outcome|dx|diagnosis|диагноз)([ _.-]|$)/iu;

export const SYSTOLIC_HEADER = /(^|[ _.])(sbp|sys(tolic)?|с\.?ад|сист)|систол/iu;
/** Both of its numbers in one cell. */
export const PRESSURE_HEADER =
  /blood[ _-]?pressure|(^|[ _.])(bp|nibp|rr|ta|ад|pas?pad)($|[ _.,(])|артериальн\S* давлен|blutdruck|tensi[oó]n|tension art|pression art|presi[oó]n art|press[aã]o art|pressione art|ci[sś]nienie|tansiyon|血压|血壓|血圧|혈압/iu;
export const DIASTOLIC_HEADER = /(^|[ _.])(dbp|dia(stolic)?|д\.?ад|диаст)|диастол/iu;
/** Measurements of living people that are never 0. */
export const NEVER_ZERO_HEADER =
  /(^|[ _.])(sbp|dbp|rr|qt|qtc|qrs|bmi|spo2)($|[ _.,(])|blood[ _]?pres|resting[ _]?(bp|ecg rate)|^(bp|map|hr)$|systol|diastol|cholest|heart[ _]?rate|pulse|height|weight|gluc|h(a)?emoglob|temp(erature)?$|систол|диастол|холестер|чсс|пульс|^рост|^вес|имт|глюкоз|гемоглоб|(^|[ _])(с|д)?ад($|[ _,(])/iu;
/** Other measurements, which a patient may have in all of his rows: that does not make them his number. */
export const MEASURED_HEADER =
  /(^|[ _.(-])(crea(t\w*)?|urea|bun|e?gfr|(nt[ _-]?pro)?bnp|trop\w*|ck([ _-]?mb)?|ldl|hdl|tg|triglyc\w*|chol\w*|hba1c|hb|hct|plt|platelets?|wbc|rbc|na|k|crp|esr|tsh|waist|hip|bsa|lv\w{1,4}|pr|pq|qrsd?|axis|dose|mass|size|length|kilo|boy|peso|talla|altura|poids|taille|waga|wzrost|lengte|gewicht|größe|groesse|vikt|længde|vægt|paino|pituus)($|[ _.,(\d-])|креатинин|мочевин|тропонин|натри|кали[йя]|тромбоцит|лейкоцит|эритроцит|лпнп|лпвп|триглиц|окружност|масса|доза|размер|объем|объём|körper|kreatin|hmotnost|výška|testsúly|magasság|体重|身高|身長|體重|체중|신장|وزن|طول|βάρος|ύψος|גובה|משקל/iu;
export const AGE_HEADER = /(^|[ _.])(age|возраст|alter|edad|eta|età|wiek|yaş)($|[ _.,(])/iu;
export const SEX_HEADER =
  /^(sex|gender|пол|geschlecht|sexe|sexo|sesso|płeć|pohlaví|cinsiyet|kön|køn|geslacht|φύλο|性别|性別|성별|الجنس|جنسیت|מין)$/iu;
/** Of several visits, the one at which the ECG was taken. */
export const ECG_HEADER = /ecg|ekg|экг|study|untersuchung|исследован/iu;
export const DATE_HEADER =
  /date|datum|fecha|дата|(^|[ _.])(dt|data|dato|tarih[i]?)($|[ _.])|日期|日付|날짜|تاریخ|تاريخ/iu;
/** When somebody was seen: the day an age is meant for. */
export const VISIT_HEADER =
  /visit|exam|admi(ssion|tted)|study|record|acqui|ecg|ekg|untersuchung|aufnahme|визит|осмотр|исследован|обследован|поступлен|госпитализ|экг|приём|прием|badani|wizyt|przyjęci|muayene|başvuru|çekim|consult|ricover|prelievo|esame|ingreso|检查|就诊|入院|検査|受診|검사|^date$|^datum$|^fecha$|^data$|^tarih$|^дата$/iu;

/** `PatientID` is `Patient_ID`; but `eMail` is also one word. */
export function isNamed(name: string, ...patterns: readonly RegExp[]): boolean {
  const apart = name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2');
  return patterns.some((pattern) => pattern.test(name) || pattern.test(apart));
}
