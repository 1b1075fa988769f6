// One step of an LSTM and of a GRU behind their products, with the bits of the plain kernels. Gate blocks stand side by side in a row. A row
// may end in the middle of a vector: what is read beyond counts for nothing, and nothing is written there.
//
// The way back needs the gates and their slopes. They are made together on the way there, and kept as the factors that a gradient meets.
import { lowerSigmoid, storeTanh } from "./elementary";

/** tanh and tanh′ of four numbers, for a moment. */
const ofTanh = memory.data<f32>([0, 0, 0, 0, 0, 0, 0, 0]);
const ONE = f32x4.splat(1);

// Called, not inlined: they are needed in several places.
function setTanh(x: v128): void {
  storeTanh(x, ofTanh, ofTanh + 16);
}

function lower(x: v128): v128 {
  return lowerSigmoid(x);
}

@inline
function sigmoid(x: v128, lower: v128): v128 {
  return v128.bitselect(lower, f32x4.sub(ONE, lower), f32x4.lt(x, f32x4.splat(0)));
}

@inline
function sigmoidSlope(lower: v128): v128 {
  return f32x4.sub(lower, f32x4.mul(lower, lower));
}

@inline
function store(at: usize, x: v128, entries: i32): void {
  if (entries >= 4) {
    v128.store(at, x);
    return;
  }
  v128.store_lane<f32>(at, x, 0);
  if (entries > 1) v128.store_lane<f32>(at, x, 1, 4);
  if (entries > 2) v128.store_lane<f32>(at, x, 2, 8);
}

/** Adds to what is there, or to zeros. */
function add(at: usize, x: v128, entries: i32, fromZeros: bool): void {
  store(at, f32x4.add(fromZeros ? f32x4.splat(0) : v128.load(at), x), entries);
}

/**
 * c′ = f ⊙ c + i ⊙ g, with i, f = σ and g = tanh of the blocks i, f, g of Z (rows, 4 · hidden). Keeps, in four blocks, i′ ⊙ g, f′ ⊙ c, i ⊙ g′ and
 * f, if `kept` is not 0.
 */
export function lstmCell(z: usize, c: usize, c2: usize, kept: usize, rows: i32, hidden: i32): void {
  const block = <usize>hidden << 2;
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < hidden; unit += 4) {
      const left = hidden - unit;
      const at = <usize>unit << 2;
      const zi = v128.load(z + at);
      const lowerI = lower(zi);
      const i = sigmoid(zi, lowerI);
      const zf = v128.load(z + block + at);
      const lowerF = lower(zf);
      const f = sigmoid(zf, lowerF);
      setTanh(v128.load(z + 2 * block + at));
      const g = v128.load(ofTanh);
      const before = v128.load(c + at);
      store(c2 + at, f32x4.add(f32x4.mul(f, before), f32x4.mul(i, g)), left);
      if (kept == 0) continue;
      store(kept + at, f32x4.mul(sigmoidSlope(lowerI), g), left);
      store(kept + block + at, f32x4.mul(sigmoidSlope(lowerF), before), left);
      store(kept + 2 * block + at, f32x4.mul(i, v128.load(ofTanh + 16)), left);
      store(kept + 3 * block + at, f, left);
    }
    z += 4 * block;
    c += block;
    c2 += block;
    if (kept != 0) kept += 4 * block;
  }
}

/** What Z and c receive from the gradient of c′. Each of the two may be missing (address 0). */
export function addLstmCellGradients(
  kept: usize,
  gradient: usize,
  gradientZ: usize,
  zFromZeros: bool,
  gradientC: usize,
  cFromZeros: bool,
  rows: i32,
  hidden: i32,
): void {
  const block = <usize>hidden << 2;
  if (gradientZ != 0 && zFromZeros) memory.fill(gradientZ, 0, <usize>rows * 4 * block);
  for (let row = 0; row < rows; row++) {
    const line = <usize>row * block;
    for (let unit = 0; unit < hidden; unit += 4) {
      const left = hidden - unit;
      const at = <usize>unit << 2;
      const received = v128.load(gradient + line + at);
      if (gradientZ != 0) {
        const to = gradientZ + at;
        add(to, f32x4.mul(received, v128.load(kept + at)), left, false);
        add(to + block, f32x4.mul(received, v128.load(kept + block + at)), left, false);
        add(to + 2 * block, f32x4.mul(received, v128.load(kept + 2 * block + at)), left, false);
      }
      if (gradientC != 0) {
        const ofC = f32x4.mul(received, v128.load(kept + 3 * block + at));
        add(gradientC + line + at, ofC, left, cFromZeros);
      }
    }
    kept += 4 * block;
    if (gradientZ != 0) gradientZ += 4 * block;
  }
}

/**
 * h′ = o ⊙ tanh(c′), with o = σ of the block o of Z (rows, 4 · hidden). Keeps, in two blocks, o′ ⊙ tanh(c′) and o ⊙ tanh′(c′), if `kept` is not 0.
 */
export function lstmOutput(z: usize, c2: usize, h2: usize, kept: usize, rows: i32, hidden: i32): void {
  const block = <usize>hidden << 2;
  z += 3 * block;
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < hidden; unit += 4) {
      const left = hidden - unit;
      const at = <usize>unit << 2;
      const zo = v128.load(z + at);
      const lowerO = lower(zo);
      const o = sigmoid(zo, lowerO);
      setTanh(v128.load(c2 + at));
      const cell = v128.load(ofTanh);
      store(h2 + at, f32x4.mul(o, cell), left);
      if (kept == 0) continue;
      store(kept + at, f32x4.mul(sigmoidSlope(lowerO), cell), left);
      store(kept + block + at, f32x4.mul(o, v128.load(ofTanh + 16)), left);
    }
    z += 4 * block;
    c2 += block;
    h2 += block;
    if (kept != 0) kept += 2 * block;
  }
}

