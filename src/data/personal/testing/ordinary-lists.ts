/** What stands in columns of categories that some word of could be a name: cities, drugs, eponyms, departments, rhythms. One column a line. */

export const lines = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s*\|\s*/u));

export const ORDINARY_COLUMNS = lines(`
  Wolff-Parkinson-White | Holter | Brugada | none
  Wolff-Parkinson-White | Lown-Ganong-Levine | Long QT
  WPW | LGL | Brugada
  Brugada | Wellens | de Winter | Takotsubo
  Mobitz I | Mobitz II | Wenckebach
  Morbus Crohn | Morbus Basedow | Morbus Bechterew
  M. Crohn | M. Basedow | M. Bechterew
  Marfan | Fabry | Danon | Pompe
  Down | Turner | Noonan | Williams
  Killip I | Killip II | Killip III | Killip IV
  Sokolow-Lyon | Cornell | Romhilt-Estes
  Bazett | Fridericia | Framingham | Hodges
  Bruce | Naughton | Balke
  Parkinson | Alzheimer | none
  Holter | Resting | Exercise
  Philips | GE Healthcare | Mortara | Schiller | Nihon Kohden
  Marquette | Philips | Schiller
  Siemens | Philips | Toshiba
  Berlin | Hamburg | München | Köln | Frankfurt
  Berlin | Paris | London | Rome | Madrid
  Moscow | Kazan | Samara | Omsk
  Москва | Казань | Самара | Омск | Томск
  Саратов | Ростов | Псков | Тамбов
  Киров | Владимир | Пушкин | Саратов
  Санкт-Петербург | Москва | Нижний Новгород
  Ленинский | Кировский | Октябрьский | Советский
  Ленинский район | Кировский район
  Центральный | Северный | Южный | Западный
  Московская область | Тверская область
  New York | Los Angeles | Chicago | Houston | Phoenix
  San Antonio | San Diego | Santa Maria | San Jose
  Charlotte | Jackson | Madison | Lincoln | Austin
  Sydney | Melbourne | Adelaide | Perth | Darwin
  Victoria | Queensland | Tasmania | New South Wales
  Cleveland | Budapest | Zurich | Long Beach
  Cleveland | Hungarian | Switzerland | VA Long Beach
  Hungary | Switzerland | Germany
  France | Germany | Ireland | Jordan | Israel
  Paris | Lyon | Marseille | Toulouse | Nice
  Roma | Milano | Napoli | Torino | Firenze
  Madrid | Barcelona | Valencia | Sevilla
  Warszawa | Kraków | Gdańsk | Wrocław
  Istanbul | Ankara | Izmir | Bursa | Adana
  Αθήνα | Θεσσαλονίκη | Πάτρα
  北京 | 上海 | 广州 | 深圳 | 成都
  武汉 | 南京 | 杭州 | 西安 | 石家庄
  東京 | 大阪 | 京都 | 名古屋
  서울 | 부산 | 대구 | 인천
  القاهرة | الإسكندرية | الجيزة
  תל אביב | ירושלים | חיפה
  Delhi | Mumbai | Chennai | Kolkata
  Hà Nội | Đà Nẵng | Hải Phòng
  Aspirin | Warfarin | Heparin | Clopidogrel
  Аспирин | Варфарин | Гепарин | Дигоксин | Метформин
  Эналаприл | Бисопролол | Амлодипин
  Метопролол | Конкор | Эгилок | Беталок
  Aspirin 100 | Ramipril 5 | Bisoprolol 2.5 | Simvastatin 40
  Metoprolol succinate | Atorvastatin | Lisinopril
  Amiodarone | Sotalol | Flecainide | Propafenone
  Bayer | Pfizer | Novartis | Merck | Roche
  Lantus | Novorapid | Humalog
  Cardiology | Surgery | Emergency | Neurology
  Кардиология | Хирургия | Неврология | Терапия
  Kardiologie | Chirurgie | Innere Medizin | Notaufnahme
  Innere Medizin | Allgemeine Chirurgie | Herz Zentrum
  Intensive Care | Coronary Care | General Ward
  Cardiac Surgery | Internal Medicine | Emergency Department
  Кардиологическое отделение | Терапевтическое отделение
  Station 1 | Station 2 | Station 3
  Ward A | Ward B | Ward C
  心内科 | 心外科 | 急诊科
  心臓内科 | 外科 | 救急
  순환기내과 | 흉부외과
  Sinus rhythm | Atrial fibrillation | Atrial flutter
  Sinus Rhythm | Atrial Fibrillation | Paced Rhythm
  SINUS RHYTHM | ATRIAL FIBRILLATION | AV BLOCK
  Синусовый | Фибрилляция | Трепетание
  Синусовый ритм | Фибрилляция предсердий
  Sinusrhythmus | Vorhofflimmern | Vorhofflattern
  窦性心律 | 心房颤动 | 心房扑动
  洞調律 | 心房細動
  고혈압 | 부정맥 | 협심증 | 정상
  高血压 | 高脂血症 | 糖尿病
  男 | 女
  男性 | 女性
  نعم | لا
  ذكر | أنثى
  Normal | Abnormal | Borderline
  Normal | Left | Right
  Left Axis | Right Axis | Normal Axis
  Left Bundle | Right Bundle | None
  Left Anterior | Left Posterior | Right
  Anterior Wall | Inferior Wall | Lateral Wall
  Anterior | Inferior | Lateral | Septal
  Передний | Нижний | Боковой
  Нет | Да | Неизвестно
  Да | Нет
  Yes | No | Unknown
  Never | Former | Current
  Never Smoker | Former Smoker | Current Smoker
  White | Black | Asian | Hispanic | Other
  White | Black | Brown
  Caucasian | African American | Asian
  Red | Yellow | Green
  Rose | Ruby | Violet | Amber
  January | February | March | April | May | June
  April | May | June | August
  Январь | Февраль | Март | Апрель
  Monday | Tuesday | Wednesday
  Summer | Autumn | Winter | Spring
  Morning | Evening | Night
  Mild | Moderate | Severe
  Mild Stenosis | Severe Stenosis
  None | Mild | Moderate | Severe
  Stage 1 | Stage 2 | Stage 3 | Stage 4
  NYHA I | NYHA II | NYHA III
  Grade I | Grade II
  CCS 1 | CCS 2 | CCS 3
  I | II | III | IV
  A | B | AB | O
  A+ | B- | O+
  Troponin I | Troponin T
  Hepatitis B | Hepatitis C
  Type I | Type II
  Vitamin D. | Vitamin B. | Vitamin C.
  E. coli | S. aureus | K. pneumoniae
  Staphylococcus Aureus | Escherichia Coli | Klebsiella
  Typical Angina | Atypical Angina | Non-anginal Pain | Asymptomatic
  typical angina | atypical angina
  ATA | NAP | ASY | TA
  Стенокардия | Инфаркт | Норма
  Стабильная | Нестабильная
  Гипертоническая болезнь | Ишемическая болезнь
  Острый инфаркт | Старый инфаркт
  Myocardial Infarction | Healthy Control | Cardiomyopathy
  Myocardial Infarction | Heart Failure | Unstable Angina | Bundle Branch Block
  I21.0 | I21.1 | I21.4 | I25.1
  I21 | I20 | I48 | I50
  C07AB02 | C09AA05 | B01AC06
  LAD | LCX | RCA
  ПНА | ОА | ПКА
  Flat | Up | Down
  Upsloping | Flat | Downsloping
  Fixed Defect | Normal | Reversable Defect
  LV hypertrophy | ST-T abnormality | Normal
  STEMI | NSTEMI | UA
  PCI | CABG | Medical
  Stent Placement | Bypass Surgery | Balloon
  Xience | Resolute | Promus | Synergy
  Amplatzer | Watchman | Occlutech
  Edwards | Medtronic | Abbott
  CHARLIE | ALPHA | BRAVO
  Alpha | Beta | Gamma
  Private | Medicare | Medicaid | Self Pay
  AOK | TK | Barmer | DAK
  ОМС | ДМС | Платно
  Married | Single | Divorced | Widowed
  Женат | Холост | Разведён | Вдовец
  Catholic | Protestant | Jewish | Muslim
  Engineer | Teacher | Driver | Farmer
  Водитель | Учитель | Инженер
  Кардиолог | Терапевт | Хирург
  Cardiologist | Surgeon | GP
  Internist | Hausarzt | Kardiologe
  Mayo Clinic | Cleveland Clinic | Johns Hopkins
  Charité | Klinikum Rechts der Isar | UKE
  St. Mary Hospital | St. John Hospital | General Hospital
  Hospital General | Hospital Clínico
  Городская больница | Областная больница
  ГКБ 1 | ГКБ 15 | ОКБ
  Supine | Sitting | Standing
  AC 12 | AT-2 | MAC 5500
  120/80 | 130/85 | 140/90
  10-20 | 20-30 | 30-40
  1-2 | 3-4 | 5-6
  40-49 | 50-59 | 60-69
  <50 | 50-60 | >60
  2019-03-15 | 2020-04-01 | 2021-12-31
  15.03.2019 | 01.04.2020
  03/15/2019 | 04/01/2020
  12:30 | 14:45
  V1-V3 | V2-V4 | V4-V6
  II, III, aVF | V1-V4 | I, aVL
  Lead II | Lead V1 | Lead V5
  12 Lead | 6 Lead | 3 Lead
  25 mm/s | 50 mm/s
  10 mm/mV | 5 mm/mV
  Class I | Class IIa | Class IIb
  Group A | Group B | Control Group
  Placebo | Treatment | Control
  Arm A | Arm B
  Site 01 | Site 02 | Site 03
  Center 1 | Center 2
  Study Alpha | Study Beta
  Heidelberg Retina | Zeiss Cirrus
  Rome III | Rome IV
  Duke Criteria | Jones Criteria | Ghent Criteria
  Simpson | Teichholz
  Doppler | Echo | MRI
  Kerley A | Kerley B
  De Novo | Recurrent
  Grave | Leve | Moderado
  Ja | Nein
  Oui | Non
  Sí | No
  Mann | Frau
  Männlich | Weiblich
  Homme | Femme
  Erkek | Kadın
  Uomo | Donna
  Hombre | Mujer
  Nichtraucher | Raucher | Exraucher
  Ledig | Verheiratet | Verwitwet
  Vorderwand | Hinterwand | Seitenwand
  Links | Rechts | Indifferent
  Linkstyp | Rechtstyp | Steiltyp
  Gauche | Droite
  Rythme Sinusal | Fibrillation Auriculaire
  Ritmo Sinusal | Fibrilación Auricular
  Normale | Patologico
  Hipertensión | Diabetes | Dislipemia
  Sağ | Sol
  Sinüs Ritmi | Atriyal Fibrilasyon
  Rytm zatokowy | Migotanie przedsionków
  Φυσιολογικό | Παθολογικό
`);

