/// <reference types="node" />
import { inflateSync } from 'node:zlib';
import { assert, property, string, uint8Array } from 'fast-check';
import { expect, it } from 'vitest';
import { escapeHtml, html } from './html.ts';
import { base64, pngDataUri } from './png.ts';

// A column may be called anything; it must never become markup.
it('escapes every value, in texts and in attributes, and nested templates once', () => {
  const name = `<img src=x onerror="alert('&')">`;
  const inner = html`<b title="${name}">${name}</b>`;
  expect(inner.text).not.toContain('<img');
  expect(inner.text).toContain('&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;');
  expect(html`<p>${[inner, null, 3]}</p>`.text).toBe(`<p>${inner.text}3</p>`);
  assert(property(string(), (text) => !/[<>"']/u.test(escapeHtml(text))));
});

it('base64 is the standard one', () => {
  assert(
    property(uint8Array({ maxLength: 50 }), (bytes) => {
      expect(base64([...bytes])).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
});

it.each([3, 64, 300])('a picture of %d pixels is a PNG with those grey levels', (size) => {
  const pixels = Uint8Array.from({ length: size * size }, (_, i) => (i * 7) % 256);
  const uri = pngDataUri(pixels, size);
  expect(uri).toMatch(/^data:image\/png;base64,/u);
  const file = Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64');
  expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([file.readUInt32BE(16), file.readUInt32BE(20), file[24], file[25]]).toEqual([size, size, 8, 0]);
  const length = file.readUInt32BE(33);
  // Also checks adler32: zlib refuses a wrong one.
  const raw = inflateSync(file.subarray(41, 41 + length));
  expect(raw).toHaveLength(size * (size + 1));
  const rows = Array.from({ length: size }, (_, y) => [...raw.subarray(y * (size + 1) + 1, (y + 1) * (size + 1))]);
  expect(Uint8Array.from(rows.flat())).toEqual(pixels);
});
