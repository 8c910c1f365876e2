/** Three training steps give the numbers that an earlier build gave: a network that was rewritten is still the same network. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { frozenArrays } from '../tools/frozen-build.ts';
import { differenceOf, FIGURE_WIDTHS, type Figures, figuresOf, ONLY_ROUNDING } from '../tools/frozen-figures.ts';
import { StudioPage } from '../tools/studio-page.ts';

const EXPECTED = JSON.parse(
  readFileSync(new URL('./fixtures/2ff931c/figures.json', import.meta.url), 'utf8'),
) as Readonly<Record<keyof typeof FIGURE_WIDTHS, Readonly<Record<string, Figures>>>>;
/** Relative. On wasm, sums of convolutions are in another order than XNNPACK's, which was used then. */
const TOLERANCE = { wasm: 2e-5, cpu: 1e-6, webgpu: 1e-6 } as const;

for (const backend of ['wasm', 'cpu', 'webgpu'] as const) {
  test(`variables after three steps on ${backend} are those of 2ff931c`, async ({ page }) => {
    const studio = await StudioPage.open(page, '/');
    const ours = figuresOf(await frozenArrays(studio, { backend, width: FIGURE_WIDTHS[backend] }));
    const theirs = EXPECTED[backend];
    expect(Object.keys(ours).toSorted()).toEqual(Object.keys(theirs).toSorted());
    const differ = Object.entries(theirs)
      .filter(([name]) => !ONLY_ROUNDING.test(name))
      .map(([name, figures]) => ({ name, difference: differenceOf(ours[name] ?? [], figures) }))
      .filter(({ difference }) => !(difference <= TOLERANCE[backend]));
    expect(differ).toEqual([]);
  });
}
