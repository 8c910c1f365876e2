/** What an export will weigh and take, from a few pairs that were made and weighed. */
import type { PairsEstimate, PairsForecast } from '../core/pairs-request.ts';
import { PAIRS_PER_ARCHIVE } from '../core/option-limits.ts';

export function forecastPairs(pairs: number, estimate: PairsEstimate): PairsForecast {
  const { fitting, tried, bytesPerPair, secondsPerPair } = estimate;
  return {
    bytes: pairs * bytesPerPair,
    seconds: pairs * secondsPerPair,
    archives: Math.ceil(pairs / PAIRS_PER_ARCHIVE),
    // Where none fitted, no fewer than if the next one did.
    candidates: Math.ceil((pairs * tried) / Math.max(1, fitting)),
  };
}
