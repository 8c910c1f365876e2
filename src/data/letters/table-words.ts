/**
 * Words that tables of patients have in their headers and cells, and their files in their names, with letters beyond ASCII: a table has few of them, and one that is
 * read rightly says more than how frequent its letters are. In small letters.
 */

const words = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.split(' ')).map((word) => word.normalize('NFC')));

export const TABLE_WORDS = {
  western: words(
    'männlich größe körpergröße übergewicht täglich jährlich mäßig früher gefäß ödem müdigkeit überweisung ärztin wöchentlich',
    'âge élevé élevée modéré modérée sévère arrêté léger légère décès hôpital médecin régulier antécédents prénom diabète décédé',
    'sí años corazón presión médico niño diagnóstico hipertensión después género tensión crónico corazón',
    'não pressão coração hipertensão gênero após médio crônico età sì più',
    'män kön ålder längd låg hög måttlig svår år född hjärta lätt køn mænd høj højde vægt født måned ikä käyttö hyvä sydän päivä',
  ),
  central: words(
    'płeć mężczyzna łagodny ciężki średni często rzadko źródło ciśnienie zawał niewydolność świadomy wysokość przyjęcie zdjęcie zdjęcia',
    'věk muž žena pohlaví výška váha nízký nízká vysoký vysoká kuřák nekuřák lehký těžký střední často někdy příjem dušnost léčba snímek snímky přehled',
    'nízky vysoký fajčiar ťažký ľahký stredný nő férfi életkor súly magasság vérnyomás közepes súlyos dohányzó dohányzik szívinfarktus',
    'vârstă bărbat înălţime uşor niciodată muški ženski muškarac težina često višina teža moški pušač žensko muško',
  ),
  turkish: words(
    'yaş yaşı kadın hafif ağır düşük yüksek hayır göğüs ağrısı ağrı şişman içiyor bıraktı doğum şeker hiç değil öksürük tanı sağ çarpıntı adı soyadı şiddetli hastalığı şekil görüntü',
  ),
  baltic: words(
    'žemas žema aukštas aukšta amžius ūgis dažnai anksčiau širdies kraujospūdis rūko nerūko šeimos mėnuo metų nėra lėtinis ūminis',
    'nē jā vīrietis vidējs vidēja šķērslis smēķē nesmēķē bērns sāpes ātrs īss hronisks mūžam',
    'kõrge õde päev vähe mõõdukas jäme südame pärast',
  ),
  cyrillic: words(
    'да нет мужской женский муж жен пол возраст лёгкая легкая средняя тяжёлая тяжелая норма часто редко курит никогда рост вес дата',
    'врач диагноз есть раньше высокий низкий умеренный чоловік жінка ні вік стать мъж жена пациент пациенты фио чсс имт экг файл файлы снимок снимки',
  ),
  greek: words(
    'άνδρας γυναίκα ναι όχι ηλικία φύλο ήπιο ήπια μέτριο μέτρια σοβαρό σοβαρή ύψος βάρος πίεση διάγνωση ασθενής όνομα καπνιστής ποτέ φυσιολογικό χαμηλό υψηλό',
  ),
  hebrew: words(
    'זכר נקבה תקין גיל מין שם אבחנה כן לא חיובי שלילי מעשן לחץ דם סוכר כולסטרול משקל גובה תאריך רופא חולה מטופל קל בינוני קשה ימין שמאל אוטם תעוקה מחלה פרפור חסם קצב עישון ללא יש אין גבוה נמוך רגיל עבר',
  ),
  arabic: words(
    'ذكر أنثى نعم لا العمر الجنس طبيعي مرتفع منخفض خفيف متوسط شديد مدخن ضغط سكري القلب المريض التشخيص الوزن الطول مرد زن بله سن',
  ),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;
