// One step of an LSTM and of a GRU behind their products, with the bits that single operations would give, each rounded as it is there.
// Gate blocks stand side by side in a row. A row may end in the middle of a vector: what is read beyond counts for nothing, and
// nothing is written there.
import * as elementary from "./elementary";

// Called, not inlined: each is needed in several places, and the module is to stay small.
function sigmoid(x: v128): v128 {
  return elementary.sigmoid(x);
}

function sigmoidDerivative(x: v128): v128 {
  return elementary.sigmoidDerivative(x);
}

function tanh(x: v128): v128 {
  return elementary.tanh(x);
}

/** 4 s′(2x). */
function tanhDerivative(x: v128): v128 {
  return f32x4.mul(f32x4.splat(4), sigmoidDerivative(f32x4.add(x, x)));
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
@inline
function add(at: usize, x: v128, entries: i32, fromZeros: bool): void {
  store(at, f32x4.add(fromZeros ? f32x4.splat(0) : v128.load(at), x), entries);
}

/** c′ = f ⊙ c + i ⊙ g, with i, f = σ and g = tanh of the blocks i, f, g of Z (rows, 4 · hidden). */
export function lstmCell(z: usize, c: usize, c2: usize, rows: i32, hidden: i32): void {
  const block = <usize>hidden << 2;
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < hidden; unit += 4) {
      const at = <usize>unit << 2;
      const i = sigmoid(v128.load(z + at));
      const f = sigmoid(v128.load(z + block + at));
      const g = tanh(v128.load(z + 2 * block + at));
      store(c2 + at, f32x4.add(f32x4.mul(f, v128.load(c + at)), f32x4.mul(i, g)), hidden - unit);
    }
    z += 4 * block;
    c += block;
    c2 += block;
  }
}

/** What Z and c receive from the gradient of c′. Each of the two may be missing (address 0). */
export function addLstmCellGradients(
  z: usize,
  c: usize,
  gradientC2: usize,
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
      const zi = v128.load(z + at);
      const zf = v128.load(z + block + at);
      const zg = v128.load(z + 2 * block + at);
      const gradient = v128.load(gradientC2 + line + at);
      if (gradientZ != 0) {
        const to = gradientZ + at;
        const i = f32x4.mul(f32x4.mul(gradient, tanh(zg)), sigmoidDerivative(zi));
        add(to, i, left, false);
        const f = f32x4.mul(f32x4.mul(gradient, v128.load(c + line + at)), sigmoidDerivative(zf));
        add(to + block, f, left, false);
        const g = f32x4.mul(f32x4.mul(gradient, sigmoid(zi)), tanhDerivative(zg));
        add(to + 2 * block, g, left, false);
      }
      if (gradientC != 0) add(gradientC + line + at, f32x4.mul(gradient, sigmoid(zf)), left, cFromZeros);
    }
    z += 4 * block;
    if (gradientZ != 0) gradientZ += 4 * block;
  }
}

/** h′ = o ⊙ tanh(c′), with o = σ of the block o of Z (rows, 4 · hidden). */
export function lstmOutput(z: usize, c2: usize, h2: usize, rows: i32, hidden: i32): void {
  const block = <usize>hidden << 2;
  z += 3 * block;
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < hidden; unit += 4) {
      const at = <usize>unit << 2;
      const output = f32x4.mul(sigmoid(v128.load(z + at)), tanh(v128.load(c2 + at)));
      store(h2 + at, output, hidden - unit);
    }
    z += 4 * block;
    c2 += block;
    h2 += block;
  }
}

