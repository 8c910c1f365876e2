import { expect, it } from 'vitest';
import { bodyBytes, meterScope } from './sent-meter.ts';

it('weighs bodies', () => {
  expect(bodyBytes(undefined)).toBe(0);
  expect(bodyBytes('ЭКГ')).toBe(6);
  expect(bodyBytes(new Blob(['abc']))).toBe(3);
  expect(bodyBytes(new Float32Array(2))).toBe(8);
  expect(bodyBytes(new URLSearchParams({ a: '1' }))).toBe(3);
  expect(bodyBytes(new FormData())).toBe(1);
});

it('counts what fetch is given and passes it on', async () => {
  const asked: unknown[] = [];
  const counted: number[] = [];
  const scope = {
    fetch: (input: unknown) => {
      asked.push(input);
      return Promise.resolve(new Response());
    },
    navigator: {},
  } as unknown as typeof globalThis;
  meterScope(scope, (bytes) => counted.push(bytes));
  await scope.fetch('a.wasm');
  await scope.fetch('b', { method: 'POST', body: 'four' });
  expect(asked).toEqual(['a.wasm', 'b']);
  expect(counted).toEqual([4]);
});
