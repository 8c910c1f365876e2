import { describe, expect, it } from 'vitest';
import { englishTexts } from '../i18n/english.ts';
import { draw, leastWidth } from './draw.ts';
import { type Drawing, type Shape, shapesText } from './drawing.ts';
import type { Figure, HeatMapFigure, IntervalsFigure } from './figure.ts';
import type { Frame } from './frame.ts';

const frame = (width: number, density: Frame['density'] = 'screen'): Frame => ({
  width,
  density,
  scheme: 'light',
  widthOf: (text, size) => text.length * size * 0.56,
  words: englishTexts(),
});

const flat = (shapes: readonly (Shape | string)[]): Shape[] =>
  shapes.flatMap((one) => (typeof one === 'string' ? [] : [one, ...flat(one.children)]));
const textsOf = ({ shapes }: Drawing): string[] =>
  flat(shapes).flatMap(({ tag, children }) => (tag === 'text' ? children.map(String) : []));

function heatMap(count: number, change: Partial<HeatMapFigure> = {}): HeatMapFigure {
  const names = Array.from({ length: count }, (_, i) => `column ${i}`);
  return {
    kind: 'heat-map',
    rows: names,
    columns: names,
    values: names.map((_, i) => names.map((_other, j) => Math.sin(i * 7 + j))),
    limit: 1,
    isSquare: true,
    cellText: null,
    ends: ['-1', '1'],
    ...change,
  };
}

const intervals: IntervalsFigure = {
  kind: 'intervals',
  groups: [
    { name: 'age', lines: [{ name: null, marks: [{ kind: 'range', value: 0.5, low: 0.5, high: 0.5 }] }] },
    { name: null, lines: [{ name: 'sex', marks: [{ kind: 'synthetic', value: 0.2, low: -0.1, high: 1.3 }] }] },
  ],
  holds: [0.4, 1],
  reference: { value: 0.5, name: 'guessing' },
};

describe('a heat map', () => {
  it('of thousands of cells is a path a colour', () => {
    expect(draw(heatMap(150), frame(600)).shapes.length).toBeLessThan(100);
  });
  it('leaves names out where they would touch, and has them in the picture to take away', () => {
    const map = heatMap(40);
    expect(textsOf(draw(map, frame(330)))).toEqual([]);
    expect(textsOf(draw(map, frame(leastWidth(map, frame(330)))))).toHaveLength(80);
  });
  it('marks what has no value', () => {
    const drawn = draw(heatMap(2, { values: [[null, 1], [0, 1]] }), frame(400)); // oxfmt-ignore
    expect(textsOf(drawn)).toContain('–');
  });
});

describe('intervals', () => {
  const placesOf = (drawing: Drawing): number[] =>
    flat(drawing.shapes).flatMap(({ attributes }) =>
      ['x', 'x1', 'x2', 'cx'].map((name) => attributes[name]).filter((place) => typeof place === 'number'),
    );
  it.each(['screen', 'sheet'] as const)('stay inside a %s', (density) => {
    for (const width of [300, 680]) {
      const places = placesOf(draw(intervals, frame(width, density)));
      expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...places)).toBeLessThanOrEqual(width);
    }
  });
  it('show a range without a width', () => {
    const bar = flat(draw(intervals, frame(600)).shapes).find(({ tag }) => tag === 'rect');
    expect(bar?.attributes['width']).toBe(4);
  });
});

it('a cloud stays where it is while the other is hidden', () => {
  const scale = { real: [[0, 0], [1, 1]], synthetic: [[5, 9]] } as const; // oxfmt-ignore
  const clouds = (points: {
    readonly real: readonly (readonly [number, number])[];
    readonly synthetic: typeof scale.synthetic | readonly [];
  }) =>
    flat(draw({ kind: 'scatter', points, scale }, frame(500)).shapes)
      .filter(({ tag }) => tag === 'path')
      .map(({ attributes }) => attributes['d']);
  expect(clouds({ ...scale, synthetic: [] }).slice(0, -1)).toEqual(clouds(scale).slice(0, -1));
});

it.each([
  [[0.83, 0.2], '100%'],
  [[0.03, 0.01], '3%'],
  [[0, 0], '100%'],
])('bars %o end at a round share: %s', ([real = 0, synthetic = 0], last) => {
  const drawn = draw({ kind: 'bars', pairs: [{ name: 'smoker', real, synthetic }] }, frame(600));
  expect(textsOf(drawn).at(-1)).toBe(last);
});

// A column may be called anything; it must never become markup.
it('names are written as they are', () => {
  const figure: Figure = { kind: 'bars', pairs: [{ name: '<b> & "c"', real: 0.5, synthetic: 0.5 }] };
  const text = shapesText(draw(figure, frame(600)));
  expect(text).toContain('&lt;b&gt; &amp; &quot;c&quot;');
  expect(text).not.toContain('<b>');
  expect(text).toMatch(/stroke-dasharray="5 3"/u);
});
