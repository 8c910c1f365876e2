import { expect, it } from 'vitest';
import { isSystemFile } from './system-files.ts';

it('knows what systems leave behind, and nothing else', () => {
  const left = ['__MACOSX/a/._1.jpg', 'a/.DS_Store', 'Thumbs.db', 'x/desktop.ini', 'a/._1.jpg'];
  expect(left.filter((path) => !isSystemFile(path))).toEqual([]);
  expect(['a.jpg', 'a/.hidden.csv', 'MyThumbs.db.csv'].filter(isSystemFile)).toEqual([]);
});
