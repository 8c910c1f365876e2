/**
 * Words that are names of people as well, but in a table of patients usually are something else: months, colours, cities,
 * findings named after people, parts of a hospital. A text with one of them proves nothing about people.
 */
import { foldName } from './fold-name.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

const TIMES = `january february march april may june july august september october november december januar februar mai juni juli
  januari avril juin juillet janvier enero marzo mayo julio agosto январь февраль март апрель май июнь июль август monday tuesday
  wednesday thursday friday saturday sunday spring summer autumn fall winter vesna лето весна осень зима day night morning
  evening dawn today never always former current past early late new old young long short high low little small big great strong`;

const LOOKS = `white black brown green grey gray red blue pink violet rose ruby amber olive hazel blond golden silver weiss weiß schwarz braun
  grun grün grau blau rot gelb asian african caucasian hispanic latino indian arab mixed other none native islander chinese
  japanese korean german french russian turkish english irish polish greek jewish christian muslim hindu белый черный чёрный`;

const PLACES = `paris london berlin hamburg munich münchen vienna wien zurich geneva bern basel rome roma milan milano florence firenze venice
  turin torino genoa naples napoli palermo bologna verona siena madrid barcelona valencia sevilla granada cordoba toledo leon
  lisbon porto athens sofia bucharest belgrade zagreb budapest prague praha brno warsaw krakow poznan gdansk moscow kazan kyiv
  kiev minsk riga vilnius tallinn helsinki stockholm oslo copenhagen bergen amsterdam rotterdam utrecht leiden brussels bruges
  dublin cork belfast edinburgh glasgow manchester leeds york oxford cambridge bristol lincoln chester kent essex washington
  boston houston dallas austin denver phoenix madison jackson charlotte columbus cleveland cincinnati orlando jacksonville
  virginia georgia carolina montana dakota alabama nevada texas florida arizona victoria adelaide sydney perth melbourne
  brisbane darwin hobart auckland wellington christchurch hamilton toronto montreal ottawa calgary edmonton regina halifax
  israel jordan chad india china japan korea america africa asia europa europe santiago san santa sankt saint st los las el
  el-paso salvador francisco diego antonio lima bogota quito caracas havana mexico monterrey guadalajara merida rosario mendoza
  salta natal salvador vitoria belem recife dakar lagos nairobi cairo alexandria tunis rabat casablanca tripoli khartoum
  damascus aleppo beirut baghdad basra tehran shiraz isfahan tabriz mashhad kabul delhi mumbai chennai kolkata pune agra
  jaipur lahore karachi dhaka bangkok hanoi saigon manila jakarta medan bandung singapore tokyo osaka kyoto nagoya sapporo
  kobe fukuoka seoul busan daegu incheon ankara istanbul izmir antalya adana konya bursa москва казань самара киров
  пушкин королёв королев саратов ростов псков тамбов владимир павлово иваново киев харьков львов одесса минск гомель
  кострома орёл орел курск брянск тула пермь уфа омск томск чита тверь рязань волгоград киров серов азов сызрань ногинск
  жуков чехов лермонтов гагарин энгельс димитров невский ленинский кировский`;

const EPONYMS = `wolff parkinson white wpw brugada holter mobitz wenckebach osborn lown ganong levine bundle his purkinje bachmann kent mahaim
  ebstein fallot marfan takotsubo takayasu kawasaki chagas barlow dressler prinzmetal wellens winter romano ward jervell
  lange nielsen andersen tawil timothy danon fabry pompe noonan down klinefelter ehlers danlos loeffler libman sacks
  stokes morgagni valsalva bruce cornell sokolow lyon killip forrester framingham rose crohn basedow
  graves hashimoto cushing addison conn hodgkin alzheimer raynaud behcet sjogren sjögren wegener churg kaposi
  паркинсона вольф паркинсон уайт бругада холтер мобитц венкебах дресслер марфан морганьи стокс киллип корнелл
  лайон базедов базедова крон крона бехтерев бехтерева рейно бехчет graham steell austin flint corrigan duroziez philips
  siemens mortara schiller nihon kohden fukuda cardioline edan mindray bionet welch allyn hewlett packard medtronic biotronik
  abbott sorin abbott bayer pfizer novartis merck roche sanofi charite mayo stanford duke hopkins harvard yale emory`;

const CLINIC = `clinic hospital department ward unit center centre institute university college school street block branch lead wave axis heart
  left right anterior posterior inferior lateral septal apical basal normal abnormal mild moderate severe acute chronic stable
  unstable sinus rhythm atrial ventricular fibrillation flutter tachycardia bradycardia infarction angina pectoris syndrome
  disease failure valve aortic mitral stenosis type grade class stage group site male female yes no positive negative unknown
  alpha beta gamma delta bravo charlie study trial placebo control arm vitamin
  angiography echo echocardiography surgery medicine cardiology emergency intensive care private public rural urban primary
  secondary tertiary married single divorced widowed abteilung klinik krankenhaus station отделение больница клиника центр
  институт кафедра район улица город область синдром болезнь инфаркт стенокардия блокада ритм`;

const ordinary = new Set([TIMES, LOOKS, PLACES, EPONYMS, CLINIC].flatMap(words).map(foldName));

export function isOrdinary(word: string): boolean {
  return ordinary.has(foldName(word));
}
