/** Sheets printed and changed by our own WebAssembly; `engine/ecg` says what that is. */
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { augmentedShape, augmentSizes, sheetSizes } from '../ecg/array-kernels.ts';
import { CHANGES } from '../ecg/augmenting.ts';
import type { AugmentOptions, EcgKernels, Sheet } from '../ecg/ecg-kernels.ts';
import { sigmoid } from '../ecg/scalar.ts';
import { addressOf, ownModule } from './own-module.ts';
import { floats, newLike, newTensor, wasmMemory } from './wasm-heap.ts';
import { withBlocks } from './work-space.ts';

/** Sums of the gradient, and the floats that they take as f64. */
const SUMS = 10;

/** 2 · sigmoid of the paper, to `at`. */
function writeLight({ paper }: Sheet, at: number): void {
  const light = new Float32Array(wasmMemory().buffer, at, paper.size);
  floats(paper).forEach((logit, i) => (light[i] = 2 * sigmoid(logit)));
}

/** `EcgKernels.printSheet`. */
export function printSheet(ink: Tensor4D, sheet: Sheet): Tensor4D {
  const { batch, height, width } = sheetSizes(ink);
  const picture = newLike(ink);
  withBlocks([height * width, (height + 2) * (width + 2)], (light = 0, edged = 0) => {
    writeLight(sheet, light);
    const arrays = [addressOf(ink), light, addressOf(sheet.blur), addressOf(picture), edged] as const;
    ownModule().printSheet(...arrays, batch, height, width, sigmoid(floats(sheet.darkness)[0] ?? 0));
  });
  return picture;
}

/** `EcgKernels.printSheetGradient`. */
export function printSheetGradient(
  dPicture: Tensor4D,
  ink: Tensor4D,
  sheet: Sheet,
): ReturnType<EcgKernels['printSheetGradient']> {
  const { batch, height, width } = sheetSizes(ink);
  const dInk = newLike(ink);
  const dDarkness = newLike(sheet.darkness);
  const dBlur = newLike(sheet.blur);
  const dPaper = newTensor<Tensor4D>(sheet.paper.shape);
  const pixels = height * width;
  const spare = (height + 2) * (width + 2) + (height + 4) * (width + 4);
  withBlocks([pixels, 2 * SUMS, spare], (light = 0, sums = 0, space = 0) => {
    writeLight(sheet, light);
    const byNumbers = new Float64Array(wasmMemory().buffer, sums, SUMS).fill(0);
    floats(dPaper).fill(0);
    const dark = sigmoid(floats(sheet.darkness)[0] ?? 0);
    ownModule().printSheetGradient(
      ...([addressOf(dPicture), addressOf(ink), light, addressOf(sheet.blur)] as const),
      ...([addressOf(dInk), addressOf(dPaper), sums, space, batch, height, width, dark] as const),
    );
    floats(dDarkness)[0] = (byNumbers[0] ?? 0) * dark * (1 - dark);
    floats(dBlur).set(byNumbers.subarray(1));
  });
  return { dInk, dDarkness, dBlur, dPaper };
}

/** Whether whole numbers say where a picture is changed, and it has one channel: all that the kernels know. */
export function isPlainChange(channels: number, how: Tensor2D, { halfSquare }: AugmentOptions): boolean {
  const places = floats(how).every((value, i) => i % CHANGES > 3 || Number.isInteger(value));
  return channels === 1 && Number.isInteger(halfSquare) && places;
}

/** `EcgKernels.augment`. */
export function augment(x: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
  const sizes = augmentSizes(x, options);
  const y = newTensor<Tensor4D>(augmentedShape(sizes));
  const { batch, height, width, halfSquare, margin } = sizes;
  ownModule().augment(addressOf(x), addressOf(how), addressOf(y), batch, height, width, halfSquare, margin, 0);
  return y;
}

/** `EcgKernels.augmentGradient`. */
export function augmentGradient(dy: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
  const { batch, height, width, channels, halfSquare, margin } = augmentSizes(dy, options, true);
  const dx = newTensor<Tensor4D>([batch, height, width, channels]);
  floats(dx).fill(0);
  ownModule().augment(addressOf(dx), addressOf(how), addressOf(dy), batch, height, width, halfSquare, margin, 1);
  return dx;
}
