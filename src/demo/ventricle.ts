/**
 * Shapes of ventricular activation as dipole waves: normal conduction, left and right bundle branch block, extrasystole.
 * Each shape is stated at a nominal QRS width and stretched in time to the width asked for. The vectors follow the
 * vectorcardiographic account of the QRS (septum to the right and front, left ventricle to the left, feet and back, base
 * to the back and up); sizes were chosen so that the projected leads have textbook amplitudes. Not fitted to any patient.
 */
import type { Wave } from './cardiac-dipole.ts';
import type { Vec3 } from './lead-matrix.ts';

/** Depolarisation and what follows it, before the rest of the findings are laid over it. */
export interface Ventricle {
  readonly qrs: readonly Wave[];
  /** Level of the ST segment, millivolts. */
  readonly st: Vec3;
  /** Peak of the T wave, millivolts. */
  readonly t: Vec3;
  /** QRS onset and end, seconds from R. */
  readonly onset: number;
  readonly end: number;
}

interface Shape {
  /** Onset and end of the waves below as a reader of all leads would mark them, milliseconds from R. */
  readonly onset: number;
  readonly end: number;
  /** [at, width] in milliseconds, dipole in millivolts. */
  readonly waves: readonly (readonly [at: number, width: number, dipole: Vec3])[];
  readonly st: Vec3;
  readonly t: Vec3;
}

const NORMAL: Shape = {
  onset: -42,
  end: 52,
  waves: [
    [-22, 8, [-0.14, -0.02, -0.38]],
    [0, 11.5, [1.12, 0.74, 0.12]],
    [18, 11, [0.12, 0.12, 0.82]],
    [34, 9, [-0.3, -0.22, 0.26]],
  ],
  st: [0.015, 0.015, -0.03],
  t: [0.34, 0.26, -0.2],
};

/** No septal r from the left, slow notched way from right to left; ST and T point the other way. */
const LEFT_BLOCK: Shape = {
  onset: -70,
  end: 86,
  waves: [
    [-40, 14, [0.3, 0.12, 0.12]],
    [-14, 16, [0.78, 0.34, 0.62]],
    [16, 17, [0.5, 0.1, 0.95]],
    [42, 16, [0.78, -0.06, 0.55]],
  ],
  st: [-0.09, -0.03, -0.16],
  t: [-0.3, -0.06, -0.34],
};

/** Normal start, then the right ventricle alone: slow, to the right and front. */
const RIGHT_BLOCK: Shape = {
  onset: -42,
  end: 96,
  waves: [
    [-22, 8, [-0.14, -0.02, -0.4]],
    [0, 11.5, [1.12, 0.74, 0.12]],
    [20, 11, [0.1, 0.1, 0.62]],
    [48, 13, [-0.5, -0.1, -0.52]],
    [70, 13, [-0.32, -0.04, -0.36]],
  ],
  st: [0.02, 0.015, 0.02],
  t: [0.36, 0.24, 0.14],
};

/** From the right ventricular outflow tract: like a left bundle branch block, pointing to the feet. */
const ECTOPIC: Shape = {
  onset: -74,
  end: 86,
  waves: [
    [-34, 21, [0.35, 0.75, 0.45]],
    [4, 20, [0.75, 1.1, 1]],
    [44, 19, [0.3, 0.25, 0.6]],
  ],
  st: [-0.12, -0.16, -0.18],
  t: [-0.4, -0.5, -0.45],
};

function stretch(shape: Shape, milliseconds: number): Ventricle {
  const factor = milliseconds / (shape.end - shape.onset) / 1000;
  return {
    qrs: shape.waves.map(([at, width, dipole]) => ({ at: at * factor, width: width * factor, dipole })),
    st: shape.st,
    t: shape.t,
    onset: shape.onset * factor,
    end: shape.end * factor,
  };
}

export type Conduction = 'normal' | 'left-block' | 'right-block';

/** The ventricles' waves at a QRS width in milliseconds. */
export function ventricleOf(conduction: Conduction, qrsDuration: number): Ventricle {
  switch (conduction) {
    case 'normal':
      return stretch(NORMAL, qrsDuration);
    case 'left-block':
      return stretch(LEFT_BLOCK, qrsDuration);
    case 'right-block':
      return stretch(RIGHT_BLOCK, qrsDuration);
    default:
      return conduction satisfies never;
  }
}

const ECTOPIC_DURATION = 156;

/** An extrasystole; `side` −1 mirrors it left to right and front to back (from the left ventricle). */
export function ectopicVentricle(side: 1 | -1): Ventricle {
  const shape = stretch(ECTOPIC, ECTOPIC_DURATION);
  const mirror = ([x, y, z]: Vec3): Vec3 => [side * x, y, side * z];
  return {
    ...shape,
    qrs: shape.qrs.map((wave) => ({ ...wave, dipole: mirror(wave.dipole) })),
    st: mirror(shape.st),
    t: mirror(shape.t),
  };
}