/** Header, then cells: headers that some word of is about people. */
export const HEADED_ORDINARY = lines(`
  patient_type | Inpatient | Outpatient | Emergency
  user | yes | no
  assistant | да | нет
  drug user | never | former | current
  Patient | Inpatient | Outpatient
  subject | control | case
  subject_group | Control | Case | Other
  doctor_visits | few | many | none
  Врач | кардиолог | терапевт | хирург
  specialty_of_physician | Cardiologist | Surgeon | Internist
  nurse_present | yes | no
  phone_followup | yes | no
  address_change | yes | no
  insurance | Private | Public | None
  insurance_type | AOK | TK | Barmer
  Полис | есть | нет
  Индекс массы тела | нормальный | повышенный | ожирение
  Возраст больного | молодой | средний | пожилой
  Пол пациента | м | ж
  drug_name | Aspirin | Heparin | Warfarin
  hospital_name | North | South | East
  test name | Bruce | Balke | Naughton
  contact_lens | yes | no
  cell_type | Type A | Type B | Type C
  mobile | yes | no
  mobility | Full | Partial | None
  operator_experience | Junior | Senior
  street_drug_use | Never | Past | Current
  zip_status | open | closed
  family history | Yes | No | Unknown
  client_type | New | Returning | Lost
  person_years | low | mid | high
  reading | Normal | Abnormal
  patient position | Supine | Sitting | Standing
  Фамильный анамнез | отягощён | нет
  case_mix | A | B | C
  case | control | case
`);
