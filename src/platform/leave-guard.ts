/** Asks before the tab is closed while something would be lost. */
export function createLeaveGuard(): { set: (isOn: boolean) => void } {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  return {
    set: (isOn) => {
      window.removeEventListener('beforeunload', ask);
      if (isOn) window.addEventListener('beforeunload', ask);
    },
  };
}
