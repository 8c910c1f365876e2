/**
 * The steps of the page as entries of the browser's history, each with its address (`#train`), so that Back goes one step
 * back and not off the page. Only a step's name is ever in the address.
 */

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
  // What the address asks for besides, a demonstration or a language, stays.
  const addressOf = (step: S): string => `${location.pathname}${location.search}#${step}`;
  // A step opens at its top.
  history.scrollRestoration = 'manual';
  history.replaceState(stateOf(first), '', addressOf(first));
  let shown = first;
  const onPopState = (event: PopStateEvent): void => {
    const name = stepOf(event.state) ?? location.hash.slice(1);
    const step = steps.find((one) => one === name);
    if (step === undefined) return;
    // A link or a visitor came here: the entry is one of ours from now on.
    history.replaceState(stateOf(step), '', addressOf(step));
    onBack(step);
    // One that cannot be opened has no address either.
    if (shown !== step) history.replaceState(stateOf(shown), '', addressOf(shown));
  };
  window.addEventListener('popstate', onPopState);
  return {
    show: (step) => {
      if (step === shown) return;
      shown = step;
      if (stepOf(history.state) !== step) history.pushState(stateOf(step), '', addressOf(step));
    },
    close: () => window.removeEventListener('popstate', onPopState),
  };
}
