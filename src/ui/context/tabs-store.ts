/** Other tabs of this page, where React can watch them. */
import { useSyncExternalStore } from 'react';
import { createTabs, type OtherTabs } from '../../platform/other-tabs.ts';

// Absent where the address is not secure.
export const tabs = createTabs('locks' in navigator ? navigator.locks : null);

export const useOtherTabs = (): OtherTabs => useSyncExternalStore(tabs.subscribe, tabs.get);