/** What Z and c′ receive from the gradient of h′. Each of the two may be missing (address 0). */
export function addLstmOutputGradients(
  z: usize,
  c2: usize,
  gradientH2: usize,
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
  z += 3 * block;
  for (let row = 0; row < rows; row++) {
    const line = <usize>row * block;
    for (let unit = 0; unit < hidden; unit += 4) {
      const left = hidden - unit;
      const at = <usize>unit << 2;
      const zo = v128.load(z + at);
      const cell = v128.load(c2 + line + at);
      const gradient = v128.load(gradientH2 + line + at);
      if (gradientZ != 0) {
        add(gradientZ + at, f32x4.mul(f32x4.mul(gradient, tanh(cell)), sigmoidDerivative(zo)), left, false);
      }
      if (gradientC2 != 0) {
        const ofCell = f32x4.mul(f32x4.mul(gradient, sigmoid(zo)), tanhDerivative(cell));
        add(gradientC2 + line + at, ofCell, left, cFromZeros);
      }
    }
    z += 4 * block;
    if (gradientZ != 0) gradientZ += 4 * block;
  }
}

/**
 * h′ = z ⊙ h + (1 − z) ⊙ n with r, z = σ(p + q) of the blocks r and z of P and Q (rows, 3 · hidden), and n = tanh(p + r ⊙ (q + a)) of the
 * blocks n, with a row a.
 */
export function gruStep(p: usize, q: usize, a: usize, h: usize, h2: usize, rows: i32, hidden: i32): void {
  const block = <usize>hidden << 2;
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < hidden; unit += 4) {
      const at = <usize>unit << 2;
      const r = sigmoid(f32x4.add(v128.load(p + at), v128.load(q + at)));
      const z = sigmoid(f32x4.add(v128.load(p + block + at), v128.load(q + block + at)));
      const candidate = f32x4.add(v128.load(q + 2 * block + at), v128.load(a + at));
      const n = tanh(f32x4.add(v128.load(p + 2 * block + at), f32x4.mul(r, candidate)));
      const kept = f32x4.mul(z, v128.load(h + at));
      const replaced = f32x4.mul(f32x4.sub(f32x4.splat(1), z), n);
      store(h2 + at, f32x4.add(kept, replaced), hidden - unit);
    }
    p += 3 * block;
    q += 3 * block;
    h += block;
    h2 += block;
  }
}

/** What P, Q, a and h receive from the gradient of h′. Each of the last four addresses may be 0: nothing is wanted there. */
export function addGruGradients(
  p: usize,
  q: usize,
  a: usize,
  h: usize,
  gradientH2: usize,
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
      const zr = f32x4.add(v128.load(p + at), v128.load(q + at));
      const zz = f32x4.add(v128.load(p + block + at), v128.load(q + block + at));
      const r = sigmoid(zr);
      const z = sigmoid(zz);
      const candidate = f32x4.add(v128.load(q + 2 * block + at), v128.load(a + at));
      const zn = f32x4.add(v128.load(p + 2 * block + at), f32x4.mul(r, candidate));
      const gradient = v128.load(gradientH2 + line + at);
      const ofKeeping = f32x4.sub(
        f32x4.mul(gradient, v128.load(h + line + at)),
        f32x4.mul(gradient, tanh(zn)),
      );
      const ofN = f32x4.mul(gradient, f32x4.sub(f32x4.splat(1), z));
      const gzn = f32x4.mul(ofN, tanhDerivative(zn));
      const gzz = f32x4.mul(ofKeeping, sigmoidDerivative(zz));
      const gzr = f32x4.mul(f32x4.mul(gzn, candidate), sigmoidDerivative(zr));
      const ofCandidate = f32x4.mul(gzn, r);
      if (gradientP != 0) {
        add(gradientP + at, gzr, left, pFromZeros);
        add(gradientP + block + at, gzz, left, pFromZeros);
        add(gradientP + 2 * block + at, gzn, left, pFromZeros);
      }
      if (gradientQ != 0) {
        add(gradientQ + at, gzr, left, qFromZeros);
        add(gradientQ + block + at, gzz, left, qFromZeros);
        add(gradientQ + 2 * block + at, ofCandidate, left, qFromZeros);
      }
      if (gradientA != 0) add(gradientA + at, ofCandidate, left, aFromZeros && row == 0);
      if (gradientH != 0) add(gradientH + line + at, f32x4.mul(gradient, z), left, hFromZeros);
    }
    p += 3 * block;
    q += 3 * block;
    if (gradientP != 0) gradientP += 3 * block;
    if (gradientQ != 0) gradientQ += 3 * block;
  }
}
