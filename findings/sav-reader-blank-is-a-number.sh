#!/usr/bin/env bash
# sav-reader 2.0.8: a blank cell of an uncompressed SPSS file is read as the number -1.8e308.
#
# SPSS marks a missing number by the least double there is. In a compressed file that is a code of its own; in an uncompressed one (such files
# come from other statistics programs) the double itself stands in the cell. The file says so in its record of floating-point values.
# Expected: no value, as the same reader gives for a compressed file. Seen: -1.7976931348623157e+308, so that a mean is -Infinity or nonsense.
#
# Installs the pinned public package in a temporary folder, makes its own file of three patients, fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact sav-reader@2.0.8 >/dev/null
cat > run.cjs <<'JS'
const { SavBufferReader } = require('sav-reader');
/** Two numeric variables, as the format's public description has them; `null`: system-missing. */
function systemFile(rows, isCompressed) {
  const parts = [];
  const text = (value, length) => parts.push(Buffer.from(value.padEnd(length), 'latin1'));
  const integers = (...values) => values.forEach((value) => { const b = Buffer.alloc(4); b.writeInt32LE(value); parts.push(b); });
  const double = (value) => { const b = Buffer.alloc(8); b.writeDoubleLE(value); parts.push(b); };
  text('$FL2', 4);
  text('@(#) SPSS DATA FILE', 60);
  integers(2, 2, Number(isCompressed), 0, rows.length);
  double(100);
  text('01 Jan 26', 9);
  text('12:00:00', 8);
  text('', 64);
  parts.push(Buffer.alloc(3));
  for (const name of ['AGE', 'LVEF']) {
    integers(2, 0, 0, 0, 0x050802, 0x050802);
    text(name, 8);
  }
  integers(7, 3, 4, 8, 1, 0, 0, -1, 1, 1, 2, 1252);
  integers(7, 4, 8, 3);
  double(-Number.MAX_VALUE);
  double(Number.MAX_VALUE);
  parts.push(Buffer.from('feffffffffffefff', 'hex'));
  integers(999, 0);
  if (!isCompressed) for (const value of rows.flat()) double(value ?? -Number.MAX_VALUE);
  // A byte a cell: the value and 100, or 255 for system-missing; 0 fills up to eight.
  else {
    const codes = rows.flat().map((value) => (value === null ? 255 : value + 100));
    parts.push(Buffer.from([...codes, ...Array((8 - (codes.length % 8)) % 8).fill(0)]));
  }
  return Buffer.concat(parts);
}
async function read(isCompressed) {
  const reader = new SavBufferReader(systemFile([[61, 55], [72, null], [48, 62]], isCompressed));
  await reader.open();
  return (await reader.readAllRows()).map(({ LVEF }) => LVEF);
}
(async () => {
  const [compressed, plain] = [await read(true), await read(false)];
  console.log('LVEF, compressed:', compressed, 'uncompressed:', plain);
  if (compressed[1] != null || compressed[2] !== 62) throw new Error('a compressed file no longer reads right');
  if (plain[1] !== -Number.MAX_VALUE || plain[2] !== 62) throw new Error('changed: a blank of an uncompressed file is no longer a number');
})().catch((error) => { console.error(error.message); process.exit(1); });
JS
node run.cjs
