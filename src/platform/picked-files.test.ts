import { expect, it } from 'vitest';
import { pickedFiles } from './picked-files.ts';

function file(name: string, extra: object = {}): File {
  return Object.assign(new File(['x'], name), extra);
}

it('keeps the path inside what was given', () => {
  const picked = pickedFiles([
    file('a.csv', { webkitRelativePath: '' }),
    file('b.jpg', { path: './ecg/b.jpg' }),
    file('c.jpg', { path: '/d/ecg/c.jpg' }),
    file('e.jpg', { webkitRelativePath: 'folder/e.jpg' }),
  ]);
  expect(picked.map((p) => p.path)).toEqual(['a.csv', 'ecg/b.jpg', 'd/ecg/c.jpg', 'folder/e.jpg']);
});

it('leaves out what operating systems leave in folders', () => {
  const picked = pickedFiles(
    ['.DS_Store', 'x/Thumbs.db', '__MACOSX/a.jpg', 'x/._1.jpg'].map((path) => file('x', { path })),
  );
  expect(picked).toEqual([]);
});
