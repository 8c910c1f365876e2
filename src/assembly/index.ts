/**
 * Kernels of one thread, compiled to WebAssembly that works in the memory of tfjs's wasm backend: `npm run kernels`. AssemblyScript, which
 * is TypeScript with machine numbers; addresses are bytes, sizes are floats unless said. Nothing is allocated here: callers bring
 * every block of memory. `engine/wasm/own-module.ts` calls these.
 */
export { tileRows } from './arithmetic';
export { interleave, padPicture, packFilter, packFew, packGradient, unpackGradient } from './layout';
export { layPlaces } from './convolve';
export { filterGradient } from './filter-gradient';
export { convolvePart, convolveFewPart, filterGradientPart } from './parts';
export { padRows, densePart, denseInputGradientPart, adamDensePart } from './dense';
export { adam, blend } from './adam';
export { biasActivate, biasActivateDrop, activateGradient, biasGradient } from './activations';
export { moments, normActivate, normActivateGradient } from './normalise';
export { augment } from './augment';
export { mixPanels, mixPanelsGradient } from './panels';
export { printSheet, printSheetGradient } from './sheet';
export { greyLevels, tanh } from './squash';
