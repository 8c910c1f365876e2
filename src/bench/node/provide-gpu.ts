/** Gives Node a `navigator.gpu`. Must be evaluated before tfjs's WebGPU backend, which looks for it when it is imported. */
import { create, globals } from 'webgpu';

Object.assign(globalThis, globals);
const gpu = create([`backend=${process.env['BENCH_GPU_BACKEND'] ?? 'vulkan'}`]);
// Node 20 has no navigator, later ones a read-only one.
const holder = globalThis as unknown as { navigator?: object };
if (holder.navigator === undefined) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu });
