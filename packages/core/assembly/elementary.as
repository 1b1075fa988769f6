// The f32 forms of src/exponential-f32.ts and src/error-function-f32.ts on four numbers at once, operation for operation: what
// Math.fround rounds there, a lane rounds here. Where those choose between two values, both are computed here and one is taken.
//
// Constants lie in memory: engines put a vector constant together from two 64-bit numbers wherever it is used, in four instructions,
// and load one from memory in one.

const inverseOfLn2 = memory.data<f32>([1.4426950216293335]);
const ln2Head = memory.data<f32>([0.693359375]);
const ln2Tail = memory.data<f32>([-0.00021219444170128554]);
const leastNormal = memory.data<f32>([1.1754943508222875e-38]);
const twoOverRootPi = memory.data<f32>([1.128379225730896]);
const one = memory.data<f32>([1]);
const oneHalf = memory.data<f32>([0.5]);
const two = memory.data<f32>([2]);
const four = memory.data<f32>([4]);
const lowest = memory.data<f32>([-104]);
const highest = memory.data<f32>([89]);
const erfBorder = memory.data<f32>([0.84375]);
const erfEnd = memory.data<f32>([10.25]);
const erfShift = memory.data<f32>([1.25]);
const stepsInOne = memory.data<f32>([256]);
const step = memory.data<f32>([0.00390625]);
const twoTo25 = memory.data<f32>([33554432]);
const threeTimesTwoTo22 = memory.data<f32>([12582912]);
const infinity = memory.data<f32>([Infinity]);
const minusHalf = memory.data<f32>([-0.5]);
const tanhEnd = memory.data<f32>([-10]);
const twoToMinus96 = memory.data<f32>([1.262177448353619e-29]);
const geluEnd = memory.data<f32>([14.75]);
const geluShift = memory.data<f32>([0.875]);
const geluCentre = memory.data<f32>([0.40625]);
const geluSlopeShift = memory.data<f32>([1.75]);
const geluZeroHead = memory.data<f32>([0.7517915368080139]);
const geluZeroTail = memory.data<f32>([1.211444988769017e-8]);
const geluCoefficients = memory.data<f32>([
  9.810175833990797e-5, -0.0011750044068321586, 0.00996964331716299, -0.06648986786603928, 0.3989422619342804,
]);
const geluSlopeCoefficients = memory.data<f32>([
  0.0011822535889223218, -0.009542305953800678, 0.05985216051340103, -0.2659624516963959, 0.7978845834732056,
]);
const millsCoefficients = memory.data<f32>([
  6.911095142364502, 0.843921422958374, -1.5525716543197632, 1.0030497312545776, -0.38774389028549194,
  -0.22611579298973083, 0.4904341697692871, -0.2715550661087036, -0.3892318606376648, 0.31449058651924133,
]);
const slopeTailCoefficients = memory.data<f32>([
  3.1783077716827393, -8.088706016540527, 8.140570640563965, -3.5136992931365967, 0.09953625500202179,
  0.12714742124080658, 0.35514456033706665, 0.2997773289680481, 0.398944616317749,
]);
const signBit = memory.data<i32>([0x80000000]);
const exponentBias = memory.data<i32>([127]);
/** The bits of 3·2²² less 127, and less 127 and 96. */
const bitsOfWholeLess127 = memory.data<i32>([0x4b400000 - 127]);
const bitsOfWholeLess223 = memory.data<i32>([0x4b400000 - 223]);
const bitsOfRootHalf = memory.data<i32>([0x3f3504f3]);
const mantissaBits = memory.data<i32>([0x007fffff]);
const twentyFive = memory.data<i32>([25]);
const expCoefficients = memory.data<f32>([0.00138210563454777, 0.008368674665689468, 0.04166826233267784, 0.1666652113199234, 0.4999999403953552]);
const logCoefficients = memory.data<f32>([0.2987091839313507, 0.39977580308914185, 0.6666677594184875]);
const erfCoefficients = memory.data<f32>([-0.0006391101633198559, 0.00506469514220953, -0.026811229065060616, 0.11282952129840851, -0.3761259615421295, 0.12837916612625122]);
const erfcCoefficients = memory.data<f32>([3.6509296894073486, -10.405747413635254, 11.454202651977539, -5.10711145401001, 0.03820507228374481, -0.07951278239488602, 0.6100932359695435, 0.7047237157821655, 0.5642001628875732]);

// Functions that are needed in several places and seldom hot are called; the others are inlined where they are used.
//
// pmin and pmax with the constant second keep NaN, as Math.min and Math.max do, and are one instruction, where min and max are ten.

/** Four times the float32 that lies at this place. */
@inline
function constant(place: usize): v128 {
  return v128.load32_splat(place);
}

@inline
function horner(sum: v128, x: v128, coefficient: usize): v128 {
  return f32x4.add(f32x4.mul(sum, x), constant(coefficient));
}

@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, constant(exponentBias)), 23);
}

/** x added to 3·2²²: the nearest whole number stands in the last bits, and the sum minus 3·2²² is that number. */
@inline
function withNearestWhole(x: v128): v128 {
  return f32x4.add(x, constant(threeTimesTwoTo22));
}

/** r²·q − second. */
@inline
function bendOf(r: v128, second: v128): v128 {
  const z = f32x4.mul(r, r);
  const high = horner(constant(expCoefficients + 4), r, expCoefficients + 8);
  const low = horner(constant(expCoefficients + 12), r, expCoefficients + 16);
  const q = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(constant(expCoefficients), z), high), z), low);
  return f32x4.sub(f32x4.mul(z, q), second);
}

/** e^x from −104 to 89. The power of two is out of range at both ends, so it is multiplied in two steps. */
export function exp(x: v128): v128 {
  const within = f32x4.pmin(f32x4.pmax(x, constant(lowest)), constant(highest));
  const whole = withNearestWhole(f32x4.mul(within, constant(inverseOfLn2)));
  const n = f32x4.sub(whole, constant(threeTimesTwoTo22));
  const first = f32x4.sub(within, f32x4.mul(n, constant(ln2Head)));
  const second = f32x4.mul(n, constant(ln2Tail));
  const y = f32x4.add(constant(one), f32x4.add(first, bendOf(f32x4.sub(first, second), second)));
  const power = i32x4.sub(whole, constant(threeTimesTwoTo22));
    const half = i32x4.shr_s(power, 1);
  return f32x4.mul(f32x4.mul(y, powerOfTwo(half)), powerOfTwo(i32x4.sub(power, half)));
}

/**
 * y · 2^n for |y| from 2^−41 to 12 and n from −158 to 0. 2^n is out of range below −126, so y is multiplied by 2^(n + 96) and by 2^−96: only the
 * second step may round, as in the plain form. 96 and the bias of the exponent are in the number that is taken from the whole one.
 */
@inline
function timesLowPowerOfTwo(y: v128, whole: v128): v128 {
  const power = i32x4.shl(i32x4.sub(whole, constant(bitsOfWholeLess223)), 23);
  return f32x4.mul(f32x4.mul(y, power), constant(twoToMinus96));
}

/** e^(head + tail) for a sum from −106 to 0. */
@inline
function expOfLowSum(head: v128, tail: v128): v128 {
  const whole = withNearestWhole(f32x4.mul(f32x4.add(head, tail), constant(inverseOfLn2)));
  const n = f32x4.sub(whole, constant(threeTimesTwoTo22));
  const first = f32x4.sub(head, f32x4.mul(n, constant(ln2Head)));
  const second = f32x4.sub(f32x4.mul(n, constant(ln2Tail)), tail);
  const y = f32x4.add(constant(one), f32x4.add(first, bendOf(f32x4.sub(first, second), second)));
  return timesLowPowerOfTwo(y, whole);
}

/** e^−|x|. */
@inline
function expOfMinusSize(x: v128): v128 {
  const within = f32x4.pmax(minusSize(x), constant(lowest));
  const whole = withNearestWhole(f32x4.mul(within, constant(inverseOfLn2)));
  const n = f32x4.sub(whole, constant(threeTimesTwoTo22));
  const first = f32x4.sub(within, f32x4.mul(n, constant(ln2Head)));
  const second = f32x4.mul(n, constant(ln2Tail));
  const y = f32x4.add(constant(one), f32x4.add(first, bendOf(f32x4.sub(first, second), second)));
  return timesLowPowerOfTwo(y, whole);
}

/** −|x|. */
@inline
function minusSize(x: v128): v128 {
  return v128.or(x, constant(signBit));
}

