import type { EdgeProfile, Rest } from "./edge-of-chaos-model.ts";
import type { Phases } from "./edge-of-chaos-phases.ts";
import { formatNumber } from "./frame/format.ts";

// Apart from the models, which workers run: the page needs this file and not the engine.

/** What the figure shows: one network, and the plane of which it is a point. */
export interface EdgePicture extends EdgeProfile {
  readonly phases: Phases;
}

/** The largest σ_b that the picture shows. */
export const largestSigmaB = 2;
/** The steps of σ_b: the plane has a row for each. */
export const stepOfSigmaB = 0.1;

/** A σ_w for reading: beyond 10 its slider, too, has steps that three digits do not tell apart. */
export function formatSigmaW(sigmaW: number): string {
  return formatNumber(sigmaW, 4);
}

/** The largest σ_w that the picture shows: the sigmoid's edge lies far to the right. */
export function widestFor({
  activation,
  sigmaW,
}: {
  readonly activation: string;
  readonly sigmaW: number;
}): 4 | 16 {
  return activation === "sigmoid" || sigmaW > 4 ? 16 : 4;
}

/** What the figure shows, in sentences. */
export function describeEdge(picture: EdgePicture): string {
  const { phases, values, activationName, rest, layers } = picture;
  const { sigmaW, sigmaB, weights, width } = values;
  const first = layers[0] as EdgeProfile["layers"][number];
  return (
    `${activationName} at σ_w = ${formatSigmaW(sigmaW)}, σ_b = ${formatNumber(sigmaB)}: ${phaseOf(rest)} ` +
    `(${edgeAt(phases, sigmaB)}), χ₁ = ${formatNumber(rest.chi1)}, ${lengthOf(rest)}. ` +
    `The first of ${layers.length} layers (${width} units, ${weights === "gaussian" ? "Gaussian" : "orthogonal"}) receives ` +
    `${formatNumber(first.measured)} times the norm of the last. ` +
    `Theory says ${formatNumber(first.alongLengths)} along the lengths, and ${formatNumber(first.atRest)} by χ₁ alone.`
  );
}

function phaseOf({ depthScale }: Rest): string {
  if (!Number.isFinite(depthScale)) return "on the edge";
  const layers = `${formatNumber(Math.abs(depthScale))} layers`;
  return depthScale > 0 ? `ordered, depth scale ${layers}` : `chaotic, growth length ${layers}`;
}

function lengthOf({ kind, length }: Rest): string {
  if (length !== undefined) return `q* = ${formatNumber(length)}`;
  return kind === "diverges" ? "lengths without bound" : "χ is the same at every length";
}

/** Where χ₁ = 1, in the row of the plane that has this σ_b. */
function edgeAt({ sigmaBs, isolines, widest }: Phases, sigmaB: number): string {
  const row = Math.round((sigmaB / largestSigmaB) * (sigmaBs.length - 1));
  const sigmaW = isolines.find(({ chi1 }) => chi1 === 1)?.sigmaWs[row] ?? widest;
  return sigmaW < widest
    ? `the edge is at σ_w = ${formatSigmaW(sigmaW)}`
    : "the edge is outside of the picture";
}
