/** Keeps the screen, and with it the computer, awake while wanted. Browsers without wake locks just do not. */
export function createWakeLock(): { set: (wanted: boolean) => void } {
  let wanted = false;
  let lock: WakeLockSentinel | null = null;

  async function apply(): Promise<void> {
    if (!wanted) {
      const held = lock;
      lock = null;
      await held?.release();
      return;
    }
    if (lock !== null && !lock.released) return;
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    lock = await navigator.wakeLock.request('screen');
  }
  const tryToApply = (): void => {
    // Refused on low battery, for one: training goes on without it.
    apply().catch(() => {});
  };

  // The browser releases the lock when the tab is hidden.
  document.addEventListener('visibilitychange', tryToApply);
  return {
    set: (next) => {
      if (wanted === next) return;
      wanted = next;
      tryToApply();
    },
  };
}
