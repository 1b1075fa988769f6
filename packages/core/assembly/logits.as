// The binary cross-entropy of logits and its gradient, in float64, with the functions of src/exponential.ts and src/elementary.ts,
// operation for operation.

const expCoefficients = memory.data<f64>([
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252,
  4.1381367970572385e-8,
]);
const logCoefficients = memory.data<f64>([
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
]);
const LN2_HEAD: f64 = 0.6931471803691238;
const LN2_TAIL: f64 = 1.9082149292705877e-10;

function polynomial(x: f64, coefficients: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let power = count - 1; power >= 0; power--) sum = sum * x + load<f64>(coefficients + (<usize>power << 3));
  return sum;
}

@inline
function powerOfTwo(n: i32): f64 {
  return reinterpret<f64>((<i64>n + 1023) << 52);
}

/** e^x for x ≤ 0. */
function expOfNegative(x: f64): f64 {
  if (x < -746) return 0;
  const k = x > -0.34657359027997264 ? <f64>0 : Math.floor(x / Math.LN2 + 0.5);
  const first = x - k * LN2_HEAD;
  const second = k * LN2_TAIL;
  const r = first - second;
  const z = r * r;
  const c = r - z * polynomial(z, expCoefficients, 5);
  const y = 1 - (second - (r * c) / (2 - c) - first);
  const n = <i32>k;
  if (n < -1021) return y * powerOfTwo(n + 1000) * powerOfTwo(-1000);
  return y * powerOfTwo(n);
}

/** ln(1 + x) for x from 0 to 1. */
function log1pOfShare(x: f64): f64 {
  if (x < 0.41421356237309503) return x < 1.1102230246251565e-16 ? x : logOfSplit(x, 0, 0);
  const u = 1 + x;
  const lost = (x - (u - 1)) / u;
  // From √2 on, half of u and one power of two.
  if (u > Math.SQRT2) return logOfSplit(u / 2 - 1, 1, lost);
  return logOfSplit(u - 1, 0, lost);
}

function logOfSplit(f: f64, k: f64, lost: f64): f64 {
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const rest = z * polynomial(z, logCoefficients, 7);
  return s * (half + rest) + (k * LN2_TAIL + lost) - half + f + k * LN2_HEAD;
}

@inline
function entry(place: usize): f64 {
  return <f64>load<f32>(place);
}

/** max(z, 0) − z·t + ln(1 + e^−|z|). */
function loss(z: f64, t: f64): f64 {
  return max<f64>(z, 0) - z * t + log1pOfShare(expOfNegative(-abs<f64>(z)));
}

/** (1 − t)·s(z) − t·s(−z). */
function residual(z: f64, t: f64): f64 {
  const e = expOfNegative(-abs<f64>(z));
  const lower = e - (e * e) / (1 + e);
  const upper = 1 - lower;
  return (1 - t) * (z < 0 ? lower : upper) - t * (z > 0 ? lower : upper);
}

/** Σ of the losses of logits Z and targets T, in four lanes. */
export function binaryCrossEntropy(z: usize, t: usize, entries: i32): f64 {
  let lane0: f64 = 0;
  let lane1: f64 = 0;
  let lane2: f64 = 0;
  let lane3: f64 = 0;
  for (; entries >= 4; entries -= 4) {
    lane0 += loss(entry(z), entry(t));
    lane1 += loss(entry(z + 4), entry(t + 4));
    lane2 += loss(entry(z + 8), entry(t + 8));
    lane3 += loss(entry(z + 12), entry(t + 12));
    z += 16;
    t += 16;
  }
  if (entries > 0) lane0 += loss(entry(z), entry(t));
  if (entries > 1) lane1 += loss(entry(z + 4), entry(t + 4));
  if (entries > 2) lane2 += loss(entry(z + 8), entry(t + 8));
  return lane0 + lane1 + (lane2 + lane3);
}

/** G += factor · ((1 − t)·s(z) − t·s(−z)), or from zeros. */
export function addBinaryCrossEntropyGradient(
  z: usize,
  t: usize,
  factor: f64,
  target: usize,
  entries: i32,
  fromZeros: bool,
): void {
  for (; entries > 0; entries--) {
    const start = fromZeros ? <f64>0 : entry(target);
    store<f32>(target, <f32>(start + factor * residual(entry(z), entry(t))));
    z += 4;
    t += 4;
    target += 4;
  }
}