/** What Z and c′ receive from the gradient of h′. Each of the two may be missing (address 0). */
export function addLstmOutputGradients(
  kept: usize,
  gradient: usize,
  gradientZ: usize,
  zFromZeros: bool,
  gradientC2: usize,
  cFromZeros: bool,
  rows: i32,
  hidden: i32,
): void {
  const block = <usize>hidden << 2;
  if (gradientZ != 0) {
    if (zFromZeros) memory.fill(gradientZ, 0, <usize>rows * 4 * block);
    gradientZ += 3 * block;
  }
  for (let row = 0; row < rows; row++) {
    const line = <usize>row * block;
    for (let unit = 0; unit < hidden; unit += 4) {
      const left = hidden - unit;
      const at = <usize>unit << 2;
      const received = v128.load(gradient + line + at);
      if (gradientZ != 0) add(gradientZ + at, f32x4.mul(received, v128.load(kept + at)), left, false);
      if (gradientC2 != 0) {
        const ofC = f32x4.mul(received, v128.load(kept + block + at));
        add(gradientC2 + line + at, ofC, left, cFromZeros);
      }
    }
    kept += 2 * block;
    if (gradientZ != 0) gradientZ += 4 * block;
  }
}

/**
 * h′ = z ⊙ h + (1 − z) ⊙ n with r, z = σ(p + q) of the blocks r and z of P and Q (rows, 3 · hidden), and n = tanh(p + r ⊙ (q + a)) of the
 * blocks n, with a row a. Keeps, in five blocks, z′ ⊙ (h − n), (1 − z) ⊙ n′, r′ ⊙ (q + a), r and z, if `kept` is not 0.
 */
export function gruStep(
  p: usize,
  q: usize,
  a: usize,
  h: usize,
  h2: usize,
  kept: usize,
  rows: i32,
  hidden: i32,
): void {
  const block = <usize>hidden << 2;
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < hidden; unit += 4) {
      const left = hidden - unit;
      const at = <usize>unit << 2;
      const zr = f32x4.add(v128.load(p + at), v128.load(q + at));
      const lowerR = lower(zr);
      const r = sigmoid(zr, lowerR);
      const zz = f32x4.add(v128.load(p + block + at), v128.load(q + block + at));
      const lowerZ = lower(zz);
      const z = sigmoid(zz, lowerZ);
      const candidate = f32x4.add(v128.load(q + 2 * block + at), v128.load(a + at));
      setTanh(f32x4.add(v128.load(p + 2 * block + at), f32x4.mul(r, candidate)));
      const n = v128.load(ofTanh);
      const before = v128.load(h + at);
      const replaced = f32x4.sub(ONE, z);
      store(h2 + at, f32x4.add(f32x4.mul(z, before), f32x4.mul(replaced, n)), left);
      if (kept == 0) continue;
      store(kept + at, f32x4.mul(sigmoidSlope(lowerZ), f32x4.sub(before, n)), left);
      store(kept + block + at, f32x4.mul(replaced, v128.load(ofTanh + 16)), left);
      store(kept + 2 * block + at, f32x4.mul(sigmoidSlope(lowerR), candidate), left);
      store(kept + 3 * block + at, r, left);
      store(kept + 4 * block + at, z, left);
    }
    p += 3 * block;
    q += 3 * block;
    h += block;
    h2 += block;
    if (kept != 0) kept += 5 * block;
  }
}

/** What P, Q, a and h receive from the gradient of h′. Each of the four may be missing (address 0). */
export function addGruGradients(
  kept: usize,
  gradient: usize,
  gradientP: usize,
  pFromZeros: bool,
  gradientQ: usize,
  qFromZeros: bool,
  gradientA: usize,
  aFromZeros: bool,
  gradientH: usize,
  hFromZeros: bool,
  rows: i32,
  hidden: i32,
): void {
  const block = <usize>hidden << 2;
  for (let row = 0; row < rows; row++) {
    const line = <usize>row * block;
    for (let unit = 0; unit < hidden; unit += 4) {
      const left = hidden - unit;
      const at = <usize>unit << 2;
      const received = v128.load(gradient + line + at);
      const ofZ = f32x4.mul(received, v128.load(kept + at));
      const ofN = f32x4.mul(received, v128.load(kept + block + at));
      const ofR = f32x4.mul(ofN, v128.load(kept + 2 * block + at));
      const ofCandidate = f32x4.mul(ofN, v128.load(kept + 3 * block + at));
      if (gradientP != 0) {
        add(gradientP + at, ofR, left, pFromZeros);
        add(gradientP + block + at, ofZ, left, pFromZeros);
        add(gradientP + 2 * block + at, ofN, left, pFromZeros);
      }
      if (gradientQ != 0) {
        add(gradientQ + at, ofR, left, qFromZeros);
        add(gradientQ + block + at, ofZ, left, qFromZeros);
        add(gradientQ + 2 * block + at, ofCandidate, left, qFromZeros);
      }
      if (gradientA != 0) add(gradientA + at, ofCandidate, left, aFromZeros && row == 0);
      if (gradientH != 0) {
        const ofH = f32x4.mul(received, v128.load(kept + 4 * block + at));
        add(gradientH + line + at, ofH, left, hFromZeros);
      }
    }
    kept += 5 * block;
    if (gradientP != 0) gradientP += 3 * block;
    if (gradientQ != 0) gradientQ += 3 * block;
  }
}
