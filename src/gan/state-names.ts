/** What the arrays of a training are called: `<network>/<slot>/<variable>`, e.g. `generator/m/trunk/kernel`. */
import type { Slot } from '../engine/kernels.ts';

export function stateName(network: string, slot: Slot, variable: string): string {
  return `${network}/${slot}/${variable}`;
}
