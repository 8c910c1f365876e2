/**
 * Does a picture need straightening, and where does the sheet lie in it? Edges of the page and the directions of lines on it give
 * the two points where level and upright lines meet, and those the sheet as it is seen from straight ahead. Method and limits:
 * docs/straightening.md.
 */
import type { GreyImage } from '../core/dataset.ts';
import type { SheetLook, SheetPlace } from '../core/sheet-place.ts';
import { fitPencil, type Pencil, type SlopeAt, slopeOf } from './fit-pencil.ts';
import { apply, type Homography, invert, isConvex, type Point, type Quad, scaled } from './homography.ts';
import { isDark, isFlat, liesOnDark } from './is-flat.ts';
import { type Direction, levelDirections } from './line-directions.ts';
import { type Edge, findPageEdges, meetEdges, type PageEdges, SIDES } from './page-edges.ts';
import { rectify } from './rectify.ts';
import { inkOf, type Plane, type SmallPicture, smallPicture, turnedOver } from './small-picture.ts';
import { turnedPlace, uprightTurns } from './upright.ts';

/** Black traces count as much as pale rules. */
const MOST_INK = 0.25;
/** Steepest lines that are looked for: 8° of tilt and 10 % of perspective. */
const SLOPES = { middle: 0, reach: 0.27 } as const;
/** Of a drawing: so near level it is level. */
const NEARLY_LEVEL = 0.03;
/** A sheet that lies straighter than this, a slope, is left as it is where its light is even: 0.3°. */
const LEVEL = 0.005;
/** Parts where nothing runs straight are not asked. */
const LEAST_CLARITY = 0.2;
/** Beyond that a part is as clear as can be. */
const FULL_CLARITY = 2;
/** An edge of the page counts as so many clear parts. */
const EDGE_WEIGHT = 8;
/** An edge that runs otherwise than the lines of the sheet is none of it. */
const SAME_SLOPE = 0.035;
/** Share of what is seen that must go together. */
const LEAST_SHARE = 0.4;
/** Smaller pictures are thumbnails: nothing can be told of them. */
const LEAST_SIDE = 100;
/** Longest side on which up and down are told apart. */
const UP_SIDE = 500;

interface Seen {
  readonly level: readonly SlopeAt[];
  readonly upright: readonly SlopeAt[];
  readonly edges: PageEdges;
}

/** Pixels of the analysed picture to the coordinates of `fitPencil` and back. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly half: number;
}

function frameOf({ width, height }: GreyImage): Frame {
  return { width, height, half: Math.max(width, height) / 2 };
}

/** Level lines of a drawing are level to a fraction of a pixel, and so are its upright ones. */
function liesStraight(ink: Plane): boolean {
  const [best] = levelDirections(ink, { middle: 0, reach: NEARLY_LEVEL }, 1).toSorted((a, b) => b.clarity - a.clarity);
  return best !== undefined && best.clarity >= LEAST_CLARITY && Math.abs(best.slope) < LEVEL;
}

function isInside(edges: PageEdges, step: number, { x, y }: Direction, frame: Frame): boolean {
  const across = (edge: Edge | null, along: number, centre: number): number | null =>
    edge === null ? null : step * edge.middle + edge.slope * (along - centre);
  const [cx, cy] = [frame.width / 2, frame.height / 2];
  return (
    x > (across(edges.left, y, cy) ?? 0) &&
    x < (across(edges.right, y, cy) ?? frame.width) &&
    y > (across(edges.top, x, cx) ?? 0) &&
    y < (across(edges.bottom, x, cx) ?? frame.height)
  );
}

function weightOf(clarity: number): number {
  return clarity < LEAST_CLARITY ? 0 : Math.min(clarity, FULL_CLARITY);
}

/** What is seen of level and of upright lines; x and y of the upright ones change places. */
function look(small: SmallPicture, ink: Plane, frame: Frame): Seen {
  const edges = findPageEdges(small.paper);
  const { width, height, half } = frame;
  const ofLines = (directions: readonly Direction[], isOver: boolean): SlopeAt[] =>
    directions.flatMap((direction) => {
      const { x, y, slope, clarity } = direction;
      const there = isOver ? { ...direction, x: y, y: x } : direction;
      const weight = weightOf(clarity);
      if (weight === 0 || !isInside(edges, small.step, there, frame)) return [];
      const [cx, cy] = isOver ? [height / 2, width / 2] : [width / 2, height / 2];
      return [{ x: (x - cx) / half, y: (y - cy) / half, slope, weight }];
    });
  const ofEdge = (edge: Edge | null, size: number): SlopeAt[] =>
    edge === null
      ? []
      : [
          {
            x: 0,
            y: (small.step * edge.middle - size / 2) / half,
            slope: edge.slope,
            weight: EDGE_WEIGHT * edge.support,
          },
        ];
  return {
    edges,
    level: [
      ...ofLines(levelDirections(ink, SLOPES), false),
      ...ofEdge(edges.top, height),
      ...ofEdge(edges.bottom, height),
    ],
    upright: [
      ...ofLines(levelDirections(turnedOver(ink), SLOPES), true),
      ...ofEdge(edges.left, width),
      ...ofEdge(edges.right, width),
    ],
  };
}

