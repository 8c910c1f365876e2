/** The page kept on this computer by its service worker: whether it is, whether a newer version waits, and how that is taken. */
import type { OfflineAnswer, OfflineRequest } from '../offline/messages.ts';

export type OfflineState =
  /** Not looked after yet; `unavailable`: the browser, the window or the address does not allow it. */
  { readonly status: 'waiting' | 'fetching' | 'unavailable' } | ({ readonly status: 'kept' } & OfflineAnswer);

export interface Offline {
  readonly get: () => OfflineState;
  readonly subscribe: (listener: () => void) => () => void;
  /** To be called once, when the page is at rest: fetches what the page needs. Never rejects. */
  readonly start: () => Promise<void>;
  /** Afterwards: fetches what is large, too. */
  readonly complete: () => Promise<void>;
  /** Opens the page anew, in the newest version. */
  readonly renew: () => Promise<void>;
}

/** Null when the service worker could not do it. */
async function ask(request: OfflineRequest): Promise<OfflineAnswer | null> {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<OfflineAnswer | null>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<OfflineAnswer | null>) => resolve(data);
  });
  active?.postMessage(request, [port2]);
  return answered;
}

export function createOffline(): Offline {
  let state: OfflineState = { status: 'waiting' };
  const listeners = new Set<() => void>();
  const show = (next: OfflineState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const askAndShow = async (request: OfflineRequest): Promise<void> => {
    const answer = await ask(request);
    if (answer !== null) show({ status: 'kept', ...answer });
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      // Absent in some private windows, and where the address is not secure.
      if (!('serviceWorker' in navigator)) {
        show({ status: 'unavailable' });
        return;
      }
      show({ status: 'fetching' });
      // A newer one has taken over: what it has fetched may be wanted.
      navigator.serviceWorker.addEventListener('controllerchange', () => void askAndShow('state'));
      try {
        const address = new URL('service-worker.js', document.baseURI);
        await navigator.serviceWorker.register(address, { updateViaCache: 'none' });
      } catch {
        // Storage is refused, the disk is full, or there is no network; one that was there before still is.
        if ((await navigator.serviceWorker.getRegistration()) === undefined) {
          show({ status: 'unavailable' });
          return;
        }
      }
      await askAndShow('state');
    },
    complete: async () => {
      if (state.status === 'kept') await askAndShow('complete');
    },
    renew: async () => {
      await ask('renew');
      window.location.reload();
    },
  };
}

const RELOADED = 'ecg-pair-studio.reloaded';

/**
 * Opens the page once more, now with the headers that its service worker adds, where a host without them keeps WebAssembly from
 * its threads. Never twice in a tab, and not where it would not help: then false.
 */
export function reloadForThreads(): boolean {
  if (globalThis.crossOriginIsolated || navigator.serviceWorker.controller === null) return false;
  if (sessionStorage.getItem(RELOADED) !== null) return false;
  sessionStorage.setItem(RELOADED, '1');
  window.location.reload();
  return true;
}
