import { expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { shapeTable } from '../generator/beat-shapes.ts';
import { findTied } from './fit-shapes.ts';

const TABLE = shapeTable(64, 8);
const [COUNT, PANELS, STRIPS] = [60, 4, 2];

it('a strip whose panels are alike is one lead, also where another strip crosses a panel of many pictures', () => {
  const rng = new Rng(9, 1);
  const weights = new Float32Array(COUNT * PANELS * STRIPS * TABLE.shapes);
  for (let n = 0; n < COUNT; n++) {
    const lead = rng.normals(TABLE.shapes);
    for (let p = 0; p < PANELS; p++) {
      // The first strip has a lead a panel. In a third of the pictures something ten times as high crosses the second's third panel.
      const own = rng.normals(TABLE.shapes);
      const crossed = p === 2 && n % 3 === 0 ? rng.normals(TABLE.shapes).map((v) => 10 * v) : lead;
      weights.set(own, (n * PANELS + p) * STRIPS * TABLE.shapes);
      weights.set(crossed, ((n * PANELS + p) * STRIPS + 1) * TABLE.shapes);
    }
  }
  expect(findTied(weights, TABLE, { panels: PANELS, strips: STRIPS })).toEqual([false, true]);
});
