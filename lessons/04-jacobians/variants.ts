import type { Variant } from "@vanishing/grader";

type Matrix = readonly (readonly number[])[];

interface Layer {
  readonly weight: Matrix;
  readonly slopes: readonly number[];
}

const columnsOf = (m: Matrix): number[][] =>
  Array.from(m[0] ?? [], (_, j) => m.map((row) => row[j] as number));

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

const multiplied = (a: Matrix, b: Matrix): number[][] => {
  const columns = columnsOf(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
};

/** A layer applied to a change of its inputs. */
const pushedForward = ({ weight, slopes }: Layer, change: readonly number[]): number[] =>
  slopes.map((slope, j) =>
    weight.reduce((sum, row, i) => sum + (change[i] as number) * (row[j] as number) * slope, 0),
  );

/** A gradient at a layer's outputs, carried back to its inputs: δ ⊙ φ′, and then through Wᵀ. */
const pulledBack = ({ weight, slopes }: Layer, gradient: readonly number[]): number[] => {
  const delta = slopes.map((slope, j) => slope * (gradient[j] as number));
  return weight.map((row) => dot(row, delta));
};

const axes = (count: number): number[][] =>
  Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => (i === j ? 1 : 0)));

const jacobianByLoops = ({ weight, slopes }: Layer): number[][] => {
  const jacobian: number[][] = [];
  for (let j = 0; j < slopes.length; j++) {
    const row: number[] = [];
    for (let i = 0; i < weight.length; i++) row.push((slopes[j] as number) * (weight[i]?.[j] as number));
    jacobian.push(row);
  }
  return jacobian;
};

const productOfHalves = (layers: readonly Layer[]): number[][] => {
  if (layers.length === 1) return jacobianByLoops(layers[0] as Layer);
  const middle = layers.length >> 1;
  return multiplied(productOfHalves(layers.slice(middle)), productOfHalves(layers.slice(0, middle)));
};

export const variants: readonly Variant[] = [
  {
    algorithm:
      "one gradient a row: each output's unit gradient goes back through the layers; singular values by turning columns until all are at right angles (Jacobi)",
    exports: {
      layerJacobian: (layer: Layer) =>
        axes(layer.slopes.length).map((gradient) => pulledBack(layer, gradient)),
      jacobianChain: (layers: readonly Layer[]) =>
        axes((layers.at(-1) as Layer).slopes.length).map((gradient) =>
          layers.reduceRight<number[]>((delta, layer) => pulledBack(layer, delta), gradient),
        ),
      topSingularValue: (m: Matrix) => {
        const columns = columnsOf(m);
        for (let sweep = 0; sweep < 12; sweep++) {
          for (let p = 0; p < columns.length; p++) {
            for (let q = p + 1; q < columns.length; q++) {
              const [a, b] = [columns[p] as number[], columns[q] as number[]];
              const along = dot(a, b);
              if (along === 0) continue;
              const zeta = (dot(b, b) - dot(a, a)) / (2 * along);
              const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
              const cosine = 1 / Math.hypot(1, tangent);
              columns[p] = a.map((x, i) => cosine * (x - tangent * (b[i] as number)));
              columns[q] = a.map((x, i) => cosine * (tangent * x + (b[i] as number)));
            }
          }
        }
        return Math.max(...columns.map((column) => Math.hypot(...column)));
      },
    },
  },
  {
    algorithm:
      "one column an input: each unit change goes forward through the layers; MᵀM squared ten times, with no start at all",
    exports: {
      layerJacobian: (layer: Layer) =>
        columnsOf(axes(layer.weight.length).map((change) => pushedForward(layer, change))),
      jacobianChain: (layers: readonly Layer[]) =>
        columnsOf(
          axes((layers[0] as Layer).weight.length).map((change) =>
            layers.reduce<number[]>((moved, layer) => pushedForward(layer, moved), change),
          ),
        ),
      topSingularValue: (m: Matrix) => {
        const columns = columnsOf(m);
        const gram = multiplied(columns, m);
        let power = gram;
        for (let squaring = 0; squaring < 10; squaring++) {
          const largest = Math.max(...power.flat().map(Math.abs));
          if (largest === 0) return 0;
          const scaled = power.map((row) => row.map((entry) => entry / largest));
          power = multiplied(scaled, scaled);
        }
        const trace = (square: Matrix) => square.reduce((sum, row, i) => sum + (row[i] as number), 0);
        return Math.sqrt(trace(multiplied(power, gram)) / trace(power));
      },
    },
  },
  {
    algorithm:
      "a tree of products; the smallest t at which t² − MᵀM still has a Cholesky decomposition, by bisection",
    exports: {
      layerJacobian: jacobianByLoops,
      jacobianChain: productOfHalves,
      topSingularValue: (m: Matrix) => {
        const unit = Math.max(...m.flat().map(Math.abs));
        if (unit === 0) return 0;
        const scaled = m.map((row) => row.map((entry) => entry / unit));
        const gram = multiplied(columnsOf(scaled), scaled);
        const isAbove = (t: number) => {
          const rest = gram.map((row, i) => row.map((entry, j) => (i === j ? t * t : 0) - entry));
          for (const [k, pivots] of rest.entries()) {
            const pivot = pivots[k] as number;
            if (pivot <= 0) return false;
            for (let i = k + 1; i < rest.length; i++) {
              const row = rest[i] as number[];
              const factor = (row[k] as number) / pivot;
              for (let j = k; j < row.length; j++)
                row[j] = (row[j] as number) - factor * (pivots[j] as number);
            }
          }
          return true;
        };
        let [low, high] = [0, 1 + Math.hypot(...scaled.flat())];
        for (let halving = 0; halving < 60; halving++) {
          const middle = (low + high) / 2;
          if (isAbove(middle)) high = middle;
          else low = middle;
        }
        return unit * high;
      },
    },
  },
  {
    algorithm:
      "Jacobians built by adding one path after the other; power iteration on M Mᵀ from every axis until nothing changes, and the best of all",
    exports: {
      layerJacobian: ({ weight, slopes }: Layer) =>
        columnsOf(weight.map((row) => row.map((entry, j) => entry * (slopes[j] as number)))),
      jacobianChain: (layers: readonly Layer[]) => {
        let jacobian = axes((layers[0] as Layer).weight.length);
        for (const { weight, slopes } of layers) {
          const before = jacobian;
          jacobian = slopes.map(() => (before[0] ?? []).map(() => 0));
          for (const [j, row] of jacobian.entries()) {
            for (const [i, weights] of weight.entries()) {
              const gain = (slopes[j] as number) * (weights[j] as number);
              for (const k of row.keys()) row[k] = (row[k] as number) + gain * (before[i]?.[k] as number);
            }
          }
        }
        return jacobian;
      },
      topSingularValue: (m: Matrix) => {
        const columns = columnsOf(m);
        const fromAxis = (start: number[]) => {
          let [u, stretch, before] = [start, 0, -1];
          while (Math.abs(stretch - before) > 1e-14 * stretch) {
            before = stretch;
            const image = columns.map((column) => dot(column, u));
            stretch = Math.hypot(...image);
            if (stretch === 0) return 0;
            const back = m.map((row) => dot(row, image));
            const length = Math.hypot(...back);
            u = back.map((x) => x / length);
          }
          return stretch;
        };
        return Math.max(...axes(m.length).map(fromAxis));
      },
    },
  },
];