/** The picture's plane to the sheet's, both about the middle in halves of the longer side, as large as it is there. */
function straightFrom(level: Pencil, upright: Pick<Pencil, 'b' | 'c'>): Homography {
  const { b, c } = level;
  const { b: d, c: e } = upright;
  // The horizon through (1, b, c) and (d, 1, e), 1 in the middle.
  const [h0, h1, h2] = [b * e - c, c * d - e, 1 - b * d];
  const [sx, sy] = [Math.hypot(1, b) / (1 - b * d), Math.hypot(1, d) / (1 - b * d)];
  return [sx, -sx * d, 0, -sy * b, sy, 0, h0 / h2, h1 / h2, 1];
}

/** Edges that run as the lines do. */
function trueEdges(
  edges: PageEdges,
  step: number,
  frame: Frame,
  level: Pencil,
  upright: Pick<Pencil, 'b' | 'c'>,
): PageEdges {
  const { width, height, half } = frame;
  const kept = (edge: Edge | null, size: number, pencil: Pick<Pencil, 'b' | 'c'>): Edge | null => {
    if (edge === null) return null;
    const expected = slopeOf(pencil, { x: 0, y: (step * edge.middle - size / 2) / half });
    return Math.abs(edge.slope - expected) < SAME_SLOPE ? edge : null;
  };
  return {
    top: kept(edges.top, height, level),
    bottom: kept(edges.bottom, height, level),
    left: kept(edges.left, width, upright),
    right: kept(edges.right, width, upright),
  };
}

/** The page where all its edges are seen; else as much of the sheet as there is, straight. Shares of the picture's sides. */
function placeOf(small: SmallPicture, frame: Frame, edges: PageEdges, straight: Homography): SheetPlace {
  const { width, height, half } = frame;
  const { paper, step, whole } = small;
  const toStraight = ([x, y]: Point): Point => apply(straight, [(x - width / 2) / half, (y - height / 2) / half]);
  const page = meetEdges(edges, paper).map(([x, y]): Point => [x * step, y * step]) as unknown as Quad;
  const [p0, p1, p2, p3] = page.map(toStraight) as unknown as Quad;
  const [left, right] = [(p0[0] + p3[0]) / 2, (p1[0] + p2[0]) / 2];
  const [top, bottom] = [(p0[1] + p1[1]) / 2, (p3[1] + p2[1]) / 2];
  const aspect = (right - left) / (bottom - top);
  const { left: l, right: r, top: t, bottom: u } = edges;
  if (l !== null && r !== null && t !== null && u !== null) {
    return { corners: scaled(page, 1 / whole.width, 1 / whole.height), aspect };
  }
  const back = invert(straight);
  const box: Quad = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  const corners = box.map((corner): Point => {
    const [x, y] = apply(back, corner);
    return [(x * half + width / 2) / whole.width, (y * half + height / 2) / whole.height];
  });
  return { corners: corners as unknown as Quad, aspect };
}

function weightIn(slopes: readonly SlopeAt[]): number {
  return slopes.reduce((sum, { weight }) => sum + weight, 0);
}

/** What a picture shows, and where its sheet lies. Pictures that are drawn, or scanned straight, are `straight`. */
export function findSheet(image: GreyImage, small: SmallPicture = smallPicture(image)): SheetLook {
  const flat = isFlat(small.paper);
  if (Math.min(image.width, image.height) < LEAST_SIDE || isDark(small.fine)) return { kind: 'straight' };
  const ink = inkOf(small, MOST_INK);
  if (flat && !liesOnDark(small.paper) && liesStraight(ink)) return { kind: 'straight' };
  const frame = frameOf(small.fine);
  const { level: levels, upright: uprights, edges } = look(small, ink, frame);
  const level = fitPencil(levels);
  const upright = fitPencil(uprights);
  if (flat && !isAskew(level, upright, edges)) return { kind: 'straight' };
  if (level === null) return { kind: 'lost', why: 'no-lines' };
  if (level.share < LEAST_SHARE) return { kind: 'lost', why: 'bent' };
  const isClear = upright !== null && upright.share >= LEAST_SHARE;
  if (!isClear && weightIn(uprights) > weightIn(levels) / 2) return { kind: 'lost', why: 'bent' };
  // Without rules and edges nothing is known of the upright lines but that they are at right angles.
  const crossing = isClear ? upright : { b: -level.b, c: 0 };
  const own = trueEdges(edges, small.step, frame, level, crossing);
  const place = placeOf(small, frame, own, straightFrom(level, crossing));
  if (!isConvex(scaled(place.corners, frame.width, frame.height))) return { kind: 'lost', why: 'bent' };
  const { turns, isSure } = uprightTurns(rectify(small.fine, { ...small, whole: small.fine }, place, UP_SIDE));
  return {
    kind: 'found',
    finding: {
      place: turnedPlace(place, turns),
      turns,
      isUpSure: isSure,
      tilt: (Math.atan(level.b) * 180) / Math.PI,
      quality: isClear ? Math.min(level.share, upright.share) : level.share,
    },
  };
}

/** Of evenly lit paper: its edges are seen, or its level and its upright lines say so, and by the same angle. */
function isAskew(level: Pencil | null, upright: Pencil | null, edges: PageEdges): boolean {
  if (level === null || upright === null) return false;
  if (Math.min(level.share, upright.share) < LEAST_SHARE) return false;
  if (SIDES.every((side) => edges[side] !== null)) {
    return [level.b, level.c, upright.b, upright.c].some((value) => Math.abs(value) >= LEVEL);
  }
  return Math.abs(level.b) >= LEVEL && Math.abs(level.b + upright.b) < Math.max(LEVEL, 0.2 * Math.abs(level.b));
}
