export { type Directions, type UnrolledBothWays, unrollBidirectional } from "./bidirectional.ts";
export type { Cell } from "./cell.ts";
export type { CellWeights } from "./cell-weights.ts";
export { cellGain, forgetBiasFor, halfLife, withForgetBias } from "./forget-bias.ts";
export {
  type GruSettings,
  type GruWeights,
  gru,
  type ResetAfterWeights,
  type ResetBeforeWeights,
  randomGruWeights,
} from "./gru.ts";
export { gruGates } from "./gru-gates.ts";
export { gruJacobian } from "./gru-jacobian.ts";
export { jacobianProducts } from "./jacobian-products.ts";
export {
  gruFromKeras,
  gruToKeras,
  type KerasGruWeights,
  type KerasWeights,
  lstmFromKeras,
  lstmToKeras,
  rnnFromKeras,
  rnnToKeras,
} from "./keras.ts";
export { type LstmSettings, type LstmWeights, lstm, randomLstmWeights } from "./lstm.ts";
export { lstmGates } from "./lstm-gates.ts";
export { type LstmJacobian, lstmJacobian, lstmTotalCellJacobian } from "./lstm-jacobian.ts";
export {
  gruFromOnnx,
  gruToOnnx,
  lstmFromOnnx,
  lstmToOnnx,
  type OnnxGruWeights,
  type OnnxLstmWeights,
  type OnnxWeights,
  rnnFromOnnx,
  rnnToOnnx,
} from "./onnx.ts";
export { pathGain } from "./path-gain.ts";
export {
  gruFromPyTorch,
  gruToPyTorch,
  lstmFromPyTorch,
  lstmToPyTorch,
  type PyTorchWeights,
  rnnFromPyTorch,
  rnnToPyTorch,
} from "./pytorch.ts";
export { type RnnSettings, type RnnWeights, randomRnnWeights, rnn } from "./rnn.ts";
export { rnnJacobian } from "./rnn-jacobian.ts";
export { spectralNorm, spectralRadius } from "./spectral.ts";
export { type StackedSettings, type UnrolledStack, unrollStacked } from "./stacked.ts";
export { detach, type LstmState, type State, type StateValues, stateValues } from "./state.ts";
export { stateGradientNorms } from "./state-gradients.ts";
export { unrollTruncated } from "./truncated.ts";
export { type InitialState, type Sequence, type Unrolled, type UnrollSettings, unroll } from "./unroll.ts";
