/** The steps of the page as entries of the browser's history, so that Back goes one step back and not off the page. */

export interface StepHistory<S extends string> {
  /** The step that is shown now; a new entry unless the entry is its own already. */
  readonly show: (step: S) => void;
  readonly close: () => void;
}

interface Entry {
  readonly step: string;
}

function stepOf(state: unknown): string | null {
  return typeof state === 'object' && state !== null && 'step' in state && typeof state.step === 'string'
    ? state.step
    : null;
}

/** `onBack` is told the step of an entry that was gone back or forth to. Links inside the page have none. */
export function createStepHistory<S extends string>(
  first: S,
  steps: readonly S[],
  onBack: (step: S) => void,
): StepHistory<S> {
  const stateOf = (step: S): Entry => ({ step });
  // A step opens at its top.
  history.scrollRestoration = 'manual';
  history.replaceState(stateOf(first), '');
  let shown = first;
  const onPopState = (event: PopStateEvent): void => {
    const step = steps.find((one) => one === stepOf(event.state));
    if (step === undefined) return;
    onBack(step);
  };
  window.addEventListener('popstate', onPopState);
  return {
    show: (step) => {
      if (step === shown) return;
      shown = step;
      if (stepOf(history.state) !== step) history.pushState(stateOf(step), '');
    },
    close: () => window.removeEventListener('popstate', onPopState),
  };
}
