/** Frequent names that the list of names lacks: Latin spellings of Arabic, Chinese and Korean ones, and a few others. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

export const MORE_GIVEN = words(`
  Jonas Antanas Vytautas Petras Juozas Kazys Stasys Algirdas Jurgis Povilas Mindaugas Gediminas Tomas Darius Rimantas Arvydas
  Žydrūnas Linas Andrius Mantas Lukas Saulius Vidas Ona Marija Irena Janina Danutė Birutė Aldona Rūta Kristina Jūratė Daiva
  Laima Vilma Asta Eglė Ieva Gintarė Inga Jolanta Nijolė Zita Virginija Genovaitė Stefanija
  Jaan Jüri Tiit Toomas Andres Margus Urmas Priit Rein Peeter Mart Tõnu Aivar Malle Tiina Reet Sirje Ülle Piret Katrin Kersti
  Riina Külli Kadri Mari Liis Kaja Heino Arvo
  Mohammed Mohamed Muhammad Mohammad Ahmed Ahmad Ali Omar Umar Hassan Hasan Hussein Hussain Ibrahim Yusuf Youssef Yousef
  Mahmoud Khalid Khaled Abdullah Abdallah Abdul Abdel Saleh Salem Samir Tariq Tarek Karim Kareem Nabil Walid Rashid Faisal
  Fatima Fatma Fatemeh Aisha Ayesha Khadija Maryam Mariam Zainab Zeinab Layla Leila Noor Nour Huda Hala Amina Salma Yasmin
  Reza Hossein Mehdi Amir Zahra Wei Fang Min Jing Li Xiu Ying Yan Jun Jie Lei Tao Ming Hui Xin Yong Hong Mei Ling Hua
  Yu Hao Chen Xiaoming Minjun Jiwoo Seoyeon Jihoon Hyun Sung Young Hiroshi Takashi Kenji Yuki Haruto Sakura Yoko Keiko
  Seo Yeon Woo Hoon Soo Hye Eun Kyung Chinedu Tunde Kofi Kwame Ama Ngozi Emeka Amara Oluwaseun Thabo Sipho Nomvula Pieter
  Priya Anil Sunil Rajesh Suresh Ramesh Sanjay Vijay Ravi Amit Deepak Lakshmi Sunita Anita Geeta Kavita Pooja Arjun Rahul
  Ivan Petr Pyotr Sergey Sergei Aleksandr Alexander Alexey Alexei Aleksei Dmitry Dmitri Dmitriy Andrey Andrei Mikhail Nikolay
  Nikolai Vladimir Yuri Yuriy Igor Oleg Olga Natalia Natalya Tatiana Tatyana Elena Yelena Irina Svetlana Lyudmila Galina
  Ekaterina Yekaterina Anastasia Yulia Julia John Mary James Robert Michael William David Richard Joseph Thomas Charles
  Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Margaret Anna Peter Paul Jane George
  محمد أحمد علي حسن حسين عمر خالد إبراهيم يوسف محمود عبدالله عبد مصطفى سعيد سالم فاطمة عائشة مريم زينب ليلى نور هدى سارة خديجة
  زهرا فاطمه معصومه سکینه رقیه نرگس سمیه لیلا مهدی محسن حمید سعید مجید داود اکبر اصغر
  عباس مرتضی مصطفی ابوالفضل پرویز بهرام شیرین مهناز نسرین پروین اعظم طاهره
  אברהם יצחק יעקב משה דוד שרה רחל לאה מרים חנה יוסף דניאל
  राम श्याम राजेश सुनीता अनिल प्रिया अमित संजय सीता गीता रवि विजय
  สมชาย สมหญิง สมศักดิ์ วิชัย มาลี
`);

export const MORE_SURNAMES = words(`
  Kazlauskas Jankauskas Petrauskas Stankevičius Vasiliauskas Butkus Žukauskas Paulauskas Urbonas Kavaliauskas Navickas
  Balčiūnas Jonaitis Kazlauskienė Jankauskienė Petrauskienė Vasiliauskienė Žukauskienė
  Tamm Saar Sepp Mägi Kask Kukk Rebane Ilves Pärn Koppel Luik Raudsepp Kuusk Vaher Lepik
  Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas
  Taylor Moore Jackson Martin Lee Perez Thompson Harris Sanchez Clark Ramirez Lewis Robinson Walker Allen Wright Scott Torres
  Nguyen Hill Flores Adams Nelson Baker Campbell Mitchell Carter Roberts Evans Turner Edwards Collins Stewart Morris Murphy
  Cook Rogers Morgan Cooper Peterson Reed Bailey Kelly Howard Cox Ward Richardson Watson Brooks Bennett James Reyes Cruz
  Hughes Price Myers Long Foster Sanders Ross Morales Powell Sullivan Russell Ortiz Jenkins Gutierrez Perry Butler Barnes
  Wang Zhang Zhao Huang Zhou Chen Yang Liu Xu Sun Zhu Lin Guo Luo Zheng Liang Xie Tang Deng Feng Song Tran Pham Hoang Phan
  Kim Park Choi Jung Kang Cho Yoon Jang Lim Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida
  Yamada Sasaki Singh Sharma Kumar Patel Gupta Khan Das Reddy Rao Nair Iyer Mehta Shah Verma Mishra Joshi Chopra Agarwal
  Hassan Hussein Ibrahim Khalil Mansour Haddad Khoury Nasser Saleh Rahman Ahmed Begum Okafor Okonkwo Adeyemi Mensah Diallo
  Ivanov Petrov Sidorov Smirnov Kuznetsov Popov Sokolov Lebedev Kozlov Novikov Morozov Volkov Shevchenko Kovalenko Bondarenko
  Иванов Иванова Петров Петрова Сидоров Сидорова Смирнов Смирнова Кузнецов Кузнецова Попов Попова Соколов Соколова Лебедев
  Лебедева Козлов Козлова Новиков Новикова Морозов Морозова Волков Волкова Соловьёв Соловьёва Васильев Васильева Зайцев Зайцева
  Павлов Павлова Семёнов Семёнова Голубев Голубева Виноградов Виноградова Богданов Богданова Воробьёв Воробьёва Фёдоров Фёдорова
  Михайлов Михайлова Беляев Беляева Тарасов Тарасова Белов Белова Комаров Комарова Орлов Орлова Киселёв Киселёва Макаров Макарова
  Андреев Андреева Ковалёв Ковалёва Ильин Ильина Гусев Гусева Титов Титова Кузьмин Кузьмина Кудрявцев Баранов Баранова Куликов
  Алексеев Алексеева Степанов Степанова Яковлев Яковлева Сорокин Сорокина Сергеев Сергеева Романов Романова Захаров Захарова
  Борисов Борисова Королёв Герасимов Герасимова Пономарёв Григорьев Лазарев Медведев Ершов Никитин Соболев Рябов Поляков Цветков
  Шевченко Коваленко Бондаренко Ткаченко Кравченко Олейник Мельник Ковальчук Шевчук Полищук
  الأحمد الحسن الحسين العلي حداد خوري منصور ناصر صالح رحمن كاظم الزهراني القحطاني الغامدي الشمري
  محمدی احمدی حسینی رضایی کریمی موسوی جعفری صادقی رحیمی اکبری نوری هاشمی حیدری مرادی ابراهیمی قاسمی
  عباسی کاظمی صالحی سلیمانی رستمی زارع امینی باقری طاهری شریفی یوسفی اسماعیلی نجفی میرزایی شفیعی قربانی
  כהן לוי מזרחי פרץ ביטון פרידמן אברהם
  शर्मा वर्मा गुप्ता सिंह कुमार पटेल खान यादव मिश्रा जोशी
  Παπαδόπουλος Παπαδοπούλου Παπαγεωργίου Οικονόμου Νικολάου Γεωργίου Δημητρίου Βασιλείου Ιωάννου Αντωνίου Κωνσταντίνου
`);