export function log(x: v128): v128 {
  const subnormal = f32x4.lt(x, constant(leastNormal));
  const scaled = v128.bitselect(f32x4.mul(x, constant(twoTo25)), x, subnormal);
  const aboveRootHalf = i32x4.sub(scaled, constant(bitsOfRootHalf));
  const exponent = i32x4.shr_s(aboveRootHalf, 23);
  const k = f32x4.convert_i32x4_s(i32x4.sub(exponent, v128.and(subnormal, constant(twentyFive))));
  const mantissa = i32x4.add(v128.and(aboveRootHalf, constant(mantissaBits)), constant(bitsOfRootHalf));
  const f = f32x4.sub(mantissa, constant(one));
  const s = f32x4.div(f, f32x4.add(constant(two), f));
  const z = f32x4.mul(s, s);
  let rest = constant(logCoefficients);
  rest = horner(rest, z, logCoefficients + 4);
  rest = horner(rest, z, logCoefficients + 8);
  rest = f32x4.mul(rest, z);
    const half = f32x4.mul(f32x4.mul(constant(oneHalf), f), f);
  const tailOfK = f32x4.mul(k, constant(ln2Tail));
  const small = f32x4.add(f32x4.mul(s, f32x4.add(half, rest)), tailOfK);
  const headOfK = f32x4.mul(k, constant(ln2Head));
  const value = f32x4.add(headOfK, f32x4.sub(f, f32x4.sub(half, small)));
  const zero = f32x4.splat(0);
  const ofPositive = v128.bitselect(value, x, f32x4.lt(x, constant(infinity)));
  const ofOthers = v128.bitselect(f32x4.neg(constant(infinity)), f32x4.splat(NaN), f32x4.eq(x, zero));
  return v128.bitselect(ofPositive, ofOthers, f32x4.gt(x, zero));
}

@inline
export function logDerivative(x: v128): v128 {
  const inverse = f32x4.div(constant(one), x);
  return v128.bitselect(f32x4.splat(NaN), inverse, f32x4.lt(x, f32x4.splat(0)));
}

/** s(−|x|) = e / (1 + e) with e = e^−|x|. */
@inline
export function lowerSigmoid(x: v128): v128 {
  return lowerSigmoidOf(expOfMinusSize(x));
}

@inline
function lowerSigmoidOf(e: v128): v128 {
  return f32x4.sub(e, f32x4.div(f32x4.mul(e, e), f32x4.add(constant(one), e)));
}

@inline
export function sigmoid(x: v128): v128 {
  const lower = lowerSigmoid(x);
  return v128.bitselect(lower, f32x4.sub(constant(one), lower), f32x4.lt(x, f32x4.splat(0)));
}

@inline
export function sigmoidDerivative(x: v128): v128 {
  const lower = lowerSigmoid(x);
  return f32x4.sub(lower, f32x4.mul(lower, lower));
}

@inline
export function tanh(x: v128): v128 {
  const exponent = f32x4.mul(constant(two), f32x4.pmax(minusSize(x), constant(tanhEnd)));
  const whole = withNearestWhole(f32x4.mul(exponent, constant(inverseOfLn2)));
  const n = f32x4.sub(whole, constant(threeTimesTwoTo22));
  const first = f32x4.sub(exponent, f32x4.mul(n, constant(ln2Head)));
  const second = f32x4.mul(n, constant(ln2Tail));
  const aboveOne = f32x4.add(first, bendOf(f32x4.sub(first, second), second));
  return tanhOf(x, aboveOne, i32x4.shl(i32x4.sub(whole, constant(bitsOfWholeLess127)), 23));
}

/** tanh x from what e^r is above 1 and from 2^n, with −2|x| = n·ln 2 + r. */
@inline
function tanhOf(x: v128, aboveOne: v128, power: v128): v128 {
  const t = f32x4.add(f32x4.mul(aboveOne, power), f32x4.sub(power, constant(one)));
  const h = f32x4.mul(constant(minusHalf), t);
  const size = f32x4.add(h, f32x4.div(f32x4.mul(h, h), f32x4.sub(constant(one), h)));
  return v128.or(size, v128.and(x, constant(signBit)));
}

/** Stores σ(x) and σ′(x), from one exponential. */
@inline
export function storeSigmoid(x: v128, value: usize, slope: usize): void {
  const lower = lowerSigmoid(x);
  const upper = f32x4.sub(constant(one), lower);
  v128.store(value, v128.bitselect(lower, upper, f32x4.lt(x, f32x4.splat(0))));
  v128.store(slope, f32x4.sub(lower, f32x4.mul(lower, lower)));
}

/**
 * Stores tanh x and tanh′(x), from one reduction of −2|x|. It reaches further down than tanh alone needs: where 2^n is below the normal
 * numbers the least of them does as well, because tanh is ±1 there.
 */
