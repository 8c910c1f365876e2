/** The running total of what was sent, where React can watch it. The meter starts with the page, before anything else. */
import { type SentReport, startSentMeter } from '../../platform/sent-meter.ts';

let report: SentReport = { bytes: 0, foreignRequests: 0, foreignHosts: [] };
const listeners = new Set<() => void>();

startSentMeter((next) => {
  report = next;
  for (const listener of listeners) listener();
});

export const sentMeter = {
  get: (): SentReport => report,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
