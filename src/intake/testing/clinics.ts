/** Words of made-up clinics in several languages: names, categories, what they call a picture. */

export interface Clinic {
  readonly given: readonly string[];
  readonly surnames: readonly string[];
  readonly fullName: (given: string, surname: string) => string;
  /** Given names are written as their first letter with a point. */
  readonly hasInitials: boolean;
  readonly phone: (digits: string) => string;
  readonly categories: readonly (readonly string[])[];
  readonly yesNo: readonly [string, string];
  readonly picture: string;
  readonly title: string;
}

const western = (given: string, surname: string): string => `${given} ${surname}`;
const words = (text: string): string[] => text.split(' ');

export const CLINICS = {
  en: {
    given: words('James Mary Robert Linda Michael Susan David Karen Thomas Nancy'),
    surnames: words('Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thompson Clark'),
    fullName: western,
    hasInitials: true,
    phone: (d) => `+44 20 ${d.slice(0, 4)} ${d.slice(4)}`,
    categories: [words('never former current'), words('sinus flutter paced'), words('mild moderate severe')],
    yesNo: ['yes', 'no'],
    picture: 'image',
    title: 'Cardiology report',
  },
  de: {
    given: words('Hans Jürgen Günter Käthe Jörg Ursula Renate Wolfgang Sabine Björn'),
    surnames: words('Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schäfer Köhler Krüger Schröder'),
    fullName: western,
    hasInitials: true,
    phone: (d) => `+49 30 ${d}`,
    categories: [words('männlich weiblich divers'), words('gering mäßig schwer'), words('früher täglich gelegentlich')],
    yesNo: ['ja', 'nein'],
    picture: 'bild',
    title: 'Übersicht der Ambulanz für März',
  },
  fr: {
    given: words('François Hélène Jérôme Cécile Michel Nathalie Stéphane Sylvie Frédéric Thérèse'),
    surnames: words('Martin Bernard Dubois Lefèvre Moreau Laurent Garnier Faure Rousseau Mercier Fournier Girard'),
    fullName: western,
    hasInitials: true,
    phone: (d) => `+33 1 ${d.slice(0, 2)} ${d.slice(2, 4)} ${d.slice(4, 6)} ${d.slice(6)}`,
    categories: [words('léger modéré sévère'), words('arrêté régulier jamais'), words('élevé normal bas')],
    yesNo: ['oui', 'non'],
    picture: 'image',
    title: 'Résumé de la journée à l’hôpital'.replace('’', ' '),
  },
  pl: {
    given: words('Stanisław Małgorzata Krzysztof Agnieszka Andrzej Katarzyna Paweł Elżbieta Tomasz Łukasz'),
    surnames: words('Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak'),
    fullName: western,
    hasInitials: true,
    phone: (d) => `+48 ${d.slice(0, 2)} ${d.slice(2, 5)} ${d.slice(5)} 11`,
    categories: [words('łagodny średni ciężki'), words('mężczyzna kobieta inna'), words('nigdy dawniej często')],
    yesNo: ['tak', 'nie'],
    picture: 'image',
    title: 'Zestawienie pacjentów oddziału',
  },
  tr: {
    given: words('Mehmet Ayşe Mustafa Fatma Ahmet Emine Ali Hatice Hüseyin Zeynep'),
    surnames: words('Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Arslan Doğan'),
    fullName: western,
    hasInitials: true,
    phone: (d) => `+90 212 ${d.slice(0, 3)} ${d.slice(3)}`,
    categories: [words('hafif orta ağır'), words('kadın erkek diğer'), words('düşük normal yüksek')],
    yesNo: ['evet', 'hayır'],
    picture: 'image',
    title: 'Kardiyoloji kliniği aylık özeti',
  },
  lt: {
    given: words('Jonas Ona Antanas Rūta Vytautas Kristina Petras Irena Žydrūnas Jūratė'),
    surnames: words('Kazlauskas Jankauskas Petrauskas Stankevičius Vasiliauskas Butkus Žukauskas Paulauskas'),
    fullName: western,
    hasInitials: true,
    phone: (d) => `+370 ${d.slice(0, 3)} ${d.slice(3)}`,
    categories: [words('lengvas vidutinis sunkus'), words('niekada anksčiau dažnai'), words('žemas normalus aukštas')],
    yesNo: ['taip', 'ne'],
    picture: 'image',
    title: 'Skyriaus mėnesio ataskaita',
  },
  ru: {
    given: words('Иван Мария Пётр Анна Сергей Ольга Алексей Елена Дмитрий Наталья'),
    surnames: words('Иванов Петров Сидоров Кузнецов Смирнов Попов Васильев Соколов Михайлов Новиков'),
    fullName: (given, surname) => `${surname} ${given}`,
    hasInitials: true,
    phone: (d) => `+7 495 ${d.slice(0, 3)}-${d.slice(3, 5)}-${d.slice(5)}`,
    categories: [
      words('лёгкая средняя тяжёлая'),
      words('никогда раньше сейчас'),
      words('синусовый трепетание кардиостимулятор'),
    ],
    yesNo: ['да', 'нет'],
    picture: 'файл',
    title: 'Сводка отделения за март',
  },
  zh: {
    given: words('伟 芳 娜 秀英 敏 静 丽 强 磊 军'),
    surnames: words('王 李 张 刘 陈 杨 赵 黄 周 吴'),
    fullName: (given, surname) => `${surname}${given}`,
    hasInitials: false,
    phone: (d) => `+86 138 ${d.slice(0, 4)} ${d.slice(4)}`,
    categories: [words('轻度 中度 重度'), words('从不 以前 现在'), words('正常 偏高 偏低')],
    yesNo: ['是', '否'],
    picture: 'image',
    title: '心内科 月报',
  },
  ja: {
    given: words('太郎 花子 一郎 恵子 健一 幸子 直樹 美咲 翔太 陽子'),
    surnames: words('佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤'),
    fullName: (given, surname) => `${surname} ${given}`,
    hasInitials: false,
    phone: (d) => `090-${d.slice(0, 4)}-${d.slice(4)}`,
    categories: [words('軽度 中等度 重度'), words('なし 過去 現在'), words('正常 高値 低値')],
    yesNo: ['あり', 'なし'],
    picture: 'image',
    title: '循環器内科 月報',
  },
} as const satisfies Readonly<Record<string, Clinic>>;