@inline
export function storeTanh(x: v128, value: usize, slope: usize): void {
  const exponent = f32x4.pmax(f32x4.mul(constant(two), minusSize(x)), constant(lowest));
  const whole = withNearestWhole(f32x4.mul(exponent, constant(inverseOfLn2)));
  const n = f32x4.sub(whole, constant(threeTimesTwoTo22));
  const first = f32x4.sub(exponent, f32x4.mul(n, constant(ln2Head)));
  const second = f32x4.mul(n, constant(ln2Tail));
  const aboveOne = f32x4.add(first, bendOf(f32x4.sub(first, second), second));
  const biased = i32x4.max_s(i32x4.sub(whole, constant(bitsOfWholeLess127)), i32x4.splat(1));
  v128.store(value, tanhOf(x, aboveOne, i32x4.shl(biased, 23)));
  const e = timesLowPowerOfTwo(f32x4.add(constant(one), aboveOne), whole);
  const lower = lowerSigmoidOf(e);
  const slopeOfSigmoid = f32x4.sub(lower, f32x4.mul(lower, lower));
  v128.store(slope, f32x4.mul(constant(four), slopeOfSigmoid));
}

@inline
export function tanhDerivative(x: v128): v128 {
  return f32x4.mul(constant(four), sigmoidDerivative(f32x4.mul(constant(two), x)));
}

/** −size where x < 0, else size. */
@inline
function withSignOf(x: v128, size: v128): v128 {
  return v128.bitselect(f32x4.neg(size), size, f32x4.lt(x, f32x4.splat(0)));
}

export function erf(x: v128): v128 {
  const size = f32x4.abs(x);
  const far = withSignOf(x, f32x4.sub(constant(one), erfcBeyond(size)));
  return v128.bitselect(erfNearZero(x), far, f32x4.lt(size, constant(erfBorder)));
}

export function erfDerivative(x: v128): v128 {
  return f32x4.mul(constant(twoOverRootPi), expOfMinusSquare(f32x4.abs(x)));
}

@inline
function erfNearZero(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = constant(erfCoefficients);
  p = horner(p, z, erfCoefficients + 4);
  p = horner(p, z, erfCoefficients + 8);
  p = horner(p, z, erfCoefficients + 12);
  p = horner(p, z, erfCoefficients + 16);
  p = horner(p, z, erfCoefficients + 20);
  return f32x4.add(x, f32x4.mul(x, p));
}

@inline
function erfcBeyond(x: v128): v128 {
  const within = f32x4.pmin(x, constant(erfEnd));
  const t = f32x4.div(constant(one), f32x4.add(within, constant(erfShift)));
  let p = constant(erfcCoefficients);
  p = horner(p, t, erfcCoefficients + 4);
  p = horner(p, t, erfcCoefficients + 8);
  p = horner(p, t, erfcCoefficients + 12);
  p = horner(p, t, erfcCoefficients + 16);
  p = horner(p, t, erfcCoefficients + 20);
  p = horner(p, t, erfcCoefficients + 24);
  p = horner(p, t, erfcCoefficients + 28);
  p = horner(p, t, erfcCoefficients + 32);
  return f32x4.mul(expOfMinusSquare(x), f32x4.mul(t, p));
}

/** e^(−x²) for x ≥ 0. */
@inline
function expOfMinusSquare(x: v128): v128 {
  const size = f32x4.pmin(x, constant(erfEnd));
  const head = headWithExactSquare(size);
  const missing = f32x4.mul(f32x4.sub(size, head), f32x4.add(size, head));
  return expOfLowSum(f32x4.neg(f32x4.mul(head, head)), f32x4.neg(missing));
}

/** x rounded down to a multiple of 1/256. */
@inline
function headWithExactSquare(x: v128): v128 {
  return f32x4.mul(f32x4.floor(f32x4.mul(x, constant(stepsInOne))), constant(step));
}

/** ½ + x·p. */
@inline
function halfPlus(x: v128, p: v128): v128 {
  return f32x4.add(constant(oneHalf), f32x4.mul(x, p));
}

@inline
function geluNearZero(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = constant(geluCoefficients);
  p = horner(p, z, geluCoefficients + 4);
  p = horner(p, z, geluCoefficients + 8);
  p = horner(p, z, geluCoefficients + 12);
  p = horner(p, z, geluCoefficients + 16);
  return f32x4.mul(x, halfPlus(x, p));
}

