/** One list of numbers for each weight of a network, bias and matrix alike. */
export type Tensors = readonly (readonly number[])[];

function refuseNonFinite(gradients: Tensors): void {
  for (const entry of gradients.flat()) {
    if (!Number.isFinite(entry)) throw new Error(`The gradient is not finite: it holds ${entry}.`);
  }
}

export function clipByNorm(gradients: Tensors, limit: number): Tensors {
  refuseNonFinite(gradients);
  const norm = Math.hypot(...gradients.flat());
  if (norm <= limit) return gradients;
  return gradients.map((gradient) => gradient.map((entry) => entry * (limit / norm)));
}

export function clipByValue(gradients: Tensors, limit: number): Tensors {
  refuseNonFinite(gradients);
  return gradients.map((gradient) => gradient.map((entry) => Math.max(-limit, Math.min(entry, limit))));
}

export function weightDecayStep(
  weights: Tensors,
  gradients: Tensors,
  learningRate: number,
  decay: number,
): Tensors {
  refuseNonFinite(gradients);
  const kept = 1 - learningRate * decay;
  return weights.map((weight, tensor) =>
    weight.map((w, place) => kept * w - learningRate * (gradients[tensor]?.[place] ?? 0)),
  );
}
