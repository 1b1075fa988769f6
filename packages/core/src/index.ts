export { arctan } from "./arctangent.ts";
export type { CustomOperation } from "./custom-operation.ts";
export { addingProblem } from "./data-sets/adding-problem.ts";
export { circles } from "./data-sets/circles.ts";
export { copyTask } from "./data-sets/copy-task.ts";
export { batches, type DataSet, type Examples, split } from "./data-sets/data-set.ts";
export type { PlanarSettings } from "./data-sets/planar.ts";
export { spirals } from "./data-sets/spirals.ts";
export { twoMoons } from "./data-sets/two-moons.ts";
export { xor } from "./data-sets/xor.ts";
export { sigmoid, sigmoidDerivative, softplus, tanh, tanhDerivative } from "./elementary.ts";
export {
  checkElementwise,
  type Elementwise,
  erfElementwise,
  expElementwise,
  logElementwise,
  sigmoidElementwise,
  tanhElementwise,
  type ValueAndDerivative,
} from "./elementwise.ts";
export { erf, erfc, erfDerivative } from "./error-function.ts";
export { erfcF32, erfDerivativeF32, erfF32 } from "./error-function-f32.ts";
export { exp, expm1, expOfSum, log, log1p } from "./exponential.ts";
export {
  expF32,
  logF32,
  sigmoidDerivativeF32,
  sigmoidF32,
  tanhDerivativeF32,
  tanhF32,
} from "./exponential-f32.ts";
export { describeValue, failure } from "./failure.ts";
export { geluDerivativeF32, geluF32 } from "./gelu-f32.ts";
export {
  centralDifference,
  checkGradient,
  type GradientCheckOptions,
  type GradientJump,
  type GradientKink,
  type GradientMismatch,
  type GradientReport,
} from "./gradient-check.ts";
export type { Grouping } from "./grouping.ts";
export { type Histogram, histogram, type Magnitudes, magnitudes } from "./histogram.ts";
export { jacobian } from "./jacobian.ts";
export { type KernelSet, kernelsInUse, kernelsOf, useKernels } from "./kernel-set.ts";
export type { Kernels } from "./kernels.ts";
export { sumInLanes } from "./lanes.ts";
export { activation } from "./layers/activation.ts";
export { checkInput, checkLayer, type Layer, Parameter } from "./layers/layer.ts";
export { linear, randomLinear } from "./layers/linear.ts";
export { reZero } from "./layers/re-zero.ts";
export { residual } from "./layers/residual.ts";
export { sequential } from "./layers/sequential.ts";
export {
  checkMatrix,
  checkPrecision,
  convertPrecision,
  type Matrix,
  matrix,
  matrixFromRows,
  type Precision,
  precisionOf,
  shapeOf,
} from "./matrix.ts";
export { norm, rms } from "./norm.ts";
export { standardNormalDensity, standardNormalDistribution } from "./normal-distribution.ts";
export type { Operation, Shape } from "./operation.ts";
export type { Part, Range } from "./operations/arrangement.ts";
export { adam } from "./optimizers/adam.ts";
export { clipByGlobalNorm, clipByNorm, clipByValue } from "./optimizers/clipping.ts";
export { momentum } from "./optimizers/momentum.ts";
export type { Optimizer, OptimizerSettings } from "./optimizers/optimizer.ts";
export { rmsProp } from "./optimizers/rms-prop.ts";
export {
  constantSchedule,
  cosineSchedule,
  linearWarmUp,
  type Schedule,
  stepSchedule,
} from "./optimizers/schedules.ts";
export { sgd } from "./optimizers/sgd.ts";
export { power } from "./power.ts";
export { type ProbeRecord, probe } from "./probe.ts";
export { normalMatrix, type Random, random, uniformMatrix } from "./random.ts";
export { deadShare, saturatedShare } from "./saturation.ts";
export {
  checkCount,
  checkNonNegative,
  checkPositive,
  checkRandom,
  checkSettings,
  checkShare,
} from "./setting-checks.ts";
export { Tape } from "./tape.ts";
export { Tensor } from "./tensor.ts";
export { cos, sin } from "./trigonometry.ts";
export { cosF32, sinF32 } from "./trigonometry-f32.ts";
