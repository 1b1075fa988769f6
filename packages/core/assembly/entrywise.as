// Functions of one number over all entries. Every matrix has room for a multiple of four entries, so the last vector may reach
// into what lies behind the last entry; nothing reads that.
import * as elementary from "./elementary";

const EXP = 0;
const LOG = 1;
const SIGMOID = 2;
const TANH = 3;
const ERF = 4;
const RELU = 5;

// The function is a constant wherever this is called, so the compiler leaves one branch.
@inline
function value(f: i32, x: v128): v128 {
  if (f == EXP) return elementary.exp(x);
  if (f == LOG) return elementary.log(x);
  if (f == SIGMOID) return elementary.sigmoid(x);
  if (f == TANH) return elementary.tanh(x);
  if (f == ERF) return elementary.erf(x);
  return elementary.relu(x);
}

@inline
function derivative(f: i32, x: v128): v128 {
  if (f == EXP) return elementary.exp(x);
  if (f == LOG) return elementary.logDerivative(x);
  if (f == SIGMOID) return elementary.sigmoidDerivative(x);
  if (f == TANH) return elementary.tanhDerivative(x);
  if (f == ERF) return elementary.erfDerivative(x);
  return elementary.reluDerivative(x);
}

/** T = f(A). */
@inline
function mapWith(f: i32, a: usize, target: usize, entries: i32): void {
  const end = a + (<usize>entries << 2);
  for (; a < end; a += 16) {
    v128.store(target, value(f, v128.load(a)));
    target += 16;
  }
}

/** T += G ⊙ f′(A), or T = 0 + G ⊙ f′(A). */
@inline
function addDerivativeProductWith(
  f: i32,
  g: usize,
  a: usize,
  target: usize,
  entries: i32,
  fromZeros: bool,
): void {
  const end = a + (<usize>entries << 2);
  for (; a < end; a += 16) {
    const start = fromZeros ? f32x4.splat(0) : v128.load(target);
    const product = f32x4.mul(v128.load(g), derivative(f, v128.load(a)));
    v128.store(target, f32x4.add(start, product));
    g += 16;
    target += 16;
  }
}

export function map(f: i32, a: usize, target: usize, entries: i32): void {
  switch (f) {
    case EXP:
      return mapWith(EXP, a, target, entries);
    case LOG:
      return mapWith(LOG, a, target, entries);
    case SIGMOID:
      return mapWith(SIGMOID, a, target, entries);
    case TANH:
      return mapWith(TANH, a, target, entries);
    case ERF:
      return mapWith(ERF, a, target, entries);
    default:
      return mapWith(RELU, a, target, entries);
  }
}

export function addDerivativeProduct(
  f: i32,
  g: usize,
  a: usize,
  target: usize,
  entries: i32,
  fromZeros: bool,
): void {
  switch (f) {
    case EXP:
      return addDerivativeProductWith(EXP, g, a, target, entries, fromZeros);
    case LOG:
      return addDerivativeProductWith(LOG, g, a, target, entries, fromZeros);
    case SIGMOID:
      return addDerivativeProductWith(SIGMOID, g, a, target, entries, fromZeros);
    case TANH:
      return addDerivativeProductWith(TANH, g, a, target, entries, fromZeros);
    case ERF:
      return addDerivativeProductWith(ERF, g, a, target, entries, fromZeros);
    default:
      return addDerivativeProductWith(RELU, g, a, target, entries, fromZeros);
  }
}
