/** How long each kernel of a step takes, on backends that compute at once (wasm and cpu). */
import type { Kernels } from '../engine/kernels.ts';

export interface KernelClock {
  readonly kernels: Kernels;
  /** Milliseconds since the last reset, by kernel, the longest first. */
  readonly read: () => [name: string, milliseconds: number, calls: number][];
  readonly reset: () => void;
}

/** The same kernels with a stopwatch around every call; what a kernel does inside another one counts for the outer. */
export function clocked(kernels: Kernels): KernelClock {
  const times = new Map<string, { milliseconds: number; calls: number }>();
  let depth = 0;
  const handler: ProxyHandler<object> = {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member === 'object' && member !== null) return new Proxy(member, handler);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]): unknown => {
        const start = performance.now();
        depth += 1;
        const result: unknown = Reflect.apply(member, target, parameters);
        depth -= 1;
        if (depth === 0) {
          const entry = times.get(String(name)) ?? { milliseconds: 0, calls: 0 };
          times.set(String(name), {
            milliseconds: entry.milliseconds + performance.now() - start,
            calls: entry.calls + 1,
          });
        }
        return result;
      };
    },
  };
  return {
    kernels: new Proxy<Kernels>(kernels, handler),
    read: () =>
      [...times]
        .map(([name, { milliseconds, calls }]): [string, number, number] => [name, milliseconds, calls])
        .sort((a, b) => b[1] - a[1]),
    reset: () => {
      times.clear();
    },
  };
}
