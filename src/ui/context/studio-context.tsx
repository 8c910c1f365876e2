/** The session's store and actions, for every component. */
import { createContext, type ReactNode, use } from 'react';
import { useStore } from 'zustand';
import { isTraining, reportOf, type Session } from '../../store/session-state.ts';
import type { StudioActions, StudioStore } from '../../store/studio-store.ts';

const StudioContext = createContext<StudioStore | null>(null);

export function StudioProvider({ studio, children }: { readonly studio: StudioStore; readonly children: ReactNode }) {
  return <StudioContext value={studio}>{children}</StudioContext>;
}

export function useStudio(): StudioStore {
  const studio = use(StudioContext);
  if (studio === null) throw new Error('StudioProvider is missing');
  return studio;
}

export function useSession<T>(select: (session: Session) => T): T {
  return useStore(useStudio().store, select);
}

export function useActions(): StudioActions {
  return useStudio().actions;
}

/** Demo patients are loaded, or a network that learned from such and nobody else: everything derived from them is marked. */
export function useIsSimulated(): boolean {
  return useSession((s) => (reportOf(s.data)?.source ?? s.openedModel?.trainedOn.source) === 'demo');
}

/** While training, the data stays as it is. */
export function useIsLocked(): boolean {
  return useSession((s) => isTraining(s.training));
}
