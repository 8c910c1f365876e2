/** Adam in Keras' form (the bias correction is in the rate, ε outside the root), and moving averages; in place. */
import { loadSome, multiplyAdd, storeSome } from './arithmetic';

/** Where the numbers of a step of Adam lie, in bytes: β₁, 1 − β₁, β₂, 1 − β₂, the corrected rate, ε. */
const BETA1: usize = 0;
const REST1: usize = 4;
const BETA2: usize = 8;
const REST2: usize = 12;
const RATE: usize = 16;
const EPSILON: usize = 20;

/** Updates `count` numbers at w with moments at m and v by their gradients at g. */
export function adam(w: usize, m: usize, v: usize, g: usize, count: i32, step: usize): void {
  const beta1 = v128.load_splat<f32>(step + BETA1);
  const rest1 = v128.load_splat<f32>(step + REST1);
  const beta2 = v128.load_splat<f32>(step + BETA2);
  const rest2 = v128.load_splat<f32>(step + REST2);
  const rate = v128.load_splat<f32>(step + RATE);
  const epsilon = v128.load_splat<f32>(step + EPSILON);
  for (let left = count; left > 0; left -= 4) {
    const slope = loadSome(g, left);
    const first = multiplyAdd(f32x4.mul(beta1, loadSome(m, left)), rest1, slope);
    const second = multiplyAdd(f32x4.mul(beta2, loadSome(v, left)), rest2, f32x4.mul(slope, slope));
    const change = f32x4.div(f32x4.mul(rate, first), f32x4.add(f32x4.sqrt(second), epsilon));
    storeSome(m, first, left);
    storeSome(v, second, left);
    storeSome(w, f32x4.sub(loadSome(w, left), change), left);
    w += 16;
    m += 16;
    v += 16;
    g += 16;
  }
}

/** to ← momentum · to + rest · from, `count` numbers. */
export function blend(to: usize, from: usize, count: i32, momentum: f32, rest: f32): void {
  const old = f32x4.splat(momentum);
  const fresh = f32x4.splat(rest);
  for (let left = count; left > 0; left -= 4) {
    storeSome(to, multiplyAdd(f32x4.mul(old, loadSome(to, left)), fresh, loadSome(from, left)), left);
    to += 16;
    from += 16;
  }
}
