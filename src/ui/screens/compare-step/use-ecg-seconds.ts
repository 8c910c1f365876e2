/** About how long the ECGs take to measure on this computer, seconds. */
import { pairsToCompare } from '../../../store/comparison-actions.ts';
import { estimateEcgComparison } from '../../../store/ecg-comparison-estimate.ts';
import { speedOf } from '../../../store/run-estimate.ts';
import { liveOf } from '../../../store/session-state.ts';
import { useSession } from '../../context/studio-context.tsx';

/** Assumed where the computer was not measured. */
const UNKNOWN = { flops: 5e9, stepOverheadSeconds: 0.02 };

export function useEcgSeconds(): number {
  const started = useSession((s) => liveOf(s.training)?.started);
  const machine = useSession((s) => s.machine);
  if (started === undefined) return 0;
  const work = {
    train: started.patients,
    holdout: started.setAside,
    synthetic: pairsToCompare(started),
  };
  return estimateEcgComparison(work, machine.status === 'ready' ? speedOf(machine.report) : UNKNOWN);
}
