import { expect, it, vi } from 'vitest';
import { createTabs } from './other-tabs.ts';

/** As the browser's: one holder a name, the others wait in line. */
function fakeLocks(): LockManager {
  const tails = new Map<string, Promise<unknown>>();
  const request = (name: string, work: (lock: Lock | null) => unknown): Promise<unknown> => {
    const turn = (tails.get(name) ?? Promise.resolve()).then(() => work(null));
    tails.set(name, turn);
    return turn;
  };
  return { request } as unknown as LockManager;
}

// Two trainings at once are each half as fast, and nobody would know why.
it('tabs know of each other, of what the others do, and of their end', async () => {
  const locks = fakeLocks();
  const first = createTabs(locks, 'first');
  const heard = vi.fn();
  first.subscribe(heard);
  expect(first.get()).toEqual({ count: 0, isAtWork: false });
  first.tell(true);
  const second = createTabs(locks, 'second');
  await vi.waitFor(() => expect(first.get()).toEqual({ count: 1, isAtWork: false }));
  await vi.waitFor(() => expect(second.get()).toEqual({ count: 1, isAtWork: true }));
  first.tell(false);
  await vi.waitFor(() => expect(second.get()).toEqual({ count: 1, isAtWork: false }));
  const third = createTabs(locks, 'third');
  await vi.waitFor(() => expect([first, second, third].map((tab) => tab.get().count)).toEqual([2, 2, 2]));
  second.leave();
  await vi.waitFor(() => expect([first.get().count, third.get().count]).toEqual([1, 1]));
  second.enter();
  await vi.waitFor(() => expect([first.get().count, third.get().count]).toEqual([2, 2]));
  expect(heard).toHaveBeenCalled();
  for (const tab of [first, second, third]) tab.leave();
});
