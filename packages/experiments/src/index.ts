export { type Branch, branchOf } from "./branch.ts";
export { type DeepNetwork, deepNetwork } from "./deep-network.ts";
export {
  type DeepPlan,
  type PlanActivation,
  type PlanNormalization,
  type PlanPart,
  partsOf,
  planParts,
  type Treatment,
  treated,
} from "./deep-plan.ts";
export {
  type DeepLayerReport,
  type DeepTrainingReport,
  type DeepTrainingSettings,
  deepTraining,
  deepTrainingSteps,
} from "./deep-training.ts";
export {
  type FaultInWords,
  type FaultSigns,
  faultSigns,
  faultsThatShow,
  otherFaults,
  signOf,
} from "./fault-signs.ts";
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
  errorOfGuessing,
  type MemoryCell,
  type MemoryReport,
  type MemorySettings,
  type MemoryTask,
  memoryCells,
  memoryExperiment,
  memorySetUp,
} from "./memory.ts";
export { type MemoryOutcome, type MemorySpread, memoryOutcome, memorySpread } from "./memory-spread.ts";
export { memorySpread20, type RecordedSpread, recordedSpread } from "./memory-spread-20.ts";
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
export {
  type Fault,
  hidesTheRate,
  type PlantedNetwork,
  plantedNetwork,
  type RateFault,
  rateFaultNames,
  type SignalFault,
  signalFaultNames,
  soundPlan,
  soundRate,
} from "./planted-faults.ts";
export { type Diagnosis, diagnoses, recordedTraining } from "./recorded-training.ts";
export { type Rescue, reportOf, rescue, trainingOf } from "./rescue.ts";
export { gradientRatio, missedGoals, rescueGoals, twoDigits } from "./rescue-goals.ts";
export {
  type RescueCase,
  type RescueSpread,
  rescueCase,
  rescueCases,
  rescueSpread,
  rescueSpread200,
} from "./rescue-spread.ts";
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
