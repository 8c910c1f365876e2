/** Units of voltage as files write them. */

const MILLIVOLTS = new Map([
  ['v', 1000],
  ['mv', 1],
  ['uv', 1e-3],
  ['nv', 1e-6],
]);

/** Millivolts in one such unit; null where it is none of voltage. */
export function millivoltsIn(unit: string): number | null {
  return (
    MILLIVOLTS.get(
      unit
        .trim()
        .toLowerCase()
        .replace(/[µμ]/u, 'u')
        .replace(/olts?$/u, '')
        .replace(/^micro/u, 'u')
        .replace(/^milli/u, 'm')
        .replace(/^nano/u, 'n'),
    ) ?? null
  );
}
