/** What stands in columns that tell who somebody is: made-up people of many languages. One column a line. */

const lines = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s*\|\s*/u));

/** Whatever the header is called. */
export const PERSONAL_COLUMNS = lines(`
  К.И.П. | Б.А.С. | Г.М.И.
  A.B. | C.D. | E.F. | G.H.
  CRM-SP 123456 | CRM-RJ 654321
  SMITH^JOHN | MILLER^ANNA^M | JONES^PETER^^DR
  MÜLLER^HANS | SCHMIDT^EVA
  ИВАНОВ^ИВАН^ИВАНОВИЧ | ПЕТРОВА^АННА^СЕРГЕЕВНА
  Smith | Johnson | Williams | Brown | Jones | Garcia
  Schmidt | Müller | Weber | Fischer | Wagner | Becker | Hoffmann | Koch | Richter | Wolf
  Иванов | Петрова | Сидоров | Кузнецова | Смирнов | Попова
  ИВАНОВ | ПЕТРОВА | СИДОРОВ | КУЗНЕЦОВА | СМИРНОВ
  Кравцов | Зыкова | Дорохин | Щеглова | Мамаева | Потапов
  Шевченко | Коваленко | Бондаренко | Ткаченко
  Dupont | Martin | Bernard | Dubois | Moreau | Laurent
  García | Fernández | López | Martínez | Sánchez | Pérez
  Rossi | Russo | Ferrari | Esposito | Bianchi | Romano
  Kowalski | Nowak | Wiśniewska | Wójcik | Kamińska
  Yılmaz | Kaya | Demir | Şahin | Çelik | Öztürk
  علی احمدی | مریم حسینی | رضا کریمی | زهرا موسوی
  علي احمدي | مريم حسيني | رضا كريمي | زهرا موسوي
  João Silva | Maria Santos | Ana Souza | Pedro Lima
  Virtanen Matti | Korhonen Anna | Nieminen Jukka | Mäkinen Liisa
  Georgiev Ivan | Dimitrova Maria | Nikolov Petar | Stoyanova Elena
  Παπαδόπουλος | Γεωργίου | Οικονόμου | Νικολάου | Παπαγεωργίου
  王伟 | 李娜 | 张敏 | 刘洋 | 陈静
  王小明 | 李建国 | 张丽华 | 赵敏 | 欧阳锋
  佐藤 太郎 | 鈴木 花子 | 高橋 健一 | 田中 美咲
  渡辺 恵子 | 高橋 花子 | 佐藤 翔太 | 鈴木 翔太 | 小林 太郎 | 渡辺 花子 | 鈴木 一郎 | 山本 太郎 | 中村 花子 | 田中 太郎 | 佐藤 太郎 | 渡辺 美咲 | 小林 幸子
  김민준 | 이서연 | 박지훈 | 최수빈 | 정예은
  محمد أحمد | فاطمة علي | خالد حسن | مريم إبراهيم
  أحمد | محمد | خديجة | يوسف | عمر
  משה כהן | שרה לוי | דוד מזרחי | רחל פרץ
  राजेश कुमार | सुनीता शर्मा | अमित वर्मा | प्रिया सिंह
  Nguyễn Văn An | Trần Thị Bình | Lê Minh Châu | Phạm Quốc Dũng
  Anna Schmidt | Peter Müller | Jonas Weber | Eva Fischer
  Schmidt, Anna | Müller, Peter | Weber, Jonas
  Smith, John A. | Jones, Mary | Brown, David
  John Smith | Mary Jones | Robert Brown | Linda Davis | James Wilson
  JOHN SMITH | MARY JONES | ROBERT BROWN
  Иванов Иван Иванович | Петрова Анна Сергеевна
  Иван Иванов | Анна Петрова | Сергей Сидоров
  Иванова А.П. | Петров С.С.
  А.П. Иванова | С.С. Петров
  А. П. Иванова | С. С. Петров | И. Кузнецов
  ИВАНОВА АП | ПЕТРОВ СС | СИДОРОВ ИК
  J. Smith | A. Miller | K. Brown
  Smith J. | Smith A. | Smith K. | Smith T. | Miller J. | Miller B. | Miller K. | Brown A. | Brown C.
  Иванов А. | Иванов П. | Петров А. | Петров С. | Петров И. | Сидоров А. | Сидоров Д. | Сидоров П.
  Kazlauskas | Petrauskienė | Stankevičius | Žukauskaitė
  Antanas Petrauskas | Jūratė Kazlauskienė | Žydrūnas Butkus
  Smith J | Miller A | Brown K | Wilson T
  Smith JR | Miller AB | Brown KL
  Müller, H. | Schmidt, E. | Weber, J.
  Dr. H. Brandt | Dr. A. Vogel | Prof. K. Lang
  Dr. Brandt | Dr. Vogel
  Dr Smith | Dr Patel | Dr Jones
  Prof. Dr. med. Weber | PD Dr. Lang | OA Dr. Vogel
  Dr. med. Anna Schmidt | Dr. med. Peter Lang
  Herr Müller | Frau Schmidt | Frau Weber
  Mr. Brown | Mrs. Green | Ms. White
  M. Dupont | Mme Martin | Mlle Petit
  Sr. García | Sra. López | Dra. Ruiz
  Dott. Rossi | Dott.ssa Bianchi
  Врач Иванова | Врач Петров
  врач Иванова А.П. | врач Петров С.С.
  к.м.н. Смирнов | д.м.н. Орлова | проф. Козлов
  Смирнов А.В., к.м.н. | Орлова Т.Т., д.м.н.
  д-р Соколов | д-р Белова
  Uzm. Dr. Yılmaz | Doç. Dr. Kaya | Op. Dr. Demir
  د. محمد | د. خالد | د. سارة
  王医生 | 李医生 | 张主任
  佐藤先生 | 鈴木先生
  김철수 교수 | 이영희 교수
  John Smith, MD | Mary Jones, MD PhD
  Aliyev Vaqif oğlu | Həsənova Leyla qızı
  Ахметов Нурлан улы | Сериков Болат улы
  Мамедов Али оглы | Гасанов Рауф оглы
  Георгиев Иван | Димитрова Мария | Петров Николай
  Novák Jan | Svobodová Jana | Dvořák Petr
  Kovács István | Nagy Mária | Szabó Péter
  Jansen, Pieter | de Vries, Anna | van den Berg, Jan
  Hansen Ole | Larsen Kari | Olsen Per
  Virtanen Matti | Korhonen Liisa | Nieminen Pekka
  Popescu Ion | Ionescu Maria | Georgescu Andrei
  Silva, Maria | Santos, João | Oliveira, Ana
  Okafor Chinedu | Adeyemi Tunde | Mensah Kofi
  Rajesh Kumar | Priya Sharma | Amit Patel
  Wang Wei | Li Na | Zhang Min | Liu Yang
  Kim Min Jun | Park Ji Woo | Choi Seo Yeon
  Ahmed Hassan | Fatima Ali | Mohammed Ibrahim
  Anna | Peter | Maria | Thomas | Julia
  Анна | Сергей | Мария | Елена | Дмитрий
  anna.schmidt@example.com | p.mueller@klinik.de | info@x.org
  +49 170 5550101 | +49 170 5550102
  +7 (905) 123-45-67 | +7 (916) 765-43-21 | 8 (495) 111-22-33
  8-905-123-45-67 | 8-916-765-43-21
  (212) 555-0123 | (415) 555-0199
  212-555-0123 | 415-555-0199
  0170/5550101 | 030/1234567
  01 42 68 53 00 | 06 12 34 56 78
  020 7946 0958 | 0161 496 0123
  Musterstr. 1 | Hauptstraße 12 | Bahnhofsplatz 3
  ул. Ленина, 5 | пр. Мира, 12-34 | ул. Садовая, д. 3
  г. Москва, ул. Тверская, 12 | г. Казань, ул. Баумана, 7
  12 Main Street | 742 Evergreen Terrace | 5 Park Avenue
  12 rue de la Paix | 5 avenue Foch | 33 boulevard Voltaire
  Calle Mayor 3 | Avenida de América 21 | Plaza España 5
  Via Roma 1 | Viale Europa 22 | Corso Italia 9
  Atatürk Cad. No:5 | Cumhuriyet Mah. 12 | İnönü Sok. 7
  Οδός Ερμού 3 | Λεωφόρος Αλεξάνδρας 20
  شارع الملك فهد 12 | شارع التحرير 5
  北京市朝阳区建国路88号 | 上海市南京路12号
  10115 Berlin | 80331 München | 20095 Hamburg
  Kungsgatan 5 | Storgatan 12 | Drottninggatan 9
  Kerkstraat 5 | Dorpsstraat 12 | Stationsweg 3
  112-233-445 95 | 087-654-303 00
  123-45-6789 | 987-65-4321
  45 10 123456 | 46 08 654321
  A123456789 | B987654321
  RSSMRA80A01H501U | VRDLGI75B12F205X
  12345678Z | 87654321X
  943 476 5919 | 987 654 4321
  110101199003071234 | 31010519851212345X
  123.456.789-09 | 987.654.321-00
  811218-9876 | 850101-1234
  DE89 3704 0044 0532 0130 00 | GB29 NWBK 6016 1331 9268 19
`);

