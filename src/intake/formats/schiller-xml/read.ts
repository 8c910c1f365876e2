/** Schiller XML (SEMA's exchange files): the waves of the rhythm, each lead as numbers between commas. */
import type { EcgFacts, EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { RecordFault } from '../record-fault.ts';
import { millivoltsIn } from '../units.ts';
import { listedSamples } from '../xml/listed-samples.ts';
import { below, readXml, textAt, type XmlNode } from '../xml/read-xml.ts';

/** How samples are written; others are packed. */
const LISTED = /^comma_?separated?$/iu;

function leadOf(channel: XmlNode, scale: number): readonly [string, Float64Array] {
  // Spelled so in the files.
  if (!LISTED.test(textAt(channel, 'datastype') ?? 'COMMASEPARATE')) throw new RecordFault('record-coding');
  return [textAt(channel, 'name') ?? '', listedSamples(textAt(channel, 'data') ?? '', scale)];
}

function factsIn(root: XmlNode): EcgFacts {
  return factsOf({ age: textAt(root, 'patdata', 'age'), sex: textAt(root, 'patdata', 'gender') });
}

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    const root = readXml(bytes);
    const waves = below(root, 'eventdata', 'event', 'wavedata');
    const wave = waves.find((one) => textAt(one, 'type')?.toUpperCase() === 'ECG_RHYTHMS');
    if (wave === undefined) throw new RecordFault('record-no-leads');
    const unit = millivoltsIn(textAt(wave, 'resolution', 'yres', 'units') ?? '');
    const step = Number(textAt(wave, 'resolution', 'yres', 'unitperbit') ?? Number.NaN);
    if (unit === null || !(step > 0)) throw new RecordFault('record-unit');
    // An exponent of 1 is written beside rates that are already in hertz; another one is not known to mean anything.
    if (Number(textAt(wave, 'resolution', 'samplerate', 'exponent') ?? 1) !== 1) throw new RecordFault('record-rate');
    const rate = Number(textAt(wave, 'resolution', 'samplerate', 'value') ?? Number.NaN);
    const leads = new Map(below(wave, 'channel').map((channel) => leadOf(channel, step * unit)));
    const id = textAt(root, 'patdata', 'id');
    return [{ kind: 'signal', record: { rate, leads, facts: factsIn(root), ids: id === undefined ? [] : [id] } }];
  },
};
