/**
 * What carts say of an ECG in words, as columns: statements that enough records have, and only those made of the vocabulary of
 * electrocardiography. A name, a place or a remark of a person has a word that is not in it, and is left out whole.
 */

const VOCABULARY = new Set(
  `a ab aberrancy aberrant abnormal abnormalities abnormality absent accelerated acute af age along also an and anterior
  anterolateral anteroseptal apical arrhythmia arrhythmias artifact as at atrial atrioventricular av avf avl avr axis baseline
  because beat beats bifascicular bigeminal bigeminy biatrial biventricular block blocked borderline bradycardia branch brugada
  bundle by cannot capture change changes chronic clockwise complete complex complexes conducted conduction consider
  consistent contour coronary couplet couplets criteria current cw data degree delay demand depression deviation
  diffuse digitalis disease dissociation due early ecg ectopic effect electrode electronic elevation enlargement epicardial escape
  evidence evolving excessive extensive extreme extremity fascicular fibrillation first flat flattening flutter for frequent
  fusion has heart high hypertrophy idioventricular if in incomplete indeterminate infarct infarction inferior inferolateral
  inferoposterior inferoseptal injury interference interpolated intermittent interval intraventricular inversion inverted irregular is ischaemia
  ischaemic ischemia ischemic junctional lad large late lateral lbbb lead leads left less limb limits lobe long lngqt lengthened
  low lown lv lvh marked may mild minimal minor mobitz moderate monomorphic multifocal multiform multiple myocardial
  narrow negative nodal non nondiagnostic nonspecific normal not noted occasional of old or ordinary otherwise over
  p paced pacemaker pacing paroxysmal partial patient pattern pause pauses pericarditis peaked poor possible
  posterior posterolateral pr precordial predominant preexcitation prematu premature present primary probable
  probably progression prolongation prolonged prwp pulmonary pvc q qrs qs qt qtc quality quadrigeminy r rad
  rapid rate rbbb reentrant recent regular repolarisation repolarization response reversal rhythm right rotation rsr rv rvh s
  sa second secondary septal sequence severe short shortened significant sinoatrial sinus slow small snomed sokolow specific st
  standstill strain suggest suggests superior supraventricular suspect suspected sustained svt syndrome t tachycardia technically
  tall than third to torsades transmural trifascicular trigeminal trigeminy two type typical u
  undetermined unifocal uncertain undiagnostic unusual upright v variable variant variation ventricular very voltage w wandering
  wave waves wenckebach wide widened with within without wolff parkinson white wpw`
    .split(/\s+/u)
    .concat(['i', 'ii', 'iii', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6']),
);

/** In so many records at least, and this share of them. */
const FEWEST = 5;
const SHARE = 0.02;
/** Columns at most. */
const MOST = 40;
const LONGEST = 80;

/** One spelling of a statement: without the marks that carts put around it. Null: not only vocabulary, so perhaps somebody's words. */
export function plainStatement(text: string): string | null {
  const plain = text
    .replaceAll(/[*"'<>()[\].,;:!?&+]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
  const words = plain.split(/[\s/=-]+/u).filter((word) => word !== '');
  if (plain.length > LONGEST || !words.some((word) => /^[a-z]{2}/u.test(word))) return null;
  if (/^snomed \d{6,10}$/u.test(plain)) return plain;
  return words.every((word) => VOCABULARY.has(word) || /^\d{1,3}(?:st|nd|rd)?$/u.test(word)) ? plain : null;
}

/** [records][statements] → those that are columns, the most frequent first. */
export function frequentStatements(
  records: readonly (readonly string[])[],
): { readonly words: string; readonly isIn: (statement: string) => boolean }[] {
  const counts = new Map<string, number>();
  for (const statements of records) {
    const plain = new Set(statements.map(plainStatement).filter((one) => one !== null));
    for (const one of plain) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const fewest = Math.max(FEWEST, SHARE * records.length);
  return [...counts]
    .filter(([, count]) => count >= fewest && count < records.length)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([words]) => ({ words, isIn: (statement) => plainStatement(statement) === words }));
}
