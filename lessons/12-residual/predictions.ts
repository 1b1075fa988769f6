import {
  activation,
  linear,
  normalMatrix,
  random,
  reZero as reZeroBlock,
  sequential,
  Tape,
  tanhElementwise,
} from "@vanishing/core";
import { branchOf, residualBranches } from "@vanishing/experiments";
import { residual, residualGain, residualVjp } from "./solution.ts";

const norm = (list: readonly number[]) => Math.hypot(...list);

/** The norm of the gradient at the start of fifty blocks with α = 1, beside that at their end: 32 examples in a network of width 64. */
export function fiftyUnscaledBlocks() {
  const draw = random(1);
  const [width, examples] = [64, 32];
  const layers = residualBranches(draw, { normalization: "none", blocks: 50, width });
  const branches = layers.map((layer) => branchOf(layer, examples));
  const normals = () => Array.from({ length: width * examples }, () => draw.normal());
  const states = [normals()];
  for (const branch of branches) states.push(residual(branch, states.at(-1) ?? [], 1));
  const upstream = normals();
  const gradient = branches.reduceRight(
    (arrived, branch, place) => residualVjp(arrived, branch, states[place] ?? [], 1),
    upstream,
  );
  return norm(gradient) / norm(upstream);
}

/** With layer normalisation in the branches: the squared gradient of 200 blocks beside that of 50. */
export function fourTimesAsDeep() {
  return residualGain("layer", 1, 200) / residualGain("layer", 1, 50);
}

/** What has a gradient above 0 in the first step of a block x + α W tanh(x) that begins at α = 0. */
export function firstStepOfReZero() {
  const draw = random(1);
  const branch = sequential([activation(tanhElementwise), linear({ weight: normalMatrix(draw, 8, 8, 1) })]);
  const block = reZeroBlock(branch);
  const tape = new Tape();
  block.forward(tape, tape.constant(normalMatrix(draw, 4, 8, 1))).backward(normalMatrix(draw, 4, 8, 1));
  const [weights, scale] = block
    .parameters()
    .map(({ gradient }) => gradient?.data.some((entry) => entry !== 0));
  if (weights) return scale ? "both" : "weights";
  return scale ? "scale" : "neither";
}
