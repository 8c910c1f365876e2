/** What the arrays of a training are called: `<network>/<slot>/<variable>`, e.g. `generator/m/trunk/kernel`. */
import type { Slot } from '../engine/kernels.ts';

export const NETWORKS = ['generator', 'discriminator'] as const;
export type NetworkName = (typeof NETWORKS)[number];

export function stateName(network: NetworkName, slot: Slot, variable: string): string {
  return `${network}/${slot}/${variable}`;
}
