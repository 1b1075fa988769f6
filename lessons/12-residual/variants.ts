import type { Variant } from "@vanishing/grader";

interface Branch {
  forward(x: readonly number[]): number[];
  vjp(upstream: readonly number[], x: readonly number[]): number[];
}

type Normalization = "none" | "layer" | "batch";
type List = readonly number[];

const squares = (list: List): number => list.reduce((sum, entry) => sum + entry ** 2, 0);

/** Π (1 + α²/v) over the blocks from one place to another, by halves. */
function productBetween(from: number, to: number, factor: (block: number) => number): number {
  if (to - from === 0) return 1;
  if (to - from === 1) return factor(from);
  const middle = Math.floor((from + to) / 2);
  return productBetween(from, middle, factor) * productBetween(middle, to, factor);
}

export const variants: readonly Variant[] = [
  {
    algorithm:
      "closed forms where there are some, and else a product by halves; a scalar product from squares of sums",
    exports: {
      residual: (branch: Branch, x: List, scale: number) => {
        const y = Float64Array.from(x);
        branch.forward(x).forEach((change, i) => {
          y[i] = (y[i] ?? 0) + scale * change;
        });
        return [...y];
      },
      residualVjp: (upstream: List, branch: Branch, x: List, scale: number) => {
        const scaled = upstream.map((entry) => scale * entry);
        return branch.vjp(scaled, x).map((entry, i) => entry + (upstream[i] ?? 0));
      },
      residualGain: (normalization: Normalization, scale: number, blocks: number) => {
        const added = scale ** 2;
        if (normalization === "none") return (1 + added) ** blocks;
        if (normalization === "layer") return 1 + added * blocks;
        return productBetween(0, blocks, (l) => 1 + added / (1 + (1 - 1 / Math.PI) * added * l));
      },
      reZero: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
        // ⟨a, b⟩ = (‖a + b‖² − ‖a − b‖²) / 4
        const change = branch.forward(x);
        const sum = upstream.map((entry, i) => entry + (change[i] ?? 0));
        const difference = upstream.map((entry, i) => entry - (change[i] ?? 0));
        return alpha - (learningRate * (squares(sum) - squares(difference))) / 4;
      },
    },
  },
  {
    algorithm:
      "the squared gradient carried back block by block as a sum; entry after entry taken from both lists",
    exports: {
      residual: (branch: Branch, x: List, scale: number) => {
        const changes = branch.forward(x).values();
        return Array.from(x, (entry) => entry + scale * (changes.next().value ?? 0));
      },
      residualVjp: (upstream: List, branch: Branch, x: List, scale: number) => {
        const arrived = [...upstream];
        const back = branch.vjp(upstream, x);
        const total: number[] = [];
        while (arrived.length > 0) total.unshift((arrived.pop() ?? 0) + scale * (back.pop() ?? 0));
        return total;
      },
      residualGain: (normalization: Normalization, scale: number, blocks: number) => {
        const sizes = [1];
        for (let block = 1; block < blocks; block++) {
          const before = sizes[block - 1] ?? 1;
          if (normalization === "none") sizes.push(before);
          else if (normalization === "layer") sizes.push(before + scale * scale);
          else sizes.push(before + scale * scale - (scale * scale) / Math.PI);
        }
        let squared = 1;
        for (const v of sizes.slice(0, blocks).toReversed()) squared += (squared * scale * scale) / v;
        return squared;
      },
      reZero: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
        const changes = branch.forward(x);
        return upstream.reduceRight(
          (next, entry, i) => next - learningRate * entry * (changes[i] ?? 0),
          alpha,
        );
      },
    },
  },
  {
    algorithm: "logarithms added up; functions that call themselves on what is left of a list",
    exports: {
      residual: (branch: Branch, x: List, scale: number) => {
        const change = branch.forward(x);
        const from = (i: number): number[] =>
          i === x.length ? [] : [(x[i] ?? 0) + scale * (change[i] ?? 0), ...from(i + 1)];
        return from(0);
      },
      residualVjp: (upstream: List, branch: Branch, x: List, scale: number) => {
        // The block is linear in what arrives: half of it twice is all of it.
        const half = branch.vjp(
          upstream.map((entry) => entry / 2),
          x,
        );
        return half.map((entry, i) => 2 * (scale * entry + (upstream[i] ?? 0) / 2));
      },
      residualGain: (normalization: Normalization, scale: number, blocks: number) => {
        const share = normalization === "none" ? 0 : normalization === "layer" ? 1 : (Math.PI - 1) / Math.PI;
        const logarithms = Array.from({ length: blocks }, (_, l) =>
          Math.log1p(1 / (scale ** -2 + share * l)),
        );
        // Without normalisation v stays 1, and with it α²/v is 1 / (1/α² + l · share).
        return Math.exp(logarithms.reduce((sum, part) => sum + part, 0));
      },
      reZero: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
        const change = branch.forward(x);
        const from = (i: number): number =>
          i === upstream.length ? 0 : (upstream[i] ?? 0) * (change[i] ?? 0) + from(i + 1);
        return alpha - from(0) * learningRate;
      },
    },
  },
];
