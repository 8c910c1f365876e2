import { expect, it } from 'vitest';
import { editOf, NO_EDITS, sameEdits } from '../../../../core/picture-edit.ts';
import { changeEdit, isUnedited, rectangleBetween, turned } from './edit-draft.ts';

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
