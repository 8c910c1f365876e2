/** JSON with something in it changed, for tests of what reads files that may come from anywhere. */
import type { Rng } from '../rng.ts';

const STRANGE: readonly unknown[] = [
  null,
  true,
  false,
  -1,
  0.5,
  1e15,
  1e308,
  '',
  'x',
  '__proto__',
  'x'.repeat(20_000),
  [],
  {},
  [[[[]]]],
  { length: 3 },
  Array.from({ length: 100 }, () => null),
];

type Json = Record<string, unknown>;

function fieldsOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/**
 * A copy in which one to three places, at any depth, are gone, doubled, renamed, replaced by something strange, or hold what
 * stands at another place.
 */
export function mutateJson(value: unknown, rng: Rng): unknown {
  const copy: { root: unknown } = { root: JSON.parse(JSON.stringify(value)) as unknown };
  for (let times = 1 + rng.below(3); times > 0; times--) {
    const places: { readonly parent: Json; readonly key: string }[] = [];
    const walk = (parent: Json, key: string): void => {
      places.push({ parent, key });
      const inner = parent[key];
      for (const field of fieldsOf(inner)) walk(inner as Json, field);
    };
    walk(copy, 'root');
    const place = places[rng.below(places.length)];
    const other = places[rng.below(places.length)];
    if (place === undefined || other === undefined) continue;
    const { parent, key } = place;
    const old = parent[key];
    switch (rng.below(5)) {
      case 0:
        Reflect.deleteProperty(parent, key);
        break;
      case 1:
        parent[`${key}2`] = old;
        Reflect.deleteProperty(parent, key);
        break;
      case 2:
        // A copy: a circle would be no JSON.
        parent[key] = JSON.parse(JSON.stringify(other.parent[other.key] ?? null)) as unknown;
        break;
      case 3:
        parent[key] = typeof old === 'number' ? -old : [old, old];
        break;
      default:
        parent[key] = STRANGE[rng.below(STRANGE.length)];
    }
  }
  return copy.root;
}