@inline
function geluSlopeNearZero(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = constant(geluSlopeCoefficients);
  p = horner(p, z, geluSlopeCoefficients + 4);
  p = horner(p, z, geluSlopeCoefficients + 8);
  p = horner(p, z, geluSlopeCoefficients + 12);
  p = horner(p, z, geluSlopeCoefficients + 16);
  return halfPlus(x, p);
}

/** x Φ(−x) / e^(−x²/2) for x ≥ 27/32, at most 14.75. */
@inline
function millsRatioTimes(size: v128): v128 {
  const inverse = f32x4.div(constant(one), f32x4.add(size, constant(geluShift)));
  const t = f32x4.sub(inverse, constant(geluCentre));
  let p = constant(millsCoefficients);
  p = horner(p, t, millsCoefficients + 4);
  p = horner(p, t, millsCoefficients + 8);
  p = horner(p, t, millsCoefficients + 12);
  p = horner(p, t, millsCoefficients + 16);
  p = horner(p, t, millsCoefficients + 20);
  p = horner(p, t, millsCoefficients + 24);
  p = horner(p, t, millsCoefficients + 28);
  p = horner(p, t, millsCoefficients + 32);
  return horner(p, t, millsCoefficients + 36);
}

/** (Φ(−x) − x φ(x)) / e^(−x²/2) for x ≥ ½, at most 14.75. */
@inline
function slopeOverExp(size: v128): v128 {
  const t = f32x4.div(constant(one), f32x4.add(size, constant(geluSlopeShift)));
  let p = constant(slopeTailCoefficients);
  p = horner(p, t, slopeTailCoefficients + 4);
  p = horner(p, t, slopeTailCoefficients + 8);
  p = horner(p, t, slopeTailCoefficients + 12);
  p = horner(p, t, slopeTailCoefficients + 16);
  p = horner(p, t, slopeTailCoefficients + 20);
  p = horner(p, t, slopeTailCoefficients + 24);
  p = horner(p, t, slopeTailCoefficients + 28);
  p = horner(p, t, slopeTailCoefficients + 32);
  const toZero = f32x4.sub(f32x4.sub(constant(geluZeroHead), size), constant(geluZeroTail));
  return f32x4.mul(toZero, p);
}

/** Stores x Φ(x) and Φ(x) + x φ(x), from one exponential. */
export function storeGelu(x: v128, value: usize, slope: usize): void {
  const size = f32x4.abs(x);
  const within = f32x4.pmin(size, constant(geluEnd));
  const root = headWithExactSquare(within);
  const missing = f32x4.mul(f32x4.sub(within, root), f32x4.add(within, root));
  const head = f32x4.mul(constant(minusHalf), f32x4.mul(root, root));
  const tail = f32x4.mul(constant(minusHalf), missing);
  const whole = withNearestWhole(f32x4.mul(f32x4.add(head, tail), constant(inverseOfLn2)));
  const n = f32x4.sub(whole, constant(threeTimesTwoTo22));
  const first = f32x4.sub(head, f32x4.mul(n, constant(ln2Head)));
  const second = f32x4.sub(f32x4.mul(n, constant(ln2Tail)), tail);
  const aboveOne = f32x4.add(first, bendOf(f32x4.sub(first, second), second));
  const isLeft = f32x4.lt(x, f32x4.splat(0));

  const ratio = millsRatioTimes(within);
  const rest = timesLowPowerOfTwo(f32x4.add(ratio, f32x4.mul(ratio, aboveOne)), whole);
  const far = v128.bitselect(f32x4.neg(rest), f32x4.sub(x, rest), isLeft);
  v128.store(value, v128.bitselect(geluNearZero(x), far, f32x4.lt(size, constant(erfBorder))));

  const factor = slopeOverExp(within);
  const left = timesLowPowerOfTwo(f32x4.add(factor, f32x4.mul(factor, aboveOne)), whole);
  const slopeFar = v128.bitselect(left, f32x4.sub(constant(one), left), isLeft);
  v128.store(slope, v128.bitselect(geluSlopeNearZero(x), slopeFar, f32x4.lt(size, constant(oneHalf))));
}

/** max(0, x). NaN stays NaN. */
@inline
export function relu(x: v128): v128 {
  return f32x4.max(f32x4.splat(0), x);
}

/** 1 where x > 0, NaN for NaN, else 0. */
@inline
export function reluDerivative(x: v128): v128 {
  const slope = v128.and(constant(one), f32x4.gt(x, f32x4.splat(0)));
  return v128.or(slope, v128.and(x, f32x4.ne(x, x)));
}
