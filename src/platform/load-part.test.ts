import { afterEach, expect, it, vi } from 'vitest';
import { isPartMissing, loadPart } from './load-part.ts';

afterEach(() => vi.unstubAllGlobals());

const html = { headers: { 'content-type': 'text/html; charset=utf-8' } };
const script = { headers: { 'content-type': 'text/javascript' } };
const chrome = 'Failed to fetch dynamically imported module: http://localhost/assets/zip-reader-x.js';

it.each([
  ['gone', () => new Response('', { status: 404 }), 'newer-version'],
  ['a page in its place', () => new Response('', { status: 200, ...html }), 'newer-version'],
  [
    'no network',
    () => {
      throw new TypeError('Failed to fetch');
    },
    'part-unreachable',
  ],
])('says why a part is missing: %s', async (_, answer, code) => {
  const asked = vi.fn<typeof fetch>(async () => answer());
  vi.stubGlobal('fetch', asked);
  const firefox = 'error loading dynamically imported module: http://localhost/assets/a.js';
  for (const message of [chrome, firefox, 'Importing a module script failed.']) {
    const loading = loadPart(() => Promise.reject(new TypeError(message)));
    await expect(loading).rejects.toMatchObject({ code, cause: { message } });
    expect(isPartMissing(await loading.catch((error: unknown) => error))).toBe(true);
  }
  expect(asked).toHaveBeenCalledWith(import.meta.url.replace('.test', ''), { method: 'HEAD', cache: 'no-store' });
});

it('leaves other failures as they are', async () => {
  const asked = vi.fn<typeof fetch>(async () => new Response('', { status: 200, ...script }));
  vi.stubGlobal('fetch', asked);
  const fault = new Error('a fault of the module');
  await expect(loadPart(() => Promise.reject(fault))).rejects.toBe(fault);
  expect(asked).not.toHaveBeenCalled();
  const blocked = new TypeError(chrome);
  await expect(loadPart(() => Promise.reject(blocked))).rejects.toBe(blocked);
  expect(await loadPart(async () => 7)).toBe(7);
});
