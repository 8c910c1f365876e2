/** A photograph of a sheet, made from the sheet: what a telephone sees of it, and where it really lies. For tests and trials. */
import type { GreyImage } from '../../core/dataset.ts';
import { Rng } from '../../core/rng.ts';
import type { QuarterTurns } from '../../core/picture-edit.ts';
import { fromUnitSquare, invert, type Point, type Quad, scaled } from '../homography.ts';

export interface Camera {
  /** Pixels of the photograph, before it is turned. */
  readonly width: number;
  readonly height: number;
  /** Share of the photograph's sides that the sheet takes; beyond 1 it reaches out of it. */
  readonly fill: number;
  /** Degrees clockwise. */
  readonly tilt: number;
  /** Each corner moves by up to this share of the sheet's sides, inwards or outwards. */
  readonly perspective: number;
  /** How much less light at the dark end, a share; and behind the edge of a shadow. */
  readonly uneven: number;
  readonly shadow: number;
  /** Standard deviation of the noise, grey levels. */
  readonly noise: number;
  /** Reach of the blur, pixels. */
  readonly blur: number;
  /** Grey of the table, before light. */
  readonly table: number;
  /** Turned by so many quarters clockwise. */
  readonly turns: QuarterTurns;
  /** What the rules are printed in; null: as the sheet has them. */
  readonly rules: RuleColour | null;
  readonly seed: number;
}

export const RULE_COLOURS = ['pink', 'green', 'blue', 'grey'] as const;
export type RuleColour = (typeof RULE_COLOURS)[number];

/** Red, green, blue of what is printed. */
const COLOURS: Readonly<Record<RuleColour, readonly [number, number, number]>> = {
  pink: [240, 170, 175],
  green: [165, 215, 175],
  blue: [165, 190, 235],
  grey: [190, 190, 190],
};
/** Lightest grey of a trace and darkest of a rule, as the renderer draws them. */
const RULES_FROM = 200;
/** The renderer's rule of five millimetres. */
const USUAL_RULE = 226;
const PAPER = 235;
/** So many pixels on, the noise repeats itself. */
const GRAINS = 65_521;

export const STEADY: Camera = {
  width: 1000,
  height: 750,
  fill: 0.85,
  tilt: 0,
  perspective: 0,
  uneven: 0,
  shadow: 0,
  noise: 0,
  blur: 0,
  table: 70,
  turns: 0,
  rules: null,
  seed: 1,
};

export interface Photograph {
  readonly image: GreyImage;
  /** Upper left, upper right, lower right, lower left of the sheet, shares of the photograph's sides. */
  readonly corners: Quad;
}

/** Luma of rules in a colour: the rules of five millimetres as dark as it is, the others in proportion. */
function printed(colour: RuleColour | null): Float32Array {
  const [red, green, blue] = colour === null ? [USUAL_RULE, USUAL_RULE, USUAL_RULE] : COLOURS[colour];
  const times = (255 - (0.299 * red + 0.587 * green + 0.114 * blue)) / (255 - USUAL_RULE);
  return Float32Array.from({ length: 256 }, (_, level) => (level < RULES_FROM ? level : 255 - times * (255 - level)));
}

function cornersOf(camera: Camera, aspect: number, rng: Rng): Quad {
  const { width, height, fill, tilt, perspective } = camera;
  const w = fill * Math.min(width, height * aspect);
  const h = w / aspect;
  const angle = (tilt * Math.PI) / 180;
  const at = (u: number, v: number): Point => {
    const x = (u - 0.5) * w * (1 + 2 * perspective * rng.between(-1, 1));
    const y = (v - 0.5) * h * (1 + 2 * perspective * rng.between(-1, 1));
    return [
      width / 2 + x * Math.cos(angle) - y * Math.sin(angle),
      height / 2 + x * Math.sin(angle) + y * Math.cos(angle),
    ];
  };
  return [at(0, 0), at(1, 0), at(1, 1), at(0, 1)];
}

