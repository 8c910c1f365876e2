/**
 * How threads share out a kernel. All look at the same words: which job it is and which of its parts is next, how many parts are
 * done, how many there are, where the job lies and what it is. A part is taken by raising the first word, which fails if the job has
 * changed meanwhile. The thread that gives the work takes parts too: it never waits for one that has not begun.
 */
import type { OwnModule } from './own-functions.ts';

export const JOB_KINDS = [
  'convolve',
  'convolveFew',
  'filterGradient',
  'dense',
  'denseInputGradient',
  'adamDense',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** Words of the control block. */
export const WORD = { next: 0, done: 1, parts: 2, job: 3, kind: 4, ofOthers: 5 } as const;
export const WORDS = 6;
/** `next` holds the job's number, up to `MOST_JOBS`, above its part. */
export const PART_BITS = 16;
export const MOST_PARTS = 2 ** PART_BITS - 1;
export const MOST_JOBS = 2 ** (31 - PART_BITS) - 1;

/** What a thread is started with. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array;
}

/** Computes a part of a job that lies at `job`. */
export function runPart(own: OwnModule, kind: JobKind, job: number, part: number): void {
  switch (kind) {
    case 'convolve':
      return own.convolvePart(job, part);
    case 'convolveFew':
      return own.convolveFewPart(job, part);
    case 'filterGradient':
      return own.filterGradientPart(job, part);
    case 'dense':
      return own.densePart(job, part);
    case 'denseInputGradient':
      return own.denseInputGradientPart(job, part);
    case 'adamDense':
      return own.adamDensePart(job, part);
    default:
      return kind satisfies never;
  }
}

/**
 * Lets parts of a job be taken; `number` is another than the last job's, and all parts of that are done. While the words of the job
 * change, the first one says that nothing is left: else a thread that is late would take a part of a job half written, which would
 * be counted before it is done.
 */
export function publish(
  control: Int32Array,
  number: number,
  { kind, job, parts }: { readonly kind: JobKind; readonly job: number; readonly parts: number },
): void {
  Atomics.store(control, WORD.next, (number << PART_BITS) | MOST_PARTS);
  Atomics.store(control, WORD.done, 0);
  Atomics.store(control, WORD.parts, parts);
  Atomics.store(control, WORD.job, job);
  Atomics.store(control, WORD.kind, JOB_KINDS.indexOf(kind));
  Atomics.store(control, WORD.next, number << PART_BITS);
  Atomics.notify(control, WORD.next);
}

/** Takes parts until none is left, and says so of each before it counts as done; returns the first word as it then was. */
export function takeParts(control: Int32Array, own: OwnModule, onPart?: () => void): number {
  for (;;) {
    const seen = Atomics.load(control, WORD.next);
    const part = seen & MOST_PARTS;
    const [parts, job, kind] = [WORD.parts, WORD.job, WORD.kind].map((word) => Atomics.load(control, word));
    if (parts === undefined || job === undefined || kind === undefined || part >= parts) return seen;
    const name = JOB_KINDS[kind];
    if (name === undefined) return seen;
    if (Atomics.compareExchange(control, WORD.next, seen, seen + 1) !== seen) continue;
    runPart(own, name, job, part);
    onPart?.();
    Atomics.add(control, WORD.done, 1);
    Atomics.notify(control, WORD.done);
  }
}
