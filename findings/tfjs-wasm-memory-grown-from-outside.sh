#!/usr/bin/env bash
# TensorFlow.js 4.22.0, backend wasm: once another module has grown its memory, every read of a tensor fails or sees old bytes.
#
# The backend offers its WebAssembly instance, whose memory other modules can share: kernels of one's own then work on tensors in
# place. A memory that grows gets a new ArrayBuffer, and the views on the old one are emptied. The backend renews its views only when it
# grew the memory itself.
# Expected: as usual, since growing a shared memory is ordinary WebAssembly. Seen: y.data() of a result throws or has no numbers,
# for every tensor from then on; memory has to be asked from the backend's own allocator.
#
# Installs the pinned public packages in a temporary folder, grows the memory by one page, fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 >/dev/null
cat > run.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-wasm');
async function doubled() {
  try {
    return Array.from(await tf.add(tf.tensor1d([1, 2, 3]), tf.tensor1d([1, 2, 3])).data());
  } catch (error) {
    return error.message;
  }
}
(async () => {
  await tf.setBackend('wasm');
  const before = await doubled();
  const { wasm } = tf.backend();
  const memory = wasm.wasmMemory ?? wasm.asm.memory;
  memory.grow(1);
  const after = await doubled();
  console.log('before:', before, 'after:', after);
  if (JSON.stringify(before) !== '[2,4,6]') throw new Error('the backend does not work at all');
  if (JSON.stringify(after) === '[2,4,6]') throw new Error('fixed: it works after its memory was grown');
})().catch((error) => { console.error(error.message); process.exit(1); });
JS
node run.cjs
