import { describe, expect, it } from 'vitest';
import { LEADS, type TwelveLeads } from '../sheet/leads.ts';
import { completeLeads, DOWER, INDEPENDENT_LEADS, projectLead } from './lead-matrix.ts';

/** The leads of the unit dipole along one axis: a column of the 12 × 3 matrix. */
function column(axis: 'x' | 'y' | 'z'): TwelveLeads {
  const dipole = { x: new Float64Array(1), y: new Float64Array(1), z: new Float64Array(1) };
  dipole[axis][0] = 1;
  const lead = (name: (typeof INDEPENDENT_LEADS)[number]): Float64Array => projectLead(dipole, name);
  return completeLeads({
    I: lead('I'),
    II: lead('II'),
    V1: lead('V1'),
    V2: lead('V2'),
    V3: lead('V3'),
    V4: lead('V4'),
    V5: lead('V5'),
    V6: lead('V6'),
  });
}

// Protects against a swapped sign or lead: the published rows of the derived leads come out of the identities.
describe('leads from a dipole', () => {
  it.each([
    ['III', [-0.397, 1.301, -0.191]],
    // oxlint-disable-next-line oxc/approx-constant -- a published coefficient
    ['aVR', [-0.434, -0.415, 0.037]],
    ['aVL', [0.515, -0.768, 0.125]],
    ['aVF', [-0.081, 1.184, -0.162]],
  ] as const)('derives the published row of %s', (lead, expected) => {
    const row = (['x', 'y', 'z'] as const).map((axis) => column(axis)[lead][0] ?? Number.NaN);
    row.forEach((value, k) => expect(value).toBeCloseTo(expected[k] ?? Number.NaN, 2));
  });

  it('has all twelve leads, and the measured ones are the matrix', () => {
    const leads = column('z');
    expect(Object.keys(leads).sort()).toEqual([...LEADS].sort());
    for (const name of INDEPENDENT_LEADS) expect(leads[name][0]).toBe(DOWER[name][2]);
  });
});
