import { expect, it } from 'vitest';
import { LivePace } from './live-pace.ts';

const one = () => Promise.resolve(1);

it('measures at once, then not before its time', async () => {
  let now = 0;
  const pace = new LivePace(() => now);
  expect(await pace.whenDue(one)).toBe(1);
  now = 2999;
  expect(await pace.whenDue(one)).toBeNull();
  now = 3000;
  expect(await pace.whenDue(one)).toBe(1);
  expect(await pace.whenDue(one)).toBeNull();
  expect(await pace.whenDue(one, true)).toBe(1);
});

it('measures more rarely where it takes long, also when it failed, and late in a long run', async () => {
  let now = 0;
  const slow = new LivePace(() => now);
  const work = () => {
    now += 500;
    return Promise.reject(new Error('lost'));
  };
  await expect(slow.whenDue(work)).rejects.toThrow('lost');
  now += 20 * 500 - 1;
  expect(await slow.whenDue(one)).toBeNull();
  now += 1;
  expect(await slow.whenDue(one)).toBe(1);

  now = 1_000_000;
  const late = new LivePace(() => now);
  now = 2_000_000;
  await late.whenDue(one);
  now += 19_999;
  expect(await late.whenDue(one)).toBeNull();
  now += 1;
  expect(await late.whenDue(one)).toBe(1);
});