/** Header, then cells that would be no proof without it. */
export const HEADED_COLUMNS = lines(`
  GP | Xyzzel | Quorph | Bibbo
  MidName | A | J
  Guardian | S/O Xyzzel | D/O Quorph
  Законный представитель | мать | отец | опекун Абрикосенко
  Ассистент | Абрикосенко | Цветик
  м/с | Абрикосенко | Цветик
  Aanvrager | Xyzzel | Quorph | Bibbo
  Инициалы | аб | вг | де
  AcquisitionTechID | tk1 | mb2
  operator_id | a1 | b2 | c3
  User | kmb | trw
  логин | абв | где
  Больной | п-в | Абрикосенко | Цветик
  OverreaderLast | HOFFMAN | PATEL
  Name (Last) | Xyzzel | Quorph | Bibbo
  Nombre | José | María
  Nom de naissance | Xyzzel | Quorph | Bibbo
  Nominativo | Xyzzel | Quorph | Bibbo
  Πατρώνυμο | Ξυζελ | Κουορφ | Μπιμπο
  Όνομα ασθενούς | Ξυζελ | Κουορφ | Μπιμπο
  اسم العائلة | ابج | دهو | زحط
  医師名 | 𠮟𠮟 | 鷗鷗 | 甲乙
  № мед. карты | 12-34 | 13-45 | 14-56
  Versichertennr. | A123 | B234 | C345
  Cep telefonu | 5321234567 | 5327654321 | 5329998877
  Испытуемый | Ъъ | Бб | Гг
  Пациент | Кличко | Загитовец | Ыйын
  Лечащий врач | Бубуков | Ляляев
  Врач | Ганнибал | Тутти | Фиксель
  Arzt | Xyzzel | Quorph | Bibbo
  Untersucher | Xyzzel | Quorph
  Médecin | Xyzzel | Quorph
  Physician | Xyzzel | Quorph
  Referring physician | Xyzzel | Quorph
  read_by | XY | QQ | ZZ
  ReadBy | Xyzzel | Quorph
  Performed by | Xyzzel | Quorph
  Subject | Xyzzel | Quorph | Bibbo | Zappel
  Patient | Xyzzel | Quorph | Bibbo | Zappel
  Patientin | Xyzzel | Quorph | Bibbo
  paciente | Xyzzel | Quorph | Bibbo
  Hasta adı soyadı | x | y | z
  姓名 | 甲 | 乙 | 丙
  اسم المريض | ا | ب | ج
  FIO | x | y
  Фамилия | x | y
  patient_name | a | b
  PatientName | a | b
  Nachname | a | b
  apellidos | a | b
  E-mail | a | b
  Адрес | Москва
  Anschrift | Dorfmitte | Am See
  Домашний адрес | центр | окраина | хутор
  Telefon | 12345 | 23456 | 34567
  Тел. | 2-34-56 | 3-45-67
  Полис ОМС | 7712 3456 | 7712 3457 | 7712 3458
  Fallnummer | F-4711 | F-4712 | F-4713
  № истории болезни | 1234/19 | 1235/19 | 1236/19
  MRN | A-17 | A-18 | A-19
  Versichertennummer | 17 X 3 | 18 Y 4 | 19 Z 5
  Passport no | X1 | X2 | X3
`);
