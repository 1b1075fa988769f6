// Sums of matrices and of their entries. Float64 sums of many terms run in the four lanes of src/lanes.ts: term e goes to lane e mod 4,
// and the result is (lane 0 + lane 1) + (lane 2 + lane 3).

/** T += factor · A, or T = 0 + factor · A, over neighbouring entries. */
export function addScaled(a: usize, factor: f32, target: usize, entries: i32, fromZeros: bool): void {
  const end = a + (<usize>entries << 2);
  const scale = f32x4.splat(factor);
  for (; a < end; a += 16) {
    const start = fromZeros ? f32x4.splat(0) : v128.load(target);
    v128.store(target, f32x4.add(start, f32x4.mul(scale, v128.load(a))));
    target += 16;
  }
}

/** T += factor · the row A, in every row of T. */
export function addScaledRow(a: usize, factor: f32, target: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    addScaledExactly(a, factor, target, columns);
    target += <usize>columns << 2;
  }
}

/** The row T += factor · A, or T = 0 + factor · A, summed over the rows of A, one after the other. */
export function addScaledToRow(
  a: usize,
  factor: f32,
  target: usize,
  rows: i32,
  columns: i32,
  fromZeros: bool,
): void {
  const scale = f32x4.splat(factor);
  const line = <usize>columns << 2;
  let column = 0;
  for (; column + 3 < columns; column += 4) {
    let from = a + (<usize>column << 2);
    let sum = fromZeros ? f32x4.splat(0) : v128.load(target + (<usize>column << 2));
    for (let row = 0; row < rows; row++) {
      sum = f32x4.add(sum, f32x4.mul(scale, v128.load(from)));
      from += line;
    }
    v128.store(target + (<usize>column << 2), sum);
  }
  for (; column < columns; column++) {
    let from = a + (<usize>column << 2);
    let sum = fromZeros ? <f32>0 : load<f32>(target + (<usize>column << 2));
    for (let row = 0; row < rows; row++) {
      sum += factor * load<f32>(from);
      from += line;
    }
    store<f32>(target + (<usize>column << 2), sum);
  }
}

/** T += factor · A where the entry behind the last one belongs to somebody else. */
function addScaledExactly(a: usize, factor: f32, target: usize, entries: i32): void {
  const scale = f32x4.splat(factor);
  for (; entries >= 4; entries -= 4) {
    v128.store(target, f32x4.add(v128.load(target), f32x4.mul(scale, v128.load(a))));
    a += 16;
    target += 16;
  }
  for (; entries > 0; entries--) {
    store<f32>(target, load<f32>(target) + factor * load<f32>(a));
    a += 4;
    target += 4;
  }
}

/** T += A ⊙ B, or T = 0 + A ⊙ B, over neighbouring entries. */
export function addEntrywiseProduct(a: usize, b: usize, target: usize, entries: i32, fromZeros: bool): void {
  const end = a + (<usize>entries << 2);
  const zeros = f32x4.splat(0);
  for (; a < end; a += 16) {
    const product = f32x4.mul(v128.load(a), v128.load(b));
    v128.store(target, f32x4.add(fromZeros ? zeros : v128.load(target), product));
    b += 16;
    target += 16;
  }
}

@inline
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

@inline
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1));
}

/** The sum of four lanes, after the terms that are left when the count is not a multiple of four. */
@inline
function sumOfLanes(lanes01: v128, lanes23: v128, rest0: f64, rest1: f64, rest2: f64): f64 {
  const lane0 = f64x2.extract_lane(lanes01, 0) + rest0;
  const lane1 = f64x2.extract_lane(lanes01, 1) + rest1;
  const lane2 = f64x2.extract_lane(lanes23, 0) + rest2;
  return lane0 + lane1 + (lane2 + f64x2.extract_lane(lanes23, 1));
}

