/** A thread that computes parts of kernels, until it is ended from outside. */
import type { OwnModule } from './own-functions.ts';
import { takeParts, type ThreadStart, WORD } from './shared-work.ts';

onmessage = ({ data }: MessageEvent<ThreadStart>): void => {
  const { module, memory, control } = data;
  const own = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as OwnModule;
  for (;;) {
    Atomics.wait(
      control,
      WORD.next,
      takeParts(control, own, () => Atomics.add(control, WORD.ofOthers, 1)),
    );
  }
};
