/** What columns about people are called, in the languages of the page and other common ones. Not what stands in them. */
import { isNamed } from '../column-names.ts';

/** Whole words of a header: between letters of one script and anything else. */
function anyOf(...lists: readonly string[]): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(${lists.join('|')})(?![\p{L}])`, 'iu');
}

/** Nothing but a name stands under these. */
const NAME = anyOf(
  'fio|name[ _-]*\\(?(?:last|first|given|family)\\)?|fullname|full[ _-]?names?|first[ _-]?names?|last[ _-]?names?|family[ _-]?names?|given[ _-]?names?|mid(?:dle)?[ _-]?names?|initials|sur[ _-]?names?|forename|maiden[ _-]?name|patient[ _-]?s?[ _-]?name|name[ _-]?of[ _-]?patient|doctor[ _-]?name|physician[ _-]?name',
  'фио|ф\\.?[ _]?и\\.?[ _]?о|инициалы|фамили[яи]|отчество|прізвище|імя|побатькові|аты-?[ _]?жөні|тегі|әкесінің[ _]?аты',
  'initialen|initiales|iniciales|iniziali|inicjały|nom[ _]?de[ _]?(?:naissance|jeune[ _]?fille|mari(?:age)?)|nominativo|nachname|familienname|vorname|vor-?[ _]?und[ _]?nachname|patientenname|geburtsname|rufname|zuname',
  'prénoms?|prenoms?|nom[ _]?de[ _]?famille|nom[ _]?du[ _]?patient|nom[ _]?et[ _]?prénom|patronyme|apellidos?|nombre[ _]?y[ _]?apellidos?|nombre[ _]?completo|nombre[ _]?del[ _]?paciente|cognome|nome[ _]?e[ _]?cognome|sobrenome|nome[ _]?completo|nome[ _]?do[ _]?paciente',
  'imię|imie|nazwisko|příjmení|prijmeni|jméno|jmeno|priezvisko|prezime|priimek|achternaam|voornaam|familienaam|efternavn|fornavn|efternamn|förnamn|etternavn|etunimi|sukunimi|vezetéknév|keresztnév|prenume|numele|soyad[ıi]?|soy[ _]?isim|ad[ıi]?[ _]?soyad[ıi]?',
  'επώνυμο|ονοματεπώνυμο|πατρώνυμο|اسم[ _]?العائلة|الاسم[ _]?الكامل|اسم[ _]?المريض|اللقب|نام[ _]?خانوادگی|שם[ _]?משפחה|นามสกุล|họ[ _]?tên',
);
const NAME_ELSEWHERE = /^(姓|名)$|姓名|名字|患者名|病人名|氏名|お名前|名前|フリガナ|이름|성명|환자명/u;
/** May also be the name of something else: only with texts below. */
const NAME_PERHAPS =
  /^(name|names|имя|ім.?я|nom|nome|nombre|naam|navn|namn|nimi|név|nume|ime|ad|adı|isim|nama|όνομα|الاسم|اسم|نام|שם|नाम|ชื่อ|tên)$/iu;

const PATIENT = anyOf(
  'patients?|pat|pts?|subj|subjects?|participants?|proband|probandin|persons?|individual|volunteer|client|donor|case[ _]?name',
  'пациент(ка|ы)?|больн(ой|ая|ые|ого)|испытуем(ый|ая|ые)|обследуем(ый|ая)|субъект|участник|доброволец|хворий|пацієнт|науқас|емделуші',
  'patientin|patienten|patientinnen|probanden|versuchsperson|teilnehmer(in)?|klient(in)?',
  'patiente|paciente|pacientes|paziente|pazienti|pacjent(ka)?|pacient(ka)?|pasient|patiënt|potilas|beteg|hasta|pasien|sujet|sujeto|soggetto|sujeito|participante|participant',
  'ασθενής|ασθενης|ασθενούς|ασθενους|مريض|المريض|بیمار|חולה|מטופל|मरीज|ผู้ป่วย|bệnh[ _]?nhân',
);
/** The name of somebody, in two words of any language: "نام بیمار", "nombre paciente". */
function namesPatient(header: string): boolean {
  const words = header.split(/[^\p{L}\p{M}]+/u);
  return words.length > 1 && words.some((word) => NAME_PERHAPS.test(word)) && words.some((word) => PATIENT.test(word));
}

const PATIENT_ELSEWHERE = /^(患者|病人|受试者|被験者|被检者|환자|대상자)$/u;

const STAFF = anyOf(
  'over[ _-]?reader|ordering[ _]?provider|provider[ _]?name|doctor|doctors|physician|cardiologist|surgeon|nurse|technician|technologist|sonographer|radiologist|operator|reader|reviewer|investigator|referrer|consultant|clinician|attending|interpreter|examiner|validator|anaesthetist|anesthesiologist|gp|gp[ _]?name|cardiographer|assistant|scrub|perfusionist|pharmacist',
  '(read|reported|performed|signed|signed[ _]?off|referred|reviewed|interpreted|validated|entered|recorded|confirmed|requested|ordered|verified|examined)[ _]?by|referring[ _]?(doctor|physician)?',
  'врач(и|а|ом)?|доктор|лечащий|кардиолог|хирург|медсестра|фельдшер|лаборант|исследователь|исполнитель|заведующ(ий|ая)|оператор|ассистент(ка)?|м/с|медбрат|перфузиолог|анестезиолог|терапевт|диагност|лікар|дәрігер',
  'arzt|ärztin|aerztin|hausarzt|oberarzt|befunder|befundet[ _]?von|untersucher(in)?|einweiser|zuweiser|operateur|assistent(in)?|mta|pflegekraft|kardiologe',
  'cardiologue|médecin|medecin|infirmière|infirmier|opérateur|médico|medico|médica|enfermera|enfermeiro|cirujano|cardiólogo|infermiere|chirurgo|lekarz|pielęgniarka|lékař|lekar|lekár|orvos|doktor|hekim|hemşire|arts|verpleegkundige|aanvrager|verwijzer|voorschrijver|behandelaar|läkare|lege|læge|lääkäri|medic|dokter',
  'γιατρός|ιατρός|طبيب|الطبيب|دكتور|پزشک|רופא|डॉक्टर|แพทย์|bác[ _]?sĩ',
);
/** Short signs by which somebody logs on or signs, in whatever letters. */
const STAFF_CODE =
  /^(log[ _-]?in|user|user[ _-]?(name|id|code)|created[ _]?by|логин|пользователь|benutzer(name|kennung)?|kullanıcı([ _]?adı)?|utilisateur|usuario|użytkownik|uživatel)$|(doctor|physician|operator|reader|nurse|surgeon|tech|technician|technologist|sonographer|provider|врача?|arzt|hekim|doktor)[ _-]?(id|no|nr|code|kürzel|kod|код|№)$/iu;
/** Also short for a technique, a machine: only above names. */
const STAFF_PERHAPS = /^(tech|techs?[ _]?name|ecg[ _]?tech|technik)$/iu;
const STAFF_ELSEWHERE = /医師名|医生|醫生|医师|醫師|主治|担当医|主诊|의사|담당의|주치의/u;

const CONTACT = anyOf(
  'mobile[ _.-]*(?:no|nr|num|number)|telem[óo]vel|cellulare|cep[ _]?(?:tel(?:efonu?)?)|(tele|cell|mobile|home|work)?[ _-]?phone[ _-]?(no|nr|number|num)?|tel|telnr|telno|telefon|telefonnummer|telefono|teléfono|téléphone|telefone|telefoon|handynummer|mobilnummer|rufnummer|celular|móvil|gsm|whatsapp|fax',
  'e-?mails?|mail|e-?mail[ _]?address|correo|correo[ _]?electrónico|courriel|почта|телефон|тел|моб|мобильный|контакт(ы)?|эл[ _.]*почта',
  '(home|street|postal|mailing|patient)?[ _-]?address(es)?|addr|street|postcode|post[ _]?code|zip|zip[ _]?code|postal[ _]?code|anschrift|adresse|strasse|straße|plz|postleitzahl|wohnort|hausnummer|domicile|rue|dirección|direccion|domicilio|calle|indirizzo|endereço|morada|código[ _]?postal|code[ _]?postal|adres|adresa|cím|osoite|postnummer',
  'адрес|улица|проживание|место[ _]?жительства|прописка|почтовый[ _]?индекс|адреса|вулиця|контактное[ _]?лицо|next[ _]?of[ _]?kin|emergency[ _]?contact|relative|родственник|guardian|vormund|betreuer(in)?|опекун|(законный[ _]?)?представитель',
  'τηλέφωνο|κινητό|διεύθυνση|موبایل|هاتف|الهاتف|جوال|عنوان|العنوان|تلفن|آدرس|טלפון|כתובת|फोन|पता',
);
const CONTACT_ELSEWHERE =
  /郵便番号|邮编|电话|電話|手机|手機|携帯|联系方式|전화|휴대폰|地址|住址|住所|주소|邮箱|メール|이메일/u;
/** Also words for being on one's feet, kinds of cells, places: only with more than two values, and not with small numbers. */
const CONTACT_PERHAPS = /^(portable|handy|mobile?|mobil|cell|contact|kontakt|ort|phone[ _]?2)$/iu;

const DOCUMENT = anyOf(
  'ssn|social[ _]?security([ _]?(no|nr|number))?|national[ _]?(id|insurance)([ _]?(no|nr|number))?|nhs([ _]?(no|nr|number))?|nino|passport([ _]?(no|nr|number))?|insurance[ _]?(no|nr|id|number)|policy[ _]?(#|no|nr|num|id|number)|medicare[ _]?(no|nr|id|number)?|aadhaar|identity[ _]?(card|no|number)|id[ _]?card|personal[ _]?(id|no|number|code)|driving[ _]?licen[cs]e',
  'паспорт|снилс|полис|омс|инн|дмс|номер[ _]?полиса|енп|страхов(ой|ка)',
  'versicherungs?[ _-]?(nr|nummer|number)|versicherten[ _-]?(nr|nummer)|kv-?nr|krankenkassen[ _-]?(nr|nummer)|kk-?nr|ausweis(nr|nummer)?|sozialversicherungsnummer|svnr|ahv([ _-]?(nr|nummer))?',
  'nss|číslo[ _]?pojištěnce|tckn|nº?[ _]?utente|numéro[ _]?de[ _]?sécurité[ _]?sociale|sécurité[ _]?sociale|nir|dni|nie|nif|curp|cpf|rg|cuit|rut|cédula|cedula|codice[ _]?fiscale|tessera[ _]?sanitaria|numero[ _]?sns|pesel|nip|rodné[ _]?číslo|rodne[ _]?cislo|oib|jmbg|emšo|cnp|taj|bsn|personnummer|cpr|fødselsnummer|hetu|henkilötunnus|isikukood|tc[ _]?(kimlik)?[ _]?(no)?|kimlik[ _]?no|nik|amka|αμκα',
);
const DOCUMENT_ELSEWHERE =
  /被保険者番号|身份证|证件|医保|社保|保険証|주민등록|رقم[ _]?الهوية|الهوية|کد[ _]?ملی|תעודת[ _]?זהות/u;

const CASE = anyOf(
  'mrn|med(ical)?[ _]?rec(ord)?[ _]?(no|nr|num|number|id)?|chart[ _]?(no|nr|number)|hospital[ _]?(no|nr|number|id)|case[ _]?(no|nr|number|num)|patient[ _]?s?[ _]?(no|nr|num|number)|accession[ _]?(no|nr|number|num|id)?|episode[ _]?(no|nr|number|id)?|encounter[ _]?(no|nr|number|id)?|uhid|hn|urn|file[ _]?(no|nr|number)|record[ _]?(no|nr|number)|admission[ _]?(no|nr|number|id)|account[ _]?(no|nr|number)|order[ _]?(no|nr|number|id)',
  'номер[ _]?(истории|карты|пациента|случая)([ _]?болезни)?|истори[яи][ _]?болезни|(№|n|no)[ _.]*(?:мед(?:\\.|ицинской)?[ _]?)?(истории|карты|иб|и[ /.]?б|амб)([ _]?болезни)?|карта|амбулаторная[ _]?карта|и/б',
  'fall[ _-]?(nr|nummer|zahl|id)?|fallnummer|patienten?[ _-]?(nr|nummer)|pat-?[ _]?(nr|no)|aufnahme[ _-]?(?:nr|nummer)|aktenzeichen|akten?nummer|auftragsnummer|krankengeschichte',
  'ipp|numéro[ _]?(de[ _]?)?dossier|n°[ _]?dossier|dossier|nhc|historia[ _]?clínica|nº?[ _]?historia|número[ _]?de[ _]?historia|expediente|cartella|numero[ _]?cartella|prontuário|prontuario|(?:nr|numer)[ _]?(pacjenta|karty|historii)(?:[ _]?choroby)?|číslo[ _]?pacienta|dosya[ _]?no|protokol[ _]?no|hasta[ _]?no|dossiernummer|patiëntnummer|patientnummer',
);
const CASE_ELSEWHERE =
  /病历号|住院号|门诊号|登记号|病案号|カルテ|診察券|患者番号|차트번호|등록번호|رقم[ _]?الملف|شماره[ _]?پرونده|رقم[ _]?المريض/u;

/** Units and counts of such things: "patient age", "doctor visits", "relatives with MI", "address change (yes/no)". */
const SOMETHING_ELSE =
  /(?<![\p{L}])(age|sex|gender|type|class|category|status|group|grp|visits?|count|number[ _]of|num[ _]of|n[ _]of|height|weight|bmi|history|days|years|hours|time|date|score|rate|flag|yn|y_n|position|pos|volume|contact[ _]?lens|delay|satisfaction|compliance|experience|use|abuse|возраст|пол|тип|класс|группа|статус|рост|вес|дата|время|число|кол-во|количество|дата|alter|geschlecht|gruppe|typ|anzahl|datum|sexe|âge|edad|sexo)(?![\p{L}])/iu;

export type PersonHeader =
  | 'name'
  | 'name-perhaps'
  | 'patient'
  | 'staff'
  | 'staff-code'
  | 'staff-perhaps'
  | 'contact'
  | 'contact-perhaps'
  | 'document'
  | 'case';

/** The kind of person's data a header promises; null where it is about something else. */
export function personHeader(name: string): PersonHeader | null {
  const header = name.normalize('NFC').trim();
  const is = (...patterns: readonly RegExp[]): boolean => isNamed(header, ...patterns);
  if (is(DOCUMENT, DOCUMENT_ELSEWHERE)) return is(SOMETHING_ELSE) ? null : 'document';
  if (is(CASE_ELSEWHERE)) return 'case';
  if (is(NAME, NAME_ELSEWHERE) || namesPatient(header)) return 'name';
  if (is(SOMETHING_ELSE)) return null;
  if (is(CASE)) return 'case';
  if (is(CONTACT, CONTACT_ELSEWHERE)) return 'contact';
  if (is(CONTACT_PERHAPS)) return 'contact-perhaps';
  if (STAFF_CODE.test(header)) return 'staff-code';
  if (is(STAFF, STAFF_ELSEWHERE)) return 'staff';
  if (is(STAFF_PERHAPS)) return 'staff-perhaps';
  if (is(NAME_PERHAPS)) return 'name-perhaps';
  return is(PATIENT, PATIENT_ELSEWHERE) ? 'patient' : null;
}
