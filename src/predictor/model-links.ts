/**
 * Whether a saved Keras model can be put together: every layer that another one names exists, and none waits for itself.
 * tfjs-layers never returns from building a model where that is not so.
 */

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `[name, node, …]` as the key of that call of a layer; null for anything else. */
function keyOf(reference: unknown): string | null {
  if (!Array.isArray(reference)) return null;
  const [name, node] = reference as unknown[];
  return typeof name === 'string' && Number.isInteger(node) ? `${name}/${Number(node)}` : null;
}

/** What each call of each layer needs; null where the layers are not written in the known way. */
function callsOf(layers: readonly unknown[]): Map<string, readonly string[]> | null {
  const calls = new Map<string, readonly string[]>();
  for (const layer of layers) {
    if (!isRecord(layer) || typeof layer['name'] !== 'string' || !Array.isArray(layer['inbound_nodes'])) return null;
    const { name, inbound_nodes: nodes } = layer;
    if (nodes.length === 0) calls.set(`${name}/0`, []);
    for (const [i, node] of nodes.entries()) {
      if (!Array.isArray(node)) return null;
      const needs = node.map(keyOf);
      if (needs.includes(null)) return null;
      calls.set(
        `${name}/${i}`,
        needs.filter((key) => key !== null),
      );
    }
  }
  return calls;
}

/** `model`: `{class_name, config}` of a Sequential or functional model, with models inside or not. */
export function canBeLinked(model: unknown): boolean {
  if (!isRecord(model) || typeof model['class_name'] !== 'string') return false;
  const { config } = model;
  const layers = isRecord(config) ? config['layers'] : config;
  // A layer, not a model.
  if (!Array.isArray(layers)) return true;
  if (!layers.every(canBeLinked)) return false;
  if (model['class_name'] === 'Sequential') return true;
  const calls = callsOf(layers);
  if (calls === null || !isRecord(config)) return false;
  const made = new Set<string>();
  for (let before = -1; before < made.size;) {
    before = made.size;
    for (const [call, needs] of calls) if (needs.every((key) => made.has(key))) made.add(call);
  }
  const ends = [config['input_layers'], config['output_layers']].flatMap((list) => (Array.isArray(list) ? list : []));
  return made.size === calls.size && ends.every((end) => made.has(keyOf(end) ?? ''));
}
