/** In development only, `?practice` (or `?practice=slow`) answers with made-up patients instead of the real worker. */
import type { WorkerPort } from '../worker/client.ts';

export async function practicePort(): Promise<(() => WorkerPort) | undefined> {
  if (!import.meta.env.DEV) return undefined;
  const wanted = new URLSearchParams(location.search).get('practice');
  if (wanted === null) return undefined;
  const { PracticeWorker } = await import('../store/testing/practice-worker.ts');
  return () => new PracticeWorker({ isSlowMachine: wanted === 'slow' });
}
