export type { Activation, Bound, Interval, Kink, Piece, Source } from "./activation.ts";
export { type ActivationId, activation, activations } from "./activations.ts";
export { relu } from "./relu.ts";
export { sigmoid } from "./sigmoid.ts";
export { tanh } from "./tanh.ts";
