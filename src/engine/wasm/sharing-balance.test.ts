import { expect, it } from 'vitest';
import { SharingBalance, type SharedKernel } from './sharing-balance.ts';

const HALVED: SharedKernel = { parts: 8, ownParts: 4, own: 1, whole: 1 };
/** The other thread was stopped in its only part for 10 ms. */
const HELD_UP: SharedKernel = { parts: 8, ownParts: 7, own: 1.75, whole: 12 };

function withClock() {
  let now = 0;
  const balance = new SharingBalance(() => now);
  /** Milliseconds for which kernels are computed alone. */
  const rest = (): number => {
    const start = now;
    while (!balance.isWorthIt()) now += 100;
    return now - start;
  };
  return { balance, rest };
}

it('goes on sharing where that saves time, and where the others have not begun', () => {
  const { balance } = withClock();
  for (let i = 0; i < 100; i++) {
    expect(balance.isWorthIt()).toBe(true);
    balance.note(i % 2 === 0 ? HALVED : { ...HALVED, ownParts: 8, own: 2, whole: 2 });
  }
});

it('stops at once where a thread is held up, until the loss is a hundredth of the time, then less; and tries again', () => {
  const { balance, rest } = withClock();
  const rests = Array.from({ length: 6 }, () => {
    balance.note(HELD_UP);
    return rest();
  });
  expect(rests).toEqual([1000, 2000, 4000, 8000, 16_000, 16_000]);
  for (let i = 0; i < 16; i++) balance.note(HALVED);
  balance.note(HELD_UP);
  expect(rest()).toBe(8000);
});

it('stops where many kernels in all gained nothing', () => {
  const { balance, rest } = withClock();
  for (let i = 0; i < 16; i++) {
    expect(balance.isWorthIt()).toBe(true);
    balance.note({ ...HALVED, whole: 2 });
  }
  expect(rest()).toBe(200);
});
