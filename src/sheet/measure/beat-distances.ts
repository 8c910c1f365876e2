/**
 * How far apart the beats of other sheets are, on the paper and the strips of reference sheets: the heart rate of a picture,
 * in pixels. Unlike `measureSheets` it makes no model and asks for no rows.
 */
import { pause, partOf, type PieceWork } from '../../core/pace.ts';
import { evenLight } from './even-light.ts';
import { findBeats } from './find-beats.ts';
import { findLayout, type FoundLayout } from './find-layout.ts';
import { TraceFollower } from './follow-traces.ts';
import { learnPaper, liftZeroLines } from './learn-paper.ts';
import type { Sheets } from './sheets.ts';

/** Pictures between two rests. */
const PIECE = 16;

async function distancesOf(given: Sheets, paper: Float32Array, layout: FoundLayout, work: PieceWork) {
  const sheets = evenLight(given);
  const follower = new TraceFollower(sheets, paper, layout);
  const distances = new Float64Array(sheets.count).fill(Number.NaN);
  for (let n = 0; n < sheets.count; n++) {
    follower.follow(n);
    distances[n] = findBeats(follower.traces, layout, n).distance;
    if ((n + 1) % PIECE === 0) await pause(work, n + 1, sheets.count);
  }
  await pause(work, 1, 1);
  return distances;
}

/**
 * Of every set of `sheets`, all of the reference's size: [count] usual distance of two beats, pixels; NaN where fewer than two
 * were found. Null where the reference has no strips. Rejects with AbortError when cancelled.
 */
export async function beatDistances(
  reference: Sheets,
  sheets: readonly Sheets[],
  work: PieceWork,
): Promise<readonly Float64Array[] | null> {
  const even = evenLight(reference);
  const learnt = learnPaper(even);
  const layout = findLayout(even, learnt);
  if (reference.count === 0 || layout.strips.length === 0) return null;
  const paper = liftZeroLines(learnt, even.size, layout);
  const total = sheets.reduce((sum, { count }) => sum + count, 0);
  const found: Float64Array[] = [];
  let done = 0;
  for (const some of sheets) {
    found.push(await distancesOf(some, paper, layout, partOf(work, done / total, (done + some.count) / total)));
    done += some.count;
  }
  return found;
}
