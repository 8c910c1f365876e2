import { describe, expect, it } from 'vitest';
import { pcg4d, pcg4dFirst, Rng } from './rng.ts';

describe('pcg4d', () => {
  it('is the published hash (values computed in Python with 32-bit wrapping integers)', () => {
    const out = new Uint32Array(4);
    pcg4d(1, 2, 3, 4, out);
    expect([...out]).toEqual([908250390, 4044648920, 3775961919, 45698095]);
  });

  it('has a first word that can be had alone', () => {
    const out = new Uint32Array(4);
    for (let i = 0; i < 200; i++) {
      const [x, y, z, w] = [i, 201, Math.imul(i, 2654435761), 2 ** 32 - 1 - i];
      pcg4d(x, y, z, w, out);
      expect(pcg4dFirst(x, y, z, w)).toBe(out[0]);
    }
  });
});

describe('Rng', () => {
  it('repeats and keeps sequences apart', () => {
    const draw = (seed: number, stream: number, sub: number) => new Rng(seed, stream, sub).normals(8);
    expect(draw(1, 2, 3)).toEqual(draw(1, 2, 3));
    expect(draw(1, 2, 3)).not.toEqual(draw(1, 2, 4));
    expect(draw(1, 2, 3)).not.toEqual(draw(1, 3, 3));
    expect(draw(1, 2, 3)).not.toEqual(draw(2, 2, 3));
  });

  it('draws standard normals: mean, variance and tails', () => {
    const values = new Rng(7, 1).normals(100_000);
    const mean = values.reduce((s, x) => s + x, 0) / values.length;
    const variance = values.reduce((s, x) => s + (x - mean) ** 2, 0) / values.length;
    const beyondTwo = values.filter((x) => Math.abs(x) > 1.959964).length / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.015);
    expect(Math.abs(beyondTwo - 0.05)).toBeLessThan(0.003);
  });

  it('makes permutations in which every position is equally likely', () => {
    const first = [0, 0, 0, 0, 0];
    for (let i = 0; i < 5000; i++) {
      const order = new Rng(1, 2, i).permutation(5);
      expect(order.toSorted()).toEqual(Uint32Array.of(0, 1, 2, 3, 4));
      first[order[0] ?? 0] = (first[order[0] ?? 0] ?? 0) + 1;
    }
    for (const n of first) expect(Math.abs(n - 1000)).toBeLessThan(120);
  });
});
