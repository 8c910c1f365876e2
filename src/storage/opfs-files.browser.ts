/**
 * Checkpoints in the browser's real storage, written by a worker that is ended at random moments: four times, or as often as
 * the environment variable VITE_KILLS says.
 */
import { expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import type { SaverNews, SaverRequest } from './testing/saver.worker.ts';

const KILLS = Number(import.meta.env['VITE_KILLS'] ?? 4);
const MOST_LIFE_MS = 150;

function start(
  request: SaverRequest,
  onNews: (news: SaverNews) => void = () => {},
): { worker: Worker; first: Promise<SaverNews> } {
  const worker = new Worker(new URL('./testing/saver.worker.ts', import.meta.url), { type: 'module' });
  const first = new Promise<SaverNews>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<SaverNews>) => {
      onNews(data);
      resolve(data);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.postMessage(request);
  return { worker, first };
}

async function ask(request: SaverRequest): Promise<SaverNews> {
  const { worker, first } = start(request);
  const news = await first;
  worker.terminate();
  return news;
}

it('never loses one that was saved, and never reads a broken one as good', { timeout: 600_000 }, async () => {
  const rng = new Rng(5, 0);
  await ask('erase');
  let saved = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const before = saved;
    const { worker, first } = start('save', (news) => {
      if (news.kind === 'saved') saved = news.number;
    });
    // It must get to work at least; when it is ended after that, it is in the middle of the next one.
    await first;
    await new Promise((resolve) => {
      setTimeout(resolve, rng.between(0, MOST_LIFE_MS));
    });
    worker.terminate();
    const told = saved;
    const found = await ask('look');
    if (found.kind !== 'found') throw new Error(found.kind);
    expect(told).toBeGreaterThan(before);
    expect(found.number, `kill ${kill + 1}`).toBeGreaterThanOrEqual(told);
    expect(found.damaged).toBe(0);
    expect(found.listed).toBe(found.number);
    saved = found.number;
  }
  await ask('erase');
});
