#!/usr/bin/env bash
# dcmjs 0.52.0: a small number that is written as a DICOM Decimal String can come back millions of times as large.
#
# A Decimal String holds 16 characters. `denaturalizeDataset` cuts what is longer at the end, so that of a number in scientific
# notation the exponent goes first, where digits of the mantissa could have gone. An ECG's ChannelSensitivity is such a number where it is
# given in volts: 1/3 µV a bit is 3.333333333333333e-7 in JavaScript.
# Expected: 3.3333333333e-7, or an error. Seen: 3.33333333333333, and one line in the log that a value was truncated.
# 2.44140625e-7, which fits, comes back as it was.
#
# Installs the pinned public package in a temporary folder, makes its own data set, fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact dcmjs@0.52.0 >/dev/null
cat > run.cjs <<'JS'
const { DicomDict, DicomMessage, DicomMetaDictionary } = require('dcmjs').data;
function writtenAndRead(sensitivity) {
  const file = new DicomDict({
    TransferSyntaxUID: { vr: 'UI', Value: ['1.2.840.10008.1.2.1'] },
    MediaStorageSOPClassUID: { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.9.1.1'] },
    MediaStorageSOPInstanceUID: { vr: 'UI', Value: ['1.2.3'] },
  });
  file.dict = DicomMetaDictionary.denaturalizeDataset({
    _vrMap: {},
    WaveformSequence: [{ ChannelDefinitionSequence: [{ ChannelSensitivity: sensitivity }] }],
  });
  const read = DicomMetaDictionary.naturalizeDataset(DicomMessage.readFile(file.write()).dict);
  return Number(read.WaveformSequence[0].ChannelDefinitionSequence[0].ChannelSensitivity);
}
const [short, long] = [1 / 4096000, 1 / 3000000];
for (const volts of [short, long]) console.log(`${volts} V a bit is read as ${writtenAndRead(volts)}`);
if (writtenAndRead(short) !== short) throw new Error('a number that fits no longer comes back as it was');
if (Math.round(writtenAndRead(long) / long) !== 10_000_000) throw new Error('changed: the exponent is no longer cut off');
JS
node run.cjs
