/** Components that the first screen does not need: loaded when the page is at rest, and then drawn at once. */
import { type ComponentType, createElement, lazy, type ReactNode, useState } from 'react';
import { loadPart } from '../platform/load-part.ts';

export interface Later<P> {
  readonly Component: (props: P) => ReactNode;
  /** Ahead of time. */
  readonly load: () => Promise<void>;
}

export function later<P extends object>(find: () => Promise<ComponentType<P>>): Later<P> {
  let found: ComponentType<P> | null = null;
  const waited = lazy(() => loadPart(async () => ({ default: await find() })));
  return {
    load: async () => {
      found = await find();
    },
    Component: (props) => {
      // A lazy one shows its placeholder for a moment, even when it is loaded. The same as long as it is drawn: another would begin anew.
      const [type] = useState<ComponentType<P>>(() => found ?? (waited as unknown as ComponentType<P>));
      return createElement(type, props);
    },
  };
}
