/** What an export will weigh and take, from a few pairs that were made and weighed. */
import type { PairsEstimate, PairsForecast } from '../core/pairs-request.ts';
import { BYTES_PER_ARCHIVE, PAIRS_PER_ARCHIVE } from '../core/option-limits.ts';

/** Of an archive's bytes: those of a few pairs say those of thousands to a few per cent. */
const FILLED = 0.9;

export function forecastPairs(pairs: number, estimate: PairsEstimate): PairsForecast {
  const { fitting, tried, bytesPerPair, secondsPerPair } = estimate;
  return {
    bytes: pairs * bytesPerPair,
    seconds: pairs * secondsPerPair,
    archives: Math.max(
      Math.ceil(pairs / PAIRS_PER_ARCHIVE),
      Math.ceil((pairs * bytesPerPair) / (FILLED * BYTES_PER_ARCHIVE)),
    ),
    // Where none fitted, no fewer than if the next one did.
    candidates: Math.ceil((pairs * tried) / Math.max(1, fitting)),
  };
}
