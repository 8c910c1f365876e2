import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OwnModule } from './own-functions.ts';
import { MOST_JOBS, publish, takeParts, WORD, WORDS } from './shared-work.ts';

/** Says which part of which job was computed, in order. */
function recorder() {
  const done: string[] = [];
  const own = {
    convolvePart: (job: number, part: number) => done.push(`${job}.${part} convolution`),
    convolveFewPart: (job: number, part: number) => done.push(`${job}.${part} few`),
    filterGradientPart: (job: number, part: number) => done.push(`${job}.${part} gradient`),
  } as unknown as OwnModule;
  return { done, own };
}

describe('work that threads share', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('every part is taken once, and counted', () => {
    const control = new Int32Array(new SharedArrayBuffer(4 * WORDS));
    const { done, own } = recorder();
    publish(control, 1, { kind: 'filterGradient', job: 700, parts: 3 });
    takeParts(control, own);
    takeParts(control, own);
    expect(done).toEqual(['700.0 gradient', '700.1 gradient', '700.2 gradient']);
    expect(control[WORD.done]).toBe(3);
  });

  // A part taken too early is counted while it is still computed: whoever gave the work then reads a result half made.
  it('nobody takes a part of a job that is only half written, however late they look', () => {
    const control = new Int32Array(new SharedArrayBuffer(4 * WORDS));
    const { done, own } = recorder();
    publish(control, MOST_JOBS, { kind: 'convolve', job: 100, parts: 2 });
    takeParts(control, own);
    done.length = 0;
    const store = Atomics.store.bind(Atomics) as (typeof Atomics)['store'];
    vi.spyOn(Atomics, 'store').mockImplementation(((words: Int32Array, at: number, value: number) => {
      store(words, at, value);
      // Another thread looks between any two words.
      takeParts(control, own);
      return value;
    }) as (typeof Atomics)['store']);
    publish(control, 0, { kind: 'convolveFew', job: 200, parts: 5 });
    expect(done).toEqual(['200.0 few', '200.1 few', '200.2 few', '200.3 few', '200.4 few']);
    expect(control[WORD.done]).toBe(5);
  });
});
