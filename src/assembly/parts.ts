/**
 * Kernels in parts, for threads: a job is a list of 32-bit numbers in the memory that they share, written before the first part begins. A
 * part makes outputs of its own, each as the whole kernel makes it, so that who makes it does not change a bit.
 */
import { upToTile } from './arithmetic';
import { convolve, convolveFew, GROUP_BYTES } from './convolve';
import { filterGradient } from './filter-gradient';
import { PANEL } from './layout';

/**
 * A job of `convolve`: places, groups, bands, how many, panels, bytes of one, outputs, spare, and how many groups a part has. Its `spare` has 32
 * bytes a part.
 */
export function convolvePart(job: usize, part: i32): void {
  const each = load<i32>(job, 32);
  const first = part * each;
  convolve(
    load<usize>(job),
    first,
    min(load<i32>(job, 4), first + each),
    load<usize>(job, 8),
    load<i32>(job, 12),
    load<usize>(job, 16),
    load<i32>(job, 20),
    load<i32>(job, 24),
    load<usize>(job, 28) + (part << 5),
  );
}

/** A job of `convolveFew`: its eight numbers, then how many groups of places a part has. Its `spare` has 32 bytes a part. */
export function convolveFewPart(job: usize, part: i32): void {
  const each = load<i32>(job, 32);
  const begin = part * each;
  convolveFew(
    load<usize>(job) + begin * GROUP_BYTES,
    min(each, load<i32>(job, 4) - begin),
    load<usize>(job, 8),
    load<i32>(job, 12),
    load<i32>(job, 16),
    load<i32>(job, 20),
    load<i32>(job, 24),
    load<usize>(job, 28) + (part << 5),
  );
}

/** A job of `filterGradient`: its thirteen numbers. A part is one panel with one row of taps. */
export function filterGradientPart(job: usize, part: i32): void {
  const samples = load<i32>(job, 12);
  const rows = load<i32>(job, 16);
  const columns = load<i32>(job, 20);
  const taps = load<i32>(job, 40);
  const run = load<i32>(job, 44);
  const panel = part / taps;
  const tap = part % taps;
  filterGradient(
    load<usize>(job) + tap * load<i32>(job, 36),
    load<usize>(job, 4) + ((panel * samples * rows * columns) << 5),
    load<usize>(job, 8) + ((part * upToTile(run)) << 5),
    samples,
    rows,
    columns,
    load<i32>(job, 24),
    load<i32>(job, 28),
    load<i32>(job, 32),
    0,
    1,
    run,
    PANEL,
  );
}