function between({ width, height, pixels }: GreyImage, x: number, y: number, table: Float32Array): number {
  const px = Math.min(width - 1, Math.max(0, x - 0.5));
  const py = Math.min(height - 1, Math.max(0, y - 0.5));
  const x0 = Math.floor(px);
  const x1 = Math.min(width - 1, x0 + 1);
  const above = Math.floor(py) * width;
  const below = Math.min(height - 1, Math.floor(py) + 1) * width;
  const top = mix(table[pixels[above + x0] ?? 0] ?? 0, table[pixels[above + x1] ?? 0] ?? 0, px - x0);
  const bottom = mix(table[pixels[below + x0] ?? 0] ?? 0, table[pixels[below + x1] ?? 0] ?? 0, px - x0);
  return mix(top, bottom, py - Math.floor(py));
}

function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}

/** A sheet about as fine as the photograph comes out best: nothing is averaged. */
export function photograph(sheet: GreyImage, given: Partial<Camera>): Photograph {
  const camera = { ...STEADY, ...given };
  const { width, height, noise, seed } = camera;
  const rng = new Rng(seed, 1);
  const corners = cornersOf(camera, sheet.width / sheet.height, rng);
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0, b7 = 0, b8 = 0] = invert(fromUnitSquare(corners));
  const ink = printed(camera.rules);
  const [lightX, lightY] = [rng.between(-1, 1), rng.between(-1, 1)];
  const longest = Math.max(0.2, Math.abs(lightX) + Math.abs(lightY));
  const [edgeX, edgeY, edge] = [rng.between(-1, 1), rng.between(-1, 1), rng.between(-0.2, 0.2)];
  const grain = rng.between(5, 30);
  const seen = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const depth = b6 * (x + 0.5) + b7 * (y + 0.5) + b8;
      const u = (b0 * (x + 0.5) + b1 * (y + 0.5) + b2) / depth;
      const v = (b3 * (x + 0.5) + b4 * (y + 0.5) + b5) / depth;
      const isSheet = u >= 0 && u < 1 && v >= 0 && v < 1;
      const level = isSheet
        ? (between(sheet, u * sheet.width, v * sheet.height, ink) * PAPER) / 255
        : camera.table * (1 + 0.15 * Math.sin((x + 0.3 * y) / grain));
      const sx = x / width - 0.5;
      const sy = y / height - 0.5;
      const far = 0.5 + (sx * lightX + sy * lightY) / longest;
      const inShadow = Math.min(1, Math.max(0, (sx * edgeX + sy * edgeY - edge) * 25));
      seen[y * width + x] = level * (1 - camera.uneven * far) * (1 - camera.shadow * inShadow);
    }
  }
  const blurred = blur(seen, width, camera.blur);
  const grains = rng.normals(GRAINS);
  const pixels = Uint8Array.from(blurred, (level, i) =>
    Math.max(0, Math.min(255, Math.round(level + noise * (grains[i % GRAINS] ?? 0)))),
  );
  return turned({ image: { width, height, pixels }, corners: scaled(corners, 1 / width, 1 / height) }, camera.turns);
}

/** A box along rows, then along columns; the border stays sharp. */
function blur(levels: Float32Array, width: number, reach: number): Float32Array {
  const along = (from: Float32Array, step: number): Float32Array => {
    const out = from.slice();
    for (let i = reach * step; i < from.length - reach * step; i++) {
      let sum = 0;
      for (let k = -reach; k <= reach; k++) sum += from[i + k * step] ?? 0;
      out[i] = sum / (2 * reach + 1);
    }
    return out;
  };
  return reach === 0 ? levels : along(along(levels, 1), width);
}

function turned({ image, corners }: Photograph, turns: QuarterTurns): Photograph {
  if (turns === 0) return { image, corners };
  const { width, height, pixels } = image;
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out[x * height + height - 1 - y] = pixels[y * width + x] ?? 0;
  }
  const moved = corners.map(([x, y]): Point => [1 - y, x]) as unknown as Quad;
  const once = { image: { width: height, height: width, pixels: out }, corners: moved };
  return turned(once, (turns - 1) as QuarterTurns);
}
