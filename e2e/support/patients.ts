/** Small made-up patients for the page tests: a table in any encoding and PNG pictures, written without a canvas. */
import { deflateSync } from 'node:zlib';
import { crc32 } from '../../src/export/crc32.ts';
import { Rng } from '../../src/core/rng.ts';

export interface UploadFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A greyscale PNG of random strokes. */
export function png(seed: number, width = 90, height = 60): Buffer {
  const rng = new Rng(seed, 1);
  const raw = Buffer.alloc(height * (width + 1), 250);
  for (let y = 0; y < height; y++) raw[y * (width + 1)] = 0;
  for (let x = 1; x <= width; x++) raw[rng.below(height) * (width + 1) + x] = 10;
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, height, 8, 0, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function picture(name: string, seed: number): UploadFile {
  return { name, mimeType: 'image/png', buffer: png(seed) };
}

/** windows-1251 of Russian and ASCII text. */
function cp1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (c) => {
      const code = c.charCodeAt(0);
      if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
      return code < 0x80 ? code : 0x3f;
    }),
  );
}

/** A hospital's table: windows-1251, `;`, decimal comma, names, and per cent stenosis. Pictures are named by `id`. */
export function hospitalTable(count: number): UploadFile {
  const rng = new Rng(7, 2);
  const lines = ['id;ФИО;возраст;пол;креатинин;LAD_st'];
  for (let i = 1; i <= count; i++) {
    const sex = rng.chance(0.5) ? 'м' : 'ж';
    lines.push(
      `${100 + i};Тестова Анна ${i};${40 + rng.below(40)};${sex};${60 + rng.below(50)},${rng.below(10)};${rng.below(11) * 10}`,
    );
  }
  return { name: 'пациенты.csv', mimeType: 'text/csv', buffer: cp1251(`${lines.join('\r\n')}\r\n`) };
}

/** Dates of birth and of the ECG, words for yes and no, blanks, and two rows whose lower pressure is the higher one. */
export function clinicTable(count: number): UploadFile {
  const rng = new Rng(7, 3);
  const two = (n: number): string => String(n).padStart(2, '0');
  const lines = ['файл;дата рождения;дата ЭКГ;курит;САД;ДАД;холестерин'];
  for (let i = 1; i <= count; i++) {
    const born = `${two(1 + rng.below(28))}.${two(1 + rng.below(12))}.${1940 + rng.below(40)}`;
    const taken = `${two(1 + rng.below(28))}.${two(1 + rng.below(12))}.2024`;
    const lower = i <= 2 ? 150 : 60 + rng.below(30);
    const cholesterol = i % 3 === 0 ? '' : `${3 + rng.below(4)},${rng.below(10)}`;
    lines.push(
      `ecg_${100 + i}.png;${born};${taken};${rng.chance(0.5) ? 'да' : 'нет'};${110 + rng.below(30)};${lower};${cholesterol}`,
    );
  }
  return { name: 'клиника.csv', mimeType: 'text/csv', buffer: cp1251(`${lines.join('\r\n')}\r\n`) };
}

export function hospitalPictures(count: number): UploadFile[] {
  return Array.from({ length: count }, (_, i) => picture(`ecg_${101 + i}.png`, i));
}
