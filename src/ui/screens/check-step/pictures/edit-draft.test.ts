import { expect, it } from 'vitest';
import { editOf, NO_EDITS, sameEdits } from '../../../../core/picture-edit.ts';
import { changeEdit, FIRST_MASK, isUnedited, offeredMask, rectangleBetween, turned } from './edit-draft.ts';

const crop = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };

it('a change reaches all pictures, or the one that is shown', () => {
  const all = changeEdit(NO_EDITS, { sha256: 'a', reach: 'all' }, { crop });
  expect([editOf(all, 'a'), editOf(all, 'b')].map((edit) => edit.crop)).toEqual([crop, crop]);
  const one = changeEdit(all, { sha256: 'a', reach: 'this' }, { turns: 1, crop: null });
  expect(editOf(one, 'a')).toMatchObject({ turns: 1, crop: null });
  expect(editOf(one, 'b')).toMatchObject({ turns: 0, crop });
});

it('a change of all pictures from one with its own makes them alike', () => {
  const own = changeEdit(NO_EDITS, { sha256: 'a', reach: 'this' }, { tilt: 2 });
  const all = changeEdit(own, { sha256: 'a', reach: 'all' }, { turns: 2 });
  expect(editOf(all, 'a')).toEqual(editOf(all, 'b'));
  expect(editOf(all, 'b')).toMatchObject({ turns: 2, tilt: 2 });
});

it('lines printed at the top are offered once, and only where the picture lies as it was given', () => {
  const printed = { x: 0, y: 0, width: 1, height: 0.1 };
  expect(offeredMask(NO_EDITS, NO_EDITS.all, printed)).toEqual(printed);
  expect(offeredMask(NO_EDITS, NO_EDITS.all, null)).toBeNull();
  expect(offeredMask(NO_EDITS, { ...NO_EDITS.all, turns: 2 }, printed)).toBeNull();
  expect(offeredMask({ ...NO_EDITS, masks: [printed] }, NO_EDITS.all, printed)).toBeNull();
  expect(offeredMask({ ...NO_EDITS, masks: [FIRST_MASK] }, NO_EDITS.all, { ...printed, height: 0.3 })).not.toBeNull();
});

it('turning goes round, and a cut of the picture before is gone', () => {
  const edit = { turns: 3 as const, tilt: 0, crop };
  expect(turned(edit, 1)).toEqual({ turns: 0, crop: null });
  expect(turned({ ...edit, turns: 0 }, -1)).toEqual({ turns: 3, crop: null });
});

it('a rectangle can be drawn from any corner, ends at the border, and a click is none', () => {
  const found = rectangleBetween({ x: 1.4, y: 0.5 }, { x: 0.2, y: -3 });
  const sides = [found?.x, found?.y, found?.width, found?.height].map((side) => side?.toFixed(6));
  expect(sides).toEqual(['0.200000', '0.000000', '0.800000', '0.500000']);
  expect(rectangleBetween({ x: 0.2, y: 0.2 }, { x: 0.205, y: 0.9 })).toBeNull();
});

it('says whether anything was changed', () => {
  expect(isUnedited(NO_EDITS)).toBe(true);
  expect(isUnedited({ ...NO_EDITS, masks: [crop] })).toBe(false);
  expect(sameEdits(NO_EDITS, { ...NO_EDITS, own: {} })).toBe(true);
});