/** Σ (a / unit)². */
export function sumOfSquares(a: usize, unit: f64, entries: i32): f64 {
  let lanes01 = f64x2.splat(0);
  let lanes23 = f64x2.splat(0);
  let left = entries;
  if (unit == 1) {
    for (; left >= 4; left -= 4) {
      const x = v128.load(a);
      const first = low(x);
      const second = high(x);
      lanes01 = f64x2.add(lanes01, f64x2.mul(first, first));
      lanes23 = f64x2.add(lanes23, f64x2.mul(second, second));
      a += 16;
    }
  } else {
    const units = f64x2.splat(unit);
    for (; left >= 4; left -= 4) {
      const x = v128.load(a);
      const first = f64x2.div(low(x), units);
      const second = f64x2.div(high(x), units);
      lanes01 = f64x2.add(lanes01, f64x2.mul(first, first));
      lanes23 = f64x2.add(lanes23, f64x2.mul(second, second));
      a += 16;
    }
  }
  const rest0 = entryBefore(a, 0, left) / unit;
  const rest1 = entryBefore(a, 1, left) / unit;
  const rest2 = entryBefore(a, 2, left) / unit;
  return sumOfLanes(lanes01, lanes23, rest0 * rest0, rest1 * rest1, rest2 * rest2);
}

/** Σ (a − b)². */
export function sumOfSquaredDifferences(a: usize, b: usize, entries: i32): f64 {
  let lanes01 = f64x2.splat(0);
  let lanes23 = f64x2.splat(0);
  let left = entries;
  for (; left >= 4; left -= 4) {
    const x = v128.load(a);
    const t = v128.load(b);
    const first = f64x2.sub(low(x), low(t));
    const second = f64x2.sub(high(x), high(t));
    lanes01 = f64x2.add(lanes01, f64x2.mul(first, first));
    lanes23 = f64x2.add(lanes23, f64x2.mul(second, second));
    a += 16;
    b += 16;
  }
  const rest0 = entryBefore(a, 0, left) - entryBefore(b, 0, left);
  const rest1 = entryBefore(a, 1, left) - entryBefore(b, 1, left);
  const rest2 = entryBefore(a, 2, left) - entryBefore(b, 2, left);
  return sumOfLanes(lanes01, lanes23, rest0 * rest0, rest1 * rest1, rest2 * rest2);
}

/** T += factor · (A − B) in float64, or T = 0 + factor · (A − B). */
export function addScaledDifference(
  a: usize,
  b: usize,
  factor: f64,
  target: usize,
  entries: i32,
  fromZeros: bool,
): void {
  const end = a + (<usize>entries << 2);
  const scale = f64x2.splat(factor);
  const zeros = f32x4.splat(0);
  for (; a < end; a += 16) {
    const x = v128.load(a);
    const t = v128.load(b);
    const start = fromZeros ? zeros : v128.load(target);
    const first = f64x2.mul(scale, f64x2.sub(low(x), low(t)));
    const second = f64x2.mul(scale, f64x2.sub(high(x), high(t)));
    v128.store(target, rounded(f64x2.add(low(start), first), f64x2.add(high(start), second)));
    b += 16;
    target += 16;
  }
}

/** Two vectors of float64, each number rounded once to float32. */
@inline
export function rounded(first: v128, second: v128): v128 {
  const left = f32x4.demote_f64x2_zero(first);
  return i64x2.shuffle(left, f32x4.demote_f64x2_zero(second), 0, 2);
}

@inline
function entryBefore(a: usize, place: i32, count: i32): f64 {
  return place < count ? <f64>load<f32>(a + (<usize>place << 2)) : 0;
}

/** Whether no entry is NaN or infinite. x − x is 0 for every other number. */
export function allFinite(a: usize, entries: i32): bool {
  let strange = f32x4.splat(0);
  for (; entries >= 4; entries -= 4) {
    const x = v128.load(a);
    const difference = f32x4.sub(x, x);
    strange = v128.or(strange, f32x4.ne(difference, f32x4.splat(0)));
    a += 16;
  }
  for (; entries > 0; entries--) {
    const x = load<f32>(a);
    if (x - x != 0) return false;
    a += 4;
  }
  return !v128.any_true(strange);
}
