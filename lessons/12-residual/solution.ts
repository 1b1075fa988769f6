interface Branch {
  forward(x: readonly number[]): number[];
  vjp(upstream: readonly number[], x: readonly number[]): number[];
}

type Normalization = "none" | "layer" | "batch";

export function residual(branch: Branch, x: readonly number[], scale: number): number[] {
  const change = branch.forward(x);
  return x.map((entry, i) => entry + scale * (change[i] ?? 0));
}

export function residualVjp(
  upstream: readonly number[],
  branch: Branch,
  x: readonly number[],
  scale: number,
): number[] {
  const throughBranch = branch.vjp(upstream, x);
  return upstream.map((entry, i) => entry + scale * (throughBranch[i] ?? 0));
}

export function residualGain(normalization: Normalization, scale: number, blocks: number): number {
  const shares = { none: 0, layer: 1, batch: 1 - 1 / Math.PI };
  let [v, gain] = [1, 1];
  for (let block = 0; block < blocks; block++) {
    gain *= 1 + scale ** 2 / v;
    v += shares[normalization] * scale ** 2;
  }
  return gain;
}

export function reZero(
  alpha: number,
  learningRate: number,
  upstream: readonly number[],
  branch: Branch,
  x: readonly number[],
): number {
  const slope = branch.forward(x).reduce((sum, entry, i) => sum + entry * (upstream[i] ?? 0), 0);
  return alpha - learningRate * slope;
}
