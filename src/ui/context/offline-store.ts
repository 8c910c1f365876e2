/** Whether the page is kept on this computer, where React can watch it. It is started when the page is at rest. */
import { useSyncExternalStore } from 'react';
import { createOffline, type OfflineState } from '../../platform/offline.ts';

export const offline = createOffline();

export const useOffline = (): OfflineState => useSyncExternalStore(offline.subscribe, offline.get);
