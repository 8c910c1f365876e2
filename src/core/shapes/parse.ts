/**
 * The boundary: what comes back from a file or from this page's storage is a shape or it is nothing. Shapes are written with
 * zod's mini build, the one library for it; inside, types are trusted. The rest of core imports nothing.
 */
import * as z from 'zod/mini';

/** Where a value first does not have its shape; `''`: the value itself. Names of fields and places, no sentence. */
export class ShapeFault extends Error {
  readonly place: string;
  readonly path: readonly PropertyKey[];

  constructor(path: readonly PropertyKey[]) {
    const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    super(`not as expected at ${place === '' ? 'the top' : place}`);
    this.name = 'ShapeFault';
    this.place = place.replace(/^\./u, '');
    this.path = path;
  }
}

/** The value as its shape says, without fields that the shape does not name; throws `ShapeFault`. */
export function parseShape<T>(shape: z.ZodMiniType<T>, value: unknown): T {
  const result = z.safeParse(shape, value);
  if (result.success) return result.data;
  throw new ShapeFault(deepest(result.error.issues));
}

/** The value itself, with all its fields in their order; throws `ShapeFault`. Only for shapes that change nothing. */
export function requireShape<T>(shape: z.ZodMiniType<T, T>, value: unknown): T {
  parseShape(shape, value);
  return value as T;
}

/** Whether the value itself, with its fields in their order, has the shape. Only for shapes that change nothing. */
export function hasShape<T>(shape: z.ZodMiniType<T, T>, value: unknown): value is T {
  return z.safeParse(shape, value).success;
}

/** As `parseShape`; null for what does not have the shape. */
export function shapeOrNull<T>(shape: z.ZodMiniType<T>, value: unknown): T | null {
  const result = z.safeParse(shape, value);
  return result.success ? result.data : null;
}

/** JSON of a shape; null for text that is no JSON or has another shape. */
export function jsonOrNull<T>(shape: z.ZodMiniType<T>, text: string): T | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // Cut short or foreign: the answer is that there is none.
  }
  return shapeOrNull(shape, value);
}

/** Of a choice between shapes, the fault of the one that came furthest. */
function deepest(issues: readonly z.core.$ZodIssue[]): readonly PropertyKey[] {
  const [first] = issues;
  if (first === undefined) return [];
  if (first.code !== 'invalid_union') return first.path;
  const inner = first.errors.map(deepest).toSorted((a, b) => b.length - a.length)[0] ?? [];
  return [...first.path, ...inner];
}
