/**
 * Fibrillating atria as a dipole: a sawtooth of three harmonics whose rate and size wander, large in V1 (Stridh & Sörnmo
 * 2001, IEEE TBME 48:105–111). Replaces the P wave; not coupled to the ventricles, whose rhythm `rr-process.ts` makes irregular.
 */
import type { Rng } from '../core/rng.ts';
import { DOWER, type DipoleSignal, type Vec3 } from './lead-matrix.ts';

export interface FibrillationOptions {
  /** Peak in V1, millivolts. */
  readonly size: number;
  /** Hertz. */
  readonly frequency: number;
  /** Samples per second. */
  readonly rate: number;
}

/** Forwards, to the right and to the feet: large in V1, V2 and III, small in V3 and V4. */
const DIRECTION: Vec3 = [-0.5, 0.5, -0.6];
const HARMONICS = 3;
/** How far the rate swings (hertz) and how often a second; likewise the size, as a share. */
const RATE_SWING = { hertz: 0.35, perSecond: 0.23 };
const SIZE_SWING = { share: 0.3, perSecond: 0.31 };

/** Adds the waves to `dipole` in place. */
export function addFibrillation(rng: Rng, dipole: DipoleSignal, o: FibrillationOptions): void {
  const toV1 = DOWER.V1[0] * DIRECTION[0] + DOWER.V1[1] * DIRECTION[1] + DOWER.V1[2] * DIRECTION[2];
  // The three harmonics together peak at about 1.4 times the first.
  const unit = o.size / (1.4 * toV1);
  const start = 2 * Math.PI * rng.uniform();
  const swing = 2 * Math.PI * rng.uniform();
  for (let i = 0; i < dipole.x.length; i++) {
    const t = i / o.rate;
    const phase =
      start +
      2 * Math.PI * o.frequency * t +
      (RATE_SWING.hertz / RATE_SWING.perSecond) * Math.sin(2 * Math.PI * RATE_SWING.perSecond * t + swing);
    const size = unit * (1 + SIZE_SWING.share * Math.sin(2 * Math.PI * SIZE_SWING.perSecond * t + 2 * swing));
    let wave = 0;
    for (let k = 1; k <= HARMONICS; k++) wave += Math.sin(k * phase) / k;
    dipole.x[i] = (dipole.x[i] ?? 0) + size * wave * DIRECTION[0];
    dipole.y[i] = (dipole.y[i] ?? 0) + size * wave * DIRECTION[1];
    dipole.z[i] = (dipole.z[i] ?? 0) + size * wave * DIRECTION[2];
  }
}
