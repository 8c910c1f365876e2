#!/usr/bin/env bash
# TensorFlow.js 4.22.0, backend wasm: conv2d gives zeros where one side of the filter is shorter than the stride.
#
# Expected: what the cpu backend of the same release gives. A 1 x 7 filter with stride 2 and `same` padding is ordinary
# (every other row is looked at). No error and no warning: a network that has such a layer learns nothing from it.
# Seen: a 7 x 7 filter agrees; with a 1 x 7 filter the wasm result differs from the cpu's by as much as the cpu's largest value.
#
# Installs the pinned public packages in a temporary folder, makes its own input, fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 >/dev/null
cat > run.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
require('@tensorflow/tfjs-backend-wasm');
const input = Array.from({ length: 64 }, (_, i) => ((i * 37) % 19) / 19 - 0.4);
async function convolve(backend, height) {
  await tf.setBackend(backend);
  const filter = Array.from({ length: height * 7 }, (_, i) => ((i * 11) % 7) / 7 - 0.3);
  const y = tf.conv2d(tf.tensor4d(input, [1, 8, 8, 1]), tf.tensor4d(filter, [height, 7, 1, 1]), 2, 'same');
  return Array.from(await y.data());
}
async function compare(height) {
  const [wasm, cpu] = [await convolve('wasm', height), await convolve('cpu', height)];
  const error = Math.max(...wasm.map((v, i) => Math.abs(v - cpu[i]))) / Math.max(...cpu.map(Math.abs));
  console.log(`filter ${height} x 7, stride 2: relative error ${error.toExponential(1)}, largest on wasm ${Math.max(...wasm.map(Math.abs)).toFixed(4)}`);
  return error;
}
(async () => {
  const [square, flat] = [await compare(7), await compare(1)];
  if (!(square < 1e-5)) throw new Error('a 7 x 7 filter no longer agrees');
  if (!(flat > 0.5)) throw new Error('fixed: a 1 x 7 filter now agrees');
})().catch((error) => { console.error(error.message); process.exit(1); });
JS
node run.cjs
