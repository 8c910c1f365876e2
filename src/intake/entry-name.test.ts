import { expect, it } from 'vitest';
import { entryName } from './entry-name.ts';
import { utf8 } from './testing/files.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const NONE = new Uint8Array();

// A file under an odd name is still a patient's ECG.
it.each([
  ['ecg/1.jpg', 'ecg/1.jpg'],
  ['ecg\\1.jpg', 'ecg/1.jpg'],
  ['../../ecg/1.jpg', 'ecg/1.jpg'],
  ['/home/ecg/./1.jpg', 'home/ecg/1.jpg'],
  ['C:\\ecg\\1.jpg', 'ecg/1.jpg'],
  ['ecg//10:30.jpg', 'ecg/10:30.jpg'],
  ['ecg/', 'ecg/'],
])('%s is %s', (name, path) => {
  expect(entryName(utf8(name), NONE, decode)).toBe(path);
});

it('the Unicode name beside it comes first; a cut extra field does no harm', () => {
  const name = utf8('ЭКГ.jpg');
  const field = Uint8Array.of(0x75, 0x70, 5 + name.length, 0, 1, 0, 0, 0, 0, ...name);
  expect(entryName(utf8('???.jpg'), Uint8Array.of(1, 0, 1, 0, 9, ...field), decode)).toBe('ЭКГ.jpg');
  expect(entryName(utf8('a.jpg'), field.subarray(0, 12), decode)).toBe('a.jpg');
});
