export { type DeepNetwork, deepNetwork } from "./deep-network.ts";
export {
  type MoonsEpoch,
  type MoonsLayer,
  type MoonsSettings,
  moonsActivations,
  moonsExperiment,
  moonsOptimizers,
  moonsSetUp,
} from "./moons.ts";
export { type Diagnosis, diagnoses, recordedTraining } from "./recorded-training.ts";
export type { LayerReport, TrainingReport } from "./training-report.ts";
