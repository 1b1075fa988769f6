// Functions of one number over all entries. Every matrix has room for a multiple of four entries, so the last vector may reach
// into what lies behind the last entry; nothing reads that.
import * as elementary from "./elementary";

const EXP = 0;
const LOG = 1;
const SIGMOID = 2;
const TANH = 3;
const ERF = 4;
const RELU = 5;
const GELU = 6;

/** Room for the slopes of a function that makes them with its values, where they are not wanted. */
const unwanted = memory.data<f32>([0, 0, 0, 0]);

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
  if (f == ERF) return elementary.erfDerivative(x);
  return elementary.reluDerivative(x);
}

/** T = f(A). */
@inline
function mapWith(f: i32, a: usize, target: usize, entries: i32): void {
  const end = a + (<usize>entries << 2);
  for (; a < end; a += 16) {
    if (f == GELU) elementary.storeGelu(v128.load(a), target, unwanted);
    else v128.store(target, value(f, v128.load(a)));
    target += 16;
  }
}

/** T = f(A) and S = f′(A). */
@inline
function mapWithSlopesBy(f: i32, a: usize, target: usize, slopes: usize, entries: i32): void {
  const end = a + (<usize>entries << 2);
  for (; a < end; a += 16) {
    const x = v128.load(a);
    if (f == SIGMOID) elementary.storeSigmoid(x, target, slopes);
    else if (f == TANH) elementary.storeTanh(x, target, slopes);
    else if (f == GELU) elementary.storeGelu(x, target, slopes);
    else {
      v128.store(target, value(f, x));
      v128.store(slopes, derivative(f, x));
    }
    target += 16;
    slopes += 16;
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
    case RELU:
      return mapWith(RELU, a, target, entries);
    default:
      return mapWith(GELU, a, target, entries);
  }
}

export function mapWithSlopes(f: i32, a: usize, target: usize, slopes: usize, entries: i32): void {
  switch (f) {
    case EXP:
      return mapWithSlopesBy(EXP, a, target, slopes, entries);
    case LOG:
      return mapWithSlopesBy(LOG, a, target, slopes, entries);
    case SIGMOID:
      return mapWithSlopesBy(SIGMOID, a, target, slopes, entries);
    case TANH:
      return mapWithSlopesBy(TANH, a, target, slopes, entries);
    case ERF:
      return mapWithSlopesBy(ERF, a, target, slopes, entries);
    case RELU:
      return mapWithSlopesBy(RELU, a, target, slopes, entries);
    default:
      return mapWithSlopesBy(GELU, a, target, slopes, entries);
  }
}
