// The steps of src/optimizers, in float64, each number rounded when it is stored.
import { rounded } from "./sums";

@inline
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

@inline
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1));
}

/** w ← w − η g. */
export function sgd(w: usize, g: usize, learningRate: f64, entries: i32): void {
  const end = w + (<usize>entries << 2);
  const rate = f64x2.splat(learningRate);
  for (; w < end; w += 16) {
    const x = v128.load(w);
    const slope = v128.load(g);
    const first = f64x2.sub(low(x), f64x2.mul(rate, low(slope)));
    const second = f64x2.sub(high(x), f64x2.mul(rate, high(slope)));
    v128.store(w, rounded(first, second));
    g += 16;
  }
}

/** v ← μ v + g, then w ← w − η v, or with Nesterov's step w ← w − η (g + μ v). */
export function momentum(
  w: usize,
  g: usize,
  v: usize,
  mu: f64,
  learningRate: f64,
  nesterov: bool,
  entries: i32,
): void {
  const end = w + (<usize>entries << 2);
  const rate = f64x2.splat(learningRate);
  const share = f64x2.splat(mu);
  for (; w < end; w += 16) {
    const x = v128.load(w);
    const slope = v128.load(g);
    const before = v128.load(v);
    const velocity = rounded(
      f64x2.add(f64x2.mul(share, low(before)), low(slope)),
      f64x2.add(f64x2.mul(share, high(before)), high(slope)),
    );
    v128.store(v, velocity);
    let first = low(velocity);
    let second = high(velocity);
    if (nesterov) {
      first = f64x2.add(low(slope), f64x2.mul(share, first));
      second = f64x2.add(high(slope), f64x2.mul(share, second));
    }
    v128.store(
      w,
      rounded(f64x2.sub(low(x), f64x2.mul(rate, first)), f64x2.sub(high(x), f64x2.mul(rate, second))),
    );
    g += 16;
    v += 16;
  }
}

@inline
function meanOfSquares(share: v128, rest: v128, before: v128, slope: v128): v128 {
  return f64x2.add(f64x2.mul(share, before), f64x2.mul(f64x2.mul(rest, slope), slope));
}

/** v ← α v + (1 − α) g², then w ← w − η g / (√v + ε). */
export function rmsProp(
  w: usize,
  g: usize,
  v: usize,
  alpha: f64,
  epsilon: f64,
  learningRate: f64,
  entries: i32,
): void {
  const end = w + (<usize>entries << 2);
  const rate = f64x2.splat(learningRate);
  const share = f64x2.splat(alpha);
  const rest = f64x2.splat(1 - alpha);
  const least = f64x2.splat(epsilon);
  for (; w < end; w += 16) {
    const x = v128.load(w);
    const slope = v128.load(g);
    const before = v128.load(v);
    const squares = rounded(
      meanOfSquares(share, rest, low(before), low(slope)),
      meanOfSquares(share, rest, high(before), high(slope)),
    );
    v128.store(v, squares);
    const first = f64x2.div(f64x2.mul(rate, low(slope)), f64x2.add(f64x2.sqrt(low(squares)), least));
    const second = f64x2.div(f64x2.mul(rate, high(slope)), f64x2.add(f64x2.sqrt(high(squares)), least));
    v128.store(w, rounded(f64x2.sub(low(x), first), f64x2.sub(high(x), second)));
    g += 16;
    v += 16;
  }
}

@inline
function adamStep(rate: v128, m: v128, v: v128, correction1: v128, correction2: v128, least: v128): v128 {
  const size = f64x2.add(f64x2.sqrt(f64x2.div(v, correction2)), least);
  return f64x2.div(f64x2.mul(rate, f64x2.div(m, correction1)), size);
}

/** m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², then w ← w − η (m / correction₁) / (√(v / correction₂) + ε). */
export function adam(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  beta1: f64,
  beta2: f64,
  correction1: f64,
  correction2: f64,
  epsilon: f64,
  learningRate: f64,
  entries: i32,
): void {
  const end = w + (<usize>entries << 2);
  const rate = f64x2.splat(learningRate);
  const share1 = f64x2.splat(beta1);
  const rest1 = f64x2.splat(1 - beta1);
  const share2 = f64x2.splat(beta2);
  const rest2 = f64x2.splat(1 - beta2);
  const whole1 = f64x2.splat(correction1);
  const whole2 = f64x2.splat(correction2);
  const least = f64x2.splat(epsilon);
  for (; w < end; w += 16) {
    const x = v128.load(w);
    const slope = v128.load(g);
    const meanBefore = v128.load(m);
    const squaresBefore = v128.load(v);
    const mean = rounded(
      f64x2.add(f64x2.mul(share1, low(meanBefore)), f64x2.mul(rest1, low(slope))),
      f64x2.add(f64x2.mul(share1, high(meanBefore)), f64x2.mul(rest1, high(slope))),
    );
    const squares = rounded(
      meanOfSquares(share2, rest2, low(squaresBefore), low(slope)),
      meanOfSquares(share2, rest2, high(squaresBefore), high(slope)),
    );
    v128.store(m, mean);
    v128.store(v, squares);
    const first = adamStep(rate, low(mean), low(squares), whole1, whole2, least);
    const second = adamStep(rate, high(mean), high(squares), whole1, whole2, least);
    v128.store(w, rounded(f64x2.sub(low(x), first), f64x2.sub(high(x), second)));
    g += 16;
    m += 16;
    v += 16;
  }
}
