import { describe, expect, it } from 'vitest';
import { detectFile } from './file-kind.ts';
import { utf8 } from './testing/files.ts';

const JPEG = [0xff, 0xd8, 0xff, 0xe0];
const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

// Names lie: a picture is a picture and a text is a text whatever the file is called.
describe('a file is what its bytes are', () => {
  it.each([
    ['a', Uint8Array.of(...new Uint8Array(128), ...utf8('DICM')), 'dicom'],
    ['a.hea', utf8('# made up\n100 2 360 1000\n'), 'wfdb'],
    ['a.csv', utf8('<?xml version="1.0"?><!-- x --><RestingECG>'), 'muse-xml'],
    ['a.xml', utf8('<AnnotatedECG xmlns="urn:hl7-org:v3">'), 'hl7-aecg'],
  ])('%s is an ECG (case %#)', (path, bytes, looksLike) => {
    expect(detectFile(bytes, path)).toEqual({ kind: 'ecg', looksLike });
  });

  it.each([
    ['a.jpg', Uint8Array.of(...JPEG), 'picture', 'jpeg'],
    ['a.csv', Uint8Array.of(...JPEG), 'picture', 'jpeg'],
    ['ecg', Uint8Array.of(0x89, ...utf8('PNG\r\n')), 'picture', 'png'],
    ['a.bmp', Uint8Array.of(...utf8('BM'), 1, 2, 0, 0, 0, 0, 0, 0, 54), 'picture', 'bmp'],
    ['a.webp', utf8('RIFF1234WEBPVP8 '), 'picture', 'webp'],
    ['t.csv', utf8('BMI;age\n27;63\n'), 'table', 'text'],
    ['t.TSV', utf8('a\tb'), 'table', 'text'],
    ['t.csv', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'table', 'text'],
    ['t.csv', Uint8Array.of(0x61, 0, 0x3b, 0, 0x62, 0), 'table', 'text'],
    ['t.csv', Uint8Array.of(...utf8('a;b\n'.repeat(40)), 0x0b), 'table', 'text'],
    ['t.csv', latin('\xc2\xee\xe7;\xcf\xee\xeb\n63;\xec'), 'table', 'text'],
    ['t.txt', utf8('a;b\n1;2\n3;4'), 'table', 'text'],
    // R names the columns, but not the rows.
    ['t.txt', utf8('"a"\t"b"\n"1"\t1\t2\n"2"\t3\t4\n'), 'table', 'text'],
    ['t.txt', utf8('Clinic of the heart\n\na\tb\n1\t2\n3\t4\n'), 'table', 'text'],
    ['t.dat', utf8('a|b\n1|2\n3|4'), 'table', 'text'],
    ['t.xls', utf8('a\tb\n1\t2\n3\t4'), 'table', 'text'],
    ['a.tif', Uint8Array.of(0x49, 0x49, 0x2a, 0), 'ecg', 'tiff'],
    ['a.jxl', Uint8Array.of(0xff, 0x0a, 0xfa, 0x1f), 'picture', 'jpeg-xl'],
    ['z.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'zip', 'zip'],
    ['z.zip', Uint8Array.of(0x50, 0x4b, 0x30, 0x30, 0x50, 0x4b, 3, 4), 'zip', 'zip'],
    ['z.zip', Uint8Array.of(0x4d, 0x5a, 0, 1, 2, 3), 'zip', 'zip'],
  ])('%s is taken (case %#)', (path, bytes, kind, looksLike) => {
    expect(detectFile(bytes, path)).toEqual({ kind, looksLike });
  });

  it.each([
    ['a.jpg', utf8('hello'), 'not-an-image', 'text'],
    ['a.PNG', Uint8Array.of(1, 2, 3, 0, 4), 'not-an-image', 'binary'],
    ['t.csv', new Uint8Array(), 'empty-file', 'empty'],
    ['a.jpg', new Uint8Array(), 'empty-file', 'empty'],
    ['t.csv', Uint8Array.of(1, 2, 3, 0, 4), 'unsupported-file', 'binary'],
    ['t.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), 'unsupported-file', 'office-97'],
    ['t.xls', utf8('<html><table><tr><td>1'), 'unsupported-file', 'web-page'],
    ['t.json', utf8('[1,2,\n3,4,\n5,6,\n7]'), 'unsupported-file', 'text'],
    ['a.jp2', Uint8Array.of(0, 0, 0, 12, ...utf8('jP  ')), 'unsupported-image', 'jpeg-2000'],
    ['a.svg', utf8('<?xml?><svg width="1">'), 'unsupported-image', 'svg'],
    ['z.zip', Uint8Array.of(0x50, 0x4b, 5, 6, 0, 0), 'unsupported-file', 'zip-empty'],
    ['README.txt', utf8('Dear user, hello\nSecond, line\nand no third'), 'unsupported-file', 'text'],
  ])('%s is refused (case %#)', (path, bytes, reason, looksLike) => {
    expect(detectFile(bytes, path)).toEqual({ kind: 'rejected', reason, looksLike });
  });
});
