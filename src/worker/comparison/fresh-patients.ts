/** Simulated patients that no network learned from, for one that learned from such and came without them. */
import { DEMO_DEFAULTS } from '../../core/demo-set.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { DataSession } from '../intake/data-session.ts';

/** Fewer are no table to learn from, which is what is read here. */
const FEWEST_READ = 20;

/** At least `count`, in a session of their own; another set for every `draw`. */
export async function freshPatients<S extends Pick<DataSession, 'loadDemo'>>(
  session: S,
  { count, draw }: { readonly count: number; readonly draw: number },
  work: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<S> {
  // Any other seed gives other patients than those that demo networks are trained on.
  const seed = (DEMO_DEFAULTS.seed + 1 + draw) % 2 ** 32;
  await session.loadDemo(Math.max(FEWEST_READ, count), seed, work);
  return session;
}
