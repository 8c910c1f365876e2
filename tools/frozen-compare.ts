/** Holds what two builds make against each other: to the bit, but for principal components, whose sign is free. */
import type { Contents } from './frozen-build.ts';

export interface Finding {
  readonly what: string;
  readonly isSame: boolean;
  /** How many are the same, or which differ. */
  readonly detail: string;
}

/** Principal components may be found in another way. */
const COMPONENT_TOLERANCE = 1e-9;
const MOST_NAMED = 5;

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

export function compareContents(what: string, ours: Contents, theirs: Contents): Finding {
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  const differ = names.filter((name) => ours.get(name) !== theirs.get(name));
  const missing = differ.filter((name) => !ours.has(name));
  const added = differ.filter((name) => !theirs.has(name));
  const changed = differ.filter((name) => ours.has(name) && theirs.has(name));
  const parts = [
    `${names.length - differ.length} of ${names.length} the same`,
    ...(changed.length > 0 ? [`differ: ${named(changed)}`] : []),
    ...(missing.length > 0 ? [`ours lacks: ${named(missing)}`] : []),
    ...(added.length > 0 ? [`only ours has: ${named(added)}`] : []),
  ];
  return { what, isSame: names.length > 0 && differ.length === 0, detail: parts.join('; ') };
}

/** Paths to the leaves of a tree, written as JSON writes them. */
export function leavesOf(tree: unknown, path = ''): Map<string, string> {
  if (typeof tree !== 'object' || tree === null) return new Map([[path, JSON.stringify(tree) ?? 'undefined']]);
  const entries = Object.entries(tree);
  if (entries.length === 0) return new Map([[path, Array.isArray(tree) ? '[]' : '{}']]);
  return new Map(entries.flatMap(([name, value]) => [...leavesOf(value, path === '' ? name : `${path}.${name}`)]));
}

/** `projections.pca.real.12.0` and `projections.images.pca.synthetic.3.1`: coordinates by component. */
const COORDINATE = /(^|\.)pca\.(?<side>real|synthetic)\.\d+\.(?<component>\d+)$/u;
const OF_COMPONENTS = /(^|\.)pca\./u;

/** Largest difference of components, each taken with the sign that suits it; infinite where one is missing. */
function componentDifference(ours: Contents, theirs: Contents): number {
  const asIs = new Map<string, number>();
  const turned = new Map<string, number>();
  let least = ours.size === theirs.size ? 0 : Number.POSITIVE_INFINITY;
  const raise = (largest: Map<string, number>, key: string, difference: number): void => {
    largest.set(key, Math.max(largest.get(key) ?? 0, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference));
  };
  for (const [path, text] of theirs) {
    const [a, b] = [Number(ours.get(path) ?? 'NaN'), Number(text)];
    const component = COORDINATE.exec(path)?.groups?.['component'];
    if (component === undefined) {
      const difference = Math.abs(a - b);
      least = Math.max(least, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
      continue;
    }
    // Both sides lie on the same components.
    const key = path.slice(0, path.search(OF_COMPONENTS)) + component;
    raise(asIs, key, Math.abs(a - b));
    raise(turned, key, Math.abs(a + b));
  }
  for (const [key, difference] of asIs) {
    least = Math.max(least, Math.min(difference, turned.get(key) ?? Number.POSITIVE_INFINITY));
  }
  return least;
}

export function compareReports(ours: unknown, theirs: unknown): Finding[] {
  const sides = [leavesOf(ours), leavesOf(theirs)];
  const [ourComponents, theirComponents] = sides.map(
    (leaves) => new Map([...leaves].filter(([path]) => OF_COMPONENTS.test(path))),
  );
  const [ourRest, theirRest] = sides.map(
    (leaves) => new Map([...leaves].filter(([path]) => !OF_COMPONENTS.test(path))),
  );
  const none: Contents = new Map();
  const difference = componentDifference(ourComponents ?? none, theirComponents ?? none);
  return [
    compareContents('report.json', ourRest ?? none, theirRest ?? none),
    {
      what: 'report.json, components',
      isSame: (theirComponents?.size ?? 0) > 0 && difference <= COMPONENT_TOLERANCE,
      detail: `${theirComponents?.size ?? 0} numbers, at most ${difference.toExponential(1)} apart, up to sign`,
    },
  ];
}

/** Costs: the same or less is fine. */
export function compareCosts(
  what: string,
  ours: Readonly<Record<string, number>>,
  theirs: Readonly<Record<string, number>>,
): Finding {
  const names = Object.keys(theirs);
  const isSame = names.every((name) => (ours[name] ?? Number.POSITIVE_INFINITY) <= (theirs[name] ?? 0));
  const detail = names.map((name) => {
    const [a, b] = [ours[name], theirs[name]];
    return a === b ? `${name} ${String(b)}` : `${name} ${String(a)} against ${String(b)}`;
  });
  return { what, isSame, detail: detail.join(', ') };
}
