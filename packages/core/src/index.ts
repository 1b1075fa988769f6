export type { CustomOperation } from "./custom-operation.ts";
export { sigmoid, sigmoidDerivative, softplus, tanh, tanhDerivative } from "./elementary.ts";
export type { Elementwise } from "./elementwise.ts";
export {
  centralDifference,
  checkGradient,
  type GradientCheckOptions,
  type GradientMismatch,
  type GradientReport,
} from "./gradient-check.ts";
export {
  convertPrecision,
  type Matrix,
  matrix,
  matrixFromRows,
  type Precision,
  precisionOf,
} from "./matrix.ts";
export { norm, type ProbeRecord, probe, rms, saturatedShare } from "./probe.ts";
export { normalMatrix, type Random, random, uniformMatrix } from "./random.ts";
export { Tape } from "./tape.ts";
export { Tensor } from "./tensor.ts";
