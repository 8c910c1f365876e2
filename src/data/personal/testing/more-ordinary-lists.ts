/** More columns of categories some word of which could be a name, as `ordinary-lists.ts`: places, drugs, eponyms, operations, devices. */
import { lines } from './ordinary-lists.ts';

export const MORE_ORDINARY_COLUMNS = lines(`
  I.V. | P.O. | S.C.
  S/O IHD | S/O RHD | NORMAL
  Freiburg | Ulm | Kassel | Trier | Bamberg | Jena
  Erfurt | Gera | Halle | Dessau | Weimar
  Nancy | Metz | Reims | Tours | Angers | Brest
  Charlotte | Aurora | Eugene | Jackson | Lincoln
  Florence | Sienna | Verona | Modena | Parma | Lucca
  Victoria | Regina | Halifax | Hamilton | Kingston
  Тула | Орёл | Калуга | Рязань | Смоленск
  Владимир | Иваново | Кострома | Ярославль
  Пушкин | Гатчина | Выборг | Колпино | Кронштадт
  Королёв | Мытищи | Химки | Подольск | Балашиха
  Łódź | Gdynia | Sopot | Radom | Kielce
  Brno | Plzeň | Olomouc | Zlín | Opava
  Győr | Pécs | Szeged | Debrecen | Miskolc
  Cluj | Iași | Sibiu | Brașov | Oradea
  Bergen | Trondheim | Stavanger | Tromsø
  Aarhus | Odense | Aalborg | Esbjerg
  Turku | Oulu | Tampere | Espoo | Vantaa
  Kaunas | Šiauliai | Alytus | Utena
  Konya | Adana | Mersin | Samsun | Ordu
  Cusco | Arequipa | Lima | Ica | Tacna
  Santa Rosa | San Juan | San Luis | Santa Cruz
  Santiago | Concepción | Valdivia | Osorno
  Mumbai | Pune | Nagpur | Nashik | Thane
  Kyoto | Osaka | Nara | Kobe | Sapporo
  北京 | 上海 | 广州 | 深圳 | 成都
  内科 | 外科 | 心内科 | 急诊科
  東京 | 大阪 | 京都 | 名古屋
  Metoprolol | Bisoprolol | Carvedilol | Nebivolol
  Atorvastatin | Rosuvastatin | Simvastatin
  Amiodarone | Sotalol | Flecainide | Propafenone
  Warfarin | Apixaban | Rivaroxaban | Dabigatran
  Метопролол | Бисопролол | Карведилол | Небиволол
  Аспирин | Клопидогрел | Тикагрелор
  Ramipril | Lisinopril | Enalapril | Perindopril
  Лозартан | Валсартан | Кандесартан
  Marcumar | Xarelto | Eliquis | Pradaxa | Lixiana
  Concor | Beloc Zok | Nebilet | Dilatrend
  Конкор | Эгилок | Небилет | Беталок
  Crohn | Colitis | Celiac | Whipple
  Brugada | Wellens | WPW | Lown | None
  Graves | Hashimoto | Basedow | De Quervain
  Parkinson | Alzheimer | Huntington | Pick
  Marfan | Ehlers-Danlos | Turner | Noonan | Down
  Fallot | Ebstein | Eisenmenger | Shone
  Цельсий | Кельвин | Фаренгейт
  Бругада | Марфан | Фабри | Данон
  Kawasaki | Takayasu | Behçet | Wegener
  Morgagni | Adams | Stokes
  Morbus Crohn | Morbus Basedow | Morbus Bechterew
  Simpson | Teichholz | Visual
  Bazett | Fridericia | Framingham | Hodges
  Devereux | Teichholz | Cube
  Killip | NYHA | CCS | TIMI
  Cardiology | Neurology | Surgery | Oncology
  Kardiologie | Neurologie | Chirurgie | Innere
  Cardiologia | Neurologia | Chirurgia
  Кардиология | Неврология | Хирургия | Терапия
  Кардиологическое | Терапевтическое | Хирургическое
  Ward A | Ward B | Ward C
  Station 1 | Station 2 | Station 3
  Отделение 1 | Отделение 2 | Реанимация
  Baker Ward | Hunter Ward | Nightingale Ward
  St Mary | St George | St Thomas | Guys
  Charité | Helios | Asklepios | Vivantes
  Philips | Siemens | Schiller | Mortara | GE
  Mindray | Edan | Nihon Kohden | Fukuda
  Medtronic | Abbott | Biotronik | Boston Scientific
  May | June | April | August
  Mars | Avril | Mai | Juin
  Rose | Violet | Amber | Olive
  White | Black | Brown | Asian
  Смуглый | Светлый | Тёмный
  Married | Single | Widowed | Divorced
  Женат | Холост | Вдовец | Разведён
  Smoker | Never | Former
  Curry | Rice | Bread
  Baker | Farmer | Driver | Teacher
  Bäcker | Schmied | Müller | Lehrer
  Учитель | Водитель | Инженер | Врач
  Ärztin | Pflege | Verwaltung
  Catholic | Protestant | Muslim | Jewish
  Premium | Standard | Basic
  AOK | Barmer | TK | DAK
  СОГАЗ | Ингосстрах | МАКС
  Sinus Rhythm | Atrial Fibrillation | Atrial Flutter
  Left Axis | Right Axis | Normal Axis
  Leiter | Holter | Event
  Vorderwand | Hinterwand | Seitenwand
  Anterior | Inferior | Lateral
  Передний | Нижний | Боковой
  Dauer | Akut | Keine
  Madrid | Sevilla | Valencia | Murcia
  Porto | Braga | Coimbra | Faro
  Gent | Brugge | Leuven | Mechelen
  Utrecht | Leiden | Delft | Breda
  Cork | Kerry | Clare | Kildare
  Devon | Kent | Essex | Norfolk | Dorset
  Washington | Lincoln | Madison | Jefferson
  Georgia | Virginia | Carolina | Montana
  Chad | Jordan | Israel | Cuba
  Adelaide | Perth | Darwin | Hobart
  Chester | Preston | Lancaster | Carlisle
  Minerva | Athena | Apollo | Hermes
  Prolene | Vicryl | Monocryl
  Edwards | Abbott | Boston | Medtronic
  Sapien | Evolut | Acurate
  Dacron | Gore | Teflon
  Judkins | Amplatz | Sones
  Swan-Ganz | Foley | Hickman
  Seldinger | Cutdown
  Bruce | Naughton | Balke
  Borg | Karnofsky | Barthel
  Duke | Jones | Framingham
  Wells | Geneva | Padua
  Child | Okuda | Meld
  Robson | Bishop | Apgar
  Billroth | Whipple | Roux
  Ross | Bentall | David | Yacoub
  Fontan | Glenn | Norwood | Rastelli
  Mustard | Senning | Jatene
  Cox | Maze | Dor
  Бентала | Росса | Давида
  Шумакова | Бакулева | Алмазова | Мясникова
  Склифосовского | Боткина | Пирогова
  ГКБ Боткина | ГКБ Юдина | ГКБ Пирогова
  Ленина | Мира | Победы
  Северный | Южный | Западный
  Alpha | Beta | Gamma
  Delta | Omicron | Alpha
  Pfizer | Moderna | Novavax | Sputnik
  Comirnaty | Spikevax | Vaxzevria
  Rhesus | Kell | Duffy | Kidd
  Lewis | Duffy | Kidd | Diego
  Turner | Klinefelter | Edwards | Patau
  Gordon | Liddle | Bartter | Gitelman
  Conn | Cushing | Addison | Sheehan
  Wilson | Gaucher | Fabry | Pompe
  Barrett | Zenker | Mallory
  Dressler | Prinzmetal | Levine
  Austin Flint | Graham Steell | Carey Coombs
  Mönckeberg | Buerger | Raynaud
  Hodgkin | Burkitt | Waldenström
  Ewing | Kaposi | Wilms
  Gram | Giemsa | Ziehl
  Allen | Adson | Buerger | Perthes
  Babinski | Romberg | Lasègue
  Murphy | Blumberg | Rovsing
  Doppler | Simpson | Bernoulli
  Friedewald | Martin | Sampson
  Cockcroft | Schwartz | Mayo
  DuBois | Mosteller | Haycock
  Broca | Lorentz | Devine
  Markov | Bayes | Gauss
  Mercedes | Porsche | Skoda
  Алтай | Урал | Кавказ
  Марина | Слобода | Посад
  Kraków | Łódź | Gdańsk | Poznań
  Brno | Ostrava | Plzeň | Olomouc
  Αθήνα | Θεσσαλονίκη | Πάτρα | Ηράκλειο
  İzmir | Bursa | Konya | Adana
  大阪 | 名古屋 | 札幌 | 福岡
  成都 | 武汉 | 西安 | 南京
  تهران | اصفهان | شیراز | مشهد
  서울 | 부산 | 대구 | 인천
  Recife | Fortaleza | Manaus | Curitiba
  Lagos | Ibadan | Kano | Abuja
  Tver | Orel | Samara | Omsk
  Тверь | Орёл | Самара | Омск
  Киров | Калинин | Пушкин | Ломоносов
  Lyon | Nantes | Dijon | Rennes
  Bergen | Tromsø | Stavanger | Bodø
  Aspirin | Plavix | Brilinta | Effient
  Бисопролол | Метопролол | Карведилол | Небиволол
  Concor | Tritace | Lipanthyl | Detralex
  Крестор | Липримар | Аторис | Зокор
  Marevan | Xarelto | Eliquis | Pradaxa
  Kardiologie | Innere | Chirurgie | Notaufnahme
  Кардиология | Терапия | Реанимация | Приёмный покой
  Cardiologie | Réanimation | Urgences | Gériatrie
  Kardiologia | Chirurgia | SOR | Interna
  Kardiyoloji | Dahiliye | Acil | Yoğun bakım
  循環器内科 | 救急科 | 外科 | 内科
  心内科 | 急诊科 | 外科 | 老年科
  قلب | جراحی | داخلی | اورژانس
  Brugada | Wellens | Takotsubo | Prinzmetal
  Crohn | Graves | Addison | Cushing
  Parkinson | Alzheimer | Huntington | Wilson
  Marfan | Noonan | Turner | Down
  Fallot | Ebstein | Eisenmenger | Lutembacher
  Морганьи | Адамс | Стокс | Венкебах
  Medtronic | Biotronik | Abbott | Boston Scientific
  Xience | Promus | Resolute | Orsiro
  Bentall | Ross | David | Yacoub
  Judkins | Amplatz | Sones | Ikari
  Schiller | Mortara | Philips | GE
  Bazett | Fridericia | Framingham | Hodges
  Sinus Rhythm | Atrial Fibrillation | Atrial Flutter | Paced Rhythm
  Normal ECG | Abnormal ECG | Borderline ECG
  Left Main | Left Circumflex | Right Coronary
  Anterior Wall | Inferior Wall | Lateral Wall
  Type A | Type B | Type C
  Ward 1 | Ward 2 | ICU
  Caucasian | Black | Asian | Hispanic
  Han | Hui | Uyghur | Tibetan
  汉族 | 回族 | 满族 | 壮族
  Married | Single | Widowed | Divorced
  Женат | Вдовец | Разведён | Холост
  Teacher | Driver | Farmer | Nurse
  Водитель | Учитель | Пенсионер | Инженер
  AOK | Barmer | TK | DAK
  Medicare | Medicaid | Private | Self Pay
  NHS Lothian | NHS Fife | NHS Borders
  Charité | Klinikum Süd | St. Georg | Marien
  Мариинская | Покровская | Елизаветинская | Александровская
  Петроградский | Невский | Калининский | Кировский
  Praha 1 | Praha 4 | Praha 10
  Ile-de-France | Bretagne | Normandie | Corse
  Bayern | Hessen | Sachsen | Saarland
  Toscana | Lazio | Umbria | Marche
  California | Georgia | Virginia | Carolina
  Victoria | Queensland | Tasmania
  Protestant | Catholic | Muslim | Jewish
  Rh Positive | Rh Negative
  O Positive | A Negative | B Positive
  Spring | Summer | Autumn | Winter
  Январь | Март | Май | Июнь
  April | May | June | August
  Monday | Tuesday | Friday
  Morning | Evening | Night
  Red | Green | Yellow | Black
  Basic | Advanced | Expert
  Paris | London | Florence | Chelsea
  Dallas | Austin | Houston | Jackson
  Lincoln | Washington | Jefferson | Madison
  Walking | Cycling | Treadmill | Pharmacological
  Bruce | Naughton | Balke | Ellestad
  Adenosine | Dobutamine | Regadenoson
  Simpson | Teichholz | Visual
  Killip I | Killip II | Killip III
  Lown 1 | Lown 2 | Lown 4a
  Minnesota | Sokolow | Cornell | Romhilt
  Kent | James | Mahaim
  Никотин | Алкоголь | Кофе
  Соколов-Лайон | Корнелл | Ромхильт
  Leriche | Raynaud | Buerger
  Dressler | Löffler | Libman
  St. Jude | Carpentier | Starr | Björk
  Edwards | Sapien | CoreValve | Evolut
  Tilt | Holter | Loop
  Amiodarone | Sotalol | None
  Omron | Microlife | Beurer
  Ambulance | Walk In | Referral
  Ischaemic | Dilated | Hypertrophic | Restrictive
  Vorderwand | Hinterwand | Seitenwand
  передняя | нижняя | боковая
  Hyperkalaemia | Hypokalaemia | Normal
`);
