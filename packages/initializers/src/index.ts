export { constant, zeros } from "./constant.ts";
export { criticalSigmaW } from "./critical-sigma.ts";
export type { FixedPoint } from "./fixed-point.ts";
export { frameworkDefault } from "./framework-default.ts";
export {
  backwardGain,
  type FrameworkGain,
  forwardGain,
  frameworkGains,
  type GainConvention,
  gainFor,
} from "./gains.ts";
export { gaussianMean } from "./gaussian-mean.ts";
export { type GaussianMoments, gaussianMoments } from "./gaussian-moments.ts";
export { identity } from "./identity.ts";
export type {
  FanMode,
  Fans,
  GainSettings,
  Initializer,
  InitializerSettings,
  OwnSetting,
  WeightSettings,
} from "./initializer.ts";
export {
  type InitializerId,
  initializer,
  initializers,
  sigmaWOf,
  standardDeviationOf,
} from "./initializers.ts";
export { type LsuvReport, type LsuvSettings, type LsuvTolerance, lsuv, lsuvNetwork } from "./lsuv.ts";
export { type LayerProfile, type MeanField, type MeanFieldSettings, meanField } from "./mean-field.ts";
export type { Nonlinearity } from "./nonlinearity.ts";
export { normal } from "./normal.ts";
export { orthogonal } from "./orthogonal.ts";
export { type SparseSettings, sparse } from "./sparse.ts";
export { truncatedNormal } from "./truncated-normal.ts";
export { uniform } from "./uniform.ts";
export {
  glorotNormal,
  glorotUniform,
  type HeSettings,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
} from "./variance-scaling.ts";
