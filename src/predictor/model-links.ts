/**
 * Whether a saved Keras model can be put together: every layer that another one names exists, and none waits for itself.
 * tfjs-layers never returns from building a model where that is not so.
 */
import * as z from 'zod/mini';
import { shapeOrNull } from '../core/shapes/parse.ts';

/** A model or a layer, as Keras writes both. */
export const kerasShape = z.looseObject({ class_name: z.string(), config: z.json() });

/** One of the calls of a layer, by the layer's name: `[name, call, …]`. */
const callShape = z.pipe(
  z.tuple([z.string(), z.int()], z.unknown()),
  z.transform(([name, call]) => `${name}/${call}`),
);
/** Layers of a model in a list, or in its `config`. */
const layersShape = z.union([z.array(z.unknown()), z.object({ layers: z.array(z.unknown()) })]);
const functionalShape = z.object({
  layers: z.array(z.object({ name: z.string(), inbound_nodes: z.array(z.array(callShape)) })),
  input_layers: z.array(callShape),
  output_layers: z.array(callShape),
});

/** `model`: `{class_name, config}` of a Sequential or functional model, with models inside or not. */
export function canBeLinked(model: unknown): boolean {
  const keras = shapeOrNull(kerasShape, model);
  if (keras === null) return false;
  const inside = shapeOrNull(layersShape, keras.config);
  // A layer, not a model.
  if (inside === null) return true;
  if (!(Array.isArray(inside) ? inside : inside.layers).every(canBeLinked)) return false;
  if (keras.class_name === 'Sequential') return true;
  const functional = shapeOrNull(functionalShape, keras.config);
  if (functional === null) return false;
  /** What each call of each layer needs. */
  const calls = new Map<string, readonly string[]>();
  for (const { name, inbound_nodes: nodes } of functional.layers) {
    if (nodes.length === 0) calls.set(`${name}/0`, []);
    for (const [i, needs] of nodes.entries()) calls.set(`${name}/${i}`, needs);
  }
  const made = new Set<string>();
  for (let before = -1; before < made.size;) {
    before = made.size;
    for (const [call, needs] of calls) if (needs.every((key) => made.has(key))) made.add(call);
  }
  const ends = [...functional.input_layers, ...functional.output_layers];
  return made.size === calls.size && ends.every((end) => made.has(end));
}
