import { expect, it } from 'vitest';
import type { PairView } from '../worker/protocol.ts';
import type { Live } from './session-state.ts';
import { pairView } from './testing/builders.ts';
import { type Commentary, commentaryOn, spreadOf } from './training-words.ts';

function live(
  epoch: number,
  generatorLoss: number,
  discriminatorLoss: number,
  differing = true,
): Parameters<typeof commentaryOn>[0] & Pick<Live, 'epoch'> {
  const view = pairView(16);
  if (differing) view.images.forEach((_, i) => (view.images[i] = (i * 37 + Math.floor(i / 4096) * 91) % 256));
  return {
    epoch,
    last: { epoch, losses: { generatorLoss, discriminatorLoss }, seconds: 1 },
    grid: { epoch, view },
    past: [],
    started: { sheet: null },
  };
}

/** Six real pictures whose pixels are `grey` or none. */
function realView(grey: number): PairView {
  const view = pairView(6);
  view.images.forEach((_, i) => (view.images[i] = Math.floor(i / 4096) % 2 === 0 ? grey : 0));
  return view;
}

const REAL = realView(100);
const wordsFor = (of: Parameters<typeof commentaryOn>[0], isReadable: boolean): Commentary['words'] =>
  commentaryOn(of, { isReadable, real: REAL }).words;

it('measures how much pictures differ', () => {
  expect(spreadOf(pairView(16))).toBe(0);
  const view = pairView(2);
  view.images.fill(10, 0, 4096).fill(30, 4096);
  expect(spreadOf(view)).toBeCloseTo(10, 6);
});

it('finds the words', () => {
  expect(wordsFor(live(1, 0.7, 1.4), true)).toBe('starting');
  expect(wordsFor(live(50, 1.2, 1.0), true)).toBe('both');
  expect(wordsFor(live(50, 1.2, 1.0, false), true)).toBe('alike');
  expect(wordsFor(live(50, 7, 0.01), true)).toBe('ahead');
  expect(wordsFor(live(50, 0.69, 1.386), true)).toBe('behind');
});

it('does not call noise what was measured', () => {
  const sheet = {
    misfit: null,
    explained: 0.95,
    strips: 4,
    measured: 40,
    odd: 0,
    signals: { missing: 'not-printed' } as const,
  };
  expect(wordsFor({ ...live(1, 0.7, 1.4), started: { sheet } }, false)).toBe('measured');
  expect(wordsFor({ ...live(1, 0.7, 1.4), started: { sheet: { ...sheet, misfit: 'no-strips' } } }, false)).toBe(
    'starting',
  );
});

it('a model that learns on is not before any training, though none of this run is behind it', () => {
  const sheet = {
    misfit: null,
    explained: 0.95,
    strips: 4,
    measured: 40,
    odd: 0,
    signals: { missing: 'not-printed' } as const,
  };
  const { grid } = live(40, 1, 1);
  expect(wordsFor({ ...live(0, 1, 1), last: null, grid, started: { sheet } }, false)).toBe('both');
});

it('reads nothing out of losses that are no cross entropies', () => {
  expect(wordsFor(live(50, 9, 0.01), true)).toBe('ahead');
  expect(wordsFor(live(50, 9, 0.01), false)).toBe('both');
});

// Three grey levels are noise where real ECGs differ by fifty, and much where they differ by four.
it('holds how much tiles differ against how much real ECGs do, and claims nothing where none are at hand', () => {
  const tiles = realView(6);
  const now = { ...live(50, 1.2, 1), grid: { epoch: 50, view: tiles } };
  expect(commentaryOn(now, { isReadable: true, real: REAL })).toEqual({ words: 'alike', share: 0.06 });
  expect(commentaryOn(now, { isReadable: true, real: realView(8) })).toEqual({ words: 'both', share: 0.75 });
  expect(commentaryOn(now, { isReadable: true, real: null })).toEqual({ words: 'learning', share: null });
  const past = [{ epoch: 40, columns: null, pictures: null, variety: 0.1, score: null, grid: new Blob() }];
  expect(commentaryOn({ ...now, past }, { isReadable: true, real: null })).toEqual({ words: 'alike', share: 0.1 });
});
