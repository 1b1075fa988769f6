export { type Branch, branchOf } from "./branch.ts";
export { type DeepNetwork, deepNetwork } from "./deep-network.ts";
export {
  type LayerUpdate,
  type LayerUpdates,
  layerUpdates,
  optimizerFromStep,
  type UpdateRuleName,
  type UpdateSettings,
  updateRules,
} from "./layer-updates.ts";
export {
  type MoonsActivation,
  type MoonsEpoch,
  type MoonsLayer,
  type MoonsOptimizer,
  type MoonsSettings,
  moonsActivations,
  moonsExperiment,
  moonsOptimizers,
  moonsSetUp,
  moonsStartAndEnd,
} from "./moons.ts";
export {
  type MoonsOutcome,
  type MoonsSpread,
  moonsOutcome,
  moonsSpread,
  moonsSpread200,
  type Quantiles,
} from "./moons-spread.ts";
export { type Diagnosis, diagnoses, recordedTraining } from "./recorded-training.ts";
export {
  type BranchNormalization,
  type ResidualGradients,
  type ResidualSettings,
  residualBranches,
  residualFactors,
  residualGradients,
} from "./residual-network.ts";
export {
  type SigmoidBlock,
  type SigmoidBlocksStep,
  sigmoidBlocks,
  sigmoidBlocksSetUp,
} from "./sigmoid-blocks.ts";
export type { LayerReport, TrainingReport } from "./training-report.ts";
