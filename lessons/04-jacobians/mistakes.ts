import type { Mistake, Probes } from "@vanishing/grader";

type Matrix = readonly (readonly number[])[];

interface Layer {
  readonly weight: Matrix;
  readonly slopes: readonly number[];
}

// Square throughout: where shapes do not fit, one way of writing a mistake throws and another gives NaN.
const layers: readonly Layer[] = [
  {
    weight: [
      [1, 2],
      [3, -1],
    ],
    slopes: [0.5, 2],
  },
  {
    weight: [
      [0.5, -1],
      [2, 4],
    ],
    slopes: [3, 0.25],
  },
  {
    weight: [
      [2, 0.5],
      [1, 3],
    ],
    slopes: [0.75, 1.5],
  },
];

const matrices: readonly Matrix[] = [
  [
    [2, 1],
    [0, 1],
  ],
  [
    [1, 2, 0],
    [0, 3, 1],
    [0, 0, -1],
  ],
  // The top direction of the first is at a right angle to (1, 1, 1), that of the second to (1, 0).
  [
    [1, -1, 0],
    [-1, 1, 0],
    [0, 0, 1],
  ],
  [
    [1, 0],
    [0, 2],
  ],
  [
    [2e-60, 1e-60],
    [0, 1e-60],
  ],
];

export const probes: Probes = {
  layerJacobian: layers.map((layer) => [layer]),
  jacobianChain: [[layers.slice(0, 2)], [layers.slice(1)], [layers]],
  topSingularValue: matrices.map((matrix) => [matrix]),
};

export const mistakes: readonly Mistake[] = [
  {
    name: "weight-not-transposed",
    task: "layerJacobian",
    misunderstanding:
      "The slopes multiply the rows of the weight as it stands: diag(φ′) W, the formula of books that write W the other way round.",
    hint: "Here entry [i][j] of the weight leads from input i to unit j. In the Jacobian the unit picks the row. Where does the entry go?",
    wrong: ({ weight, slopes }: Layer) =>
      weight.map((row, i) => row.map((entry) => (slopes[i] as number) * entry)),
    inAnotherStyle: ({ weight, slopes }: Layer) => {
      const jacobian: number[][] = [];
      for (let i = 0; i < weight.length; i++) {
        const row: number[] = [];
        for (let j = 0; j < slopes.length; j++) row.push(Number(weight[i]?.[j]) * Number(slopes[i]));
        jacobian.push(row);
      }
      return jacobian;
    },
  },
  {
    name: "rows-are-inputs",
    task: "layerJacobian",
    misunderstanding: "The numbers are right, and rows and columns are exchanged: a row for each input.",
    hint: "The shape is (fan-out, fan-in). Which of the two sizes should the number of rows be?",
    wrong: ({ weight, slopes }: Layer) =>
      weight.map((row) => row.map((entry, j) => entry * (slopes[j] as number))),
    inAnotherStyle: ({ weight, slopes }: Layer) => {
      const jacobian: number[][] = [];
      for (const row of weight) {
        jacobian.push(slopes.map((slope, j) => slope * Number(row[j])));
      }
      return jacobian;
    },
  },
  {
    name: "slopes-of-the-inputs",
    task: "layerJacobian",
    misunderstanding: "Each column is multiplied by a slope, where each row should be: Wᵀ diag(φ′).",
    hint: "The slope belongs to the unit that gives the output. All of its inputs meet the same slope.",
    wrong: ({ weight, slopes }: Layer) =>
      slopes.map((_, j) => weight.map((row, i) => (slopes[i] as number) * (row[j] as number))),
    inAnotherStyle: ({ weight, slopes }: Layer) => {
      const scaled = weight.map((row, i) => row.map((entry) => entry * Number(slopes[i])));
      return Array.from(slopes, (_, j) => scaled.map((row) => Number(row[j])));
    },
  },
  {
    name: "slopes-alone",
    task: "layerJacobian",
    misunderstanding: "The Jacobian is made of the slopes alone, and the weights are left out.",
    hint: "Double all weights, and an input moves the output twice as far. What does your Jacobian say then?",
    wrong: ({ slopes }: Layer) => slopes.map((slope, j) => slopes.map((_, i) => (i === j ? slope : 0))),
    inAnotherStyle: ({ slopes }: Layer) => {
      const jacobian = slopes.map(() => Array<number>(slopes.length).fill(0));
      for (const [j, slope] of slopes.entries()) (jacobian[j] as number[])[j] = slope;
      return jacobian;
    },
  },
  {
    name: "weights-alone",
    task: "layerJacobian",
    misunderstanding: "The Jacobian is the transposed weight, and the slopes are left out.",
    hint: "A saturated unit does not move, whatever its weights are. Which factor says so?",
    wrong: ({ weight, slopes }: Layer) => slopes.map((_, j) => weight.map((row) => row[j])),
    inAnotherStyle: ({ weight }: Layer) => {
      const jacobian: number[][] = [];
      for (const row of weight) {
        for (const [j, entry] of row.entries()) {
          jacobian[j] ??= [];
          (jacobian[j] as number[]).push(entry);
        }
      }
      return jacobian;
    },
  },
  {
    name: "first-layer-on-the-left",
    task: "jacobianChain",
    misunderstanding: "The Jacobians are multiplied from the first layer to the last: J₁ · J₂ · … · J_L.",
    hint: "A change of the input meets the first layer first. In which place of the product does a column meet a matrix first?",
    wrong: (stack: readonly Layer[]) =>
      stack
        .map(({ weight, slopes }) => slopes.map((slope, j) => weight.map((row) => slope * Number(row[j]))))
        .reduce((a, b) =>
          a.map((row) =>
            (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * Number(b[k]?.[j]), 0)),
          ),
        ),
    inAnotherStyle: (stack: readonly Layer[]) => {
      let result: number[][] | undefined;
      for (const { weight, slopes } of stack) {
        const jacobian = slopes.map((slope, j) => weight.map((row) => Number(row[j]) * slope));
        const before: number[][] | undefined = result;
        if (before === undefined) {
          result = jacobian;
          continue;
        }
        result = [];
        for (const row of before) {
          const sums = weight.map(() => 0);
          for (let k = 0; k < row.length; k++) {
            for (let j = 0; j < sums.length; j++)
              sums[j] = Number(sums[j]) + Number(row[k]) * Number(jacobian[k]?.[j]);
          }
          result.push(sums);
        }
      }
      return result;
    },
  },
  {
    name: "transposed-chain",
    task: "jacobianChain",
    misunderstanding:
      "The product has a row for each input and a column for each output: it is the transpose of the Jacobian.",
    hint: "A row of the Jacobian belongs to one output. Count the outputs of the last layer, and then your rows.",
    wrong: (stack: readonly Layer[]) =>
      stack
        .map(({ weight, slopes }) => weight.map((row) => row.map((entry, j) => entry * Number(slopes[j]))))
        .reduce((a, b) =>
          a.map((row) =>
            (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * Number(b[k]?.[j]), 0)),
          ),
        ),
    inAnotherStyle: (stack: readonly Layer[]) => {
      const inputs = (stack[0] as Layer).weight.length;
      return Array.from({ length: inputs }, (_, input) => {
        let change = Array.from({ length: inputs }, (_, i) => Number(i === input));
        for (const { weight, slopes } of stack) {
          const before = change;
          change = slopes.map(
            (slope, j) => slope * weight.reduce((sum, row, i) => sum + Number(before[i]) * Number(row[j]), 0),
          );
        }
        return change;
      });
    },
  },
  {
    name: "entry-by-entry",
    task: "jacobianChain",
    misunderstanding: "The matrices are multiplied entry by entry, and no paths are added up.",
    hint: "Between an input and an output there is one path through each unit of the layer between. How many of them does your product see?",
    wrong: (stack: readonly Layer[]) =>
      stack
        .map(({ weight, slopes }) => slopes.map((slope, j) => weight.map((row) => slope * Number(row[j]))))
        .reduce((a, b) => a.map((row, i) => row.map((x, j) => x * Number(b[i]?.[j])))),
    inAnotherStyle: (stack: readonly Layer[]) => {
      const { weight, slopes } = stack[0] as Layer;
      const result = slopes.map(() => weight.map(() => 1));
      for (const layer of stack) {
        for (const [j, row] of result.entries()) {
          for (const i of row.keys()) {
            row[i] = Number(row[i]) * Number(layer.weight[i]?.[j]) * Number(layer.slopes[j]);
          }
        }
      }
      return result;
    },
  },
  {
    name: "sum-of-the-layers",
    task: "jacobianChain",
    misunderstanding: "The Jacobians of the layers are added up.",
    hint: "Take two layers that each halve everything. How far does the output move when the input moves by 1?",
    wrong: (stack: readonly Layer[]) =>
      stack
        .map(({ weight, slopes }) => slopes.map((slope, j) => weight.map((row) => slope * Number(row[j]))))
        .reduce((a, b) => a.map((row, i) => row.map((x, j) => x + Number(b[i]?.[j])))),
    inAnotherStyle: (stack: readonly Layer[]) => {
      const { weight, slopes } = stack[0] as Layer;
      const result = slopes.map(() => weight.map(() => 0));
      for (const layer of stack) {
        for (const [j, row] of result.entries()) {
          for (const i of row.keys()) {
            row[i] = Number(row[i]) + Number(layer.weight[i]?.[j]) * Number(layer.slopes[j]);
          }
        }
      }
      return result;
    },
  },
  {
    name: "leaves-out-the-last-layer",
    task: "jacobianChain",
    misunderstanding: "The last layer is left out of the product.",
    hint: "Set all slopes of the last layer to 0: nothing gets through it. What comes out of your product then?",
    wrong: (stack: readonly Layer[]) =>
      stack
        .slice(0, -1)
        .map(({ weight, slopes }) => slopes.map((slope, j) => weight.map((row) => slope * Number(row[j]))))
        .reduceRight((a, b) =>
          a.map((row) =>
            (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * Number(b[k]?.[j]), 0)),
          ),
        ),
    inAnotherStyle: (stack: readonly Layer[]) => {
      const inputs = (stack[0] as Layer).weight;
      const changes = inputs.map((_, input) => {
        let change = inputs.map((_, i) => Number(i === input));
        for (let l = 0; l < stack.length - 1; l++) {
          const { weight, slopes } = stack[l] as Layer;
          const before = change;
          change = slopes.map(
            (slope, j) => slope * weight.reduce((sum, row, i) => sum + Number(before[i]) * Number(row[j]), 0),
          );
        }
        return change;
      });
      return (changes[0] ?? []).map((_, output) => changes.map((change) => Number(change[output])));
    },
  },
  {
    name: "eigenvalue-for-singular-value",
    task: "topSingularValue",
    misunderstanding:
      "It is the size of the largest eigenvalue: the vector goes through M again and again, and never through Mᵀ.",
    hint: "An eigenvector keeps its direction, and few vectors that are stretched the most do. The step back through Mᵀ is what makes the difference.",
    wrong: (m: Matrix) => {
      let v = (m[0] ?? []).map((_, j) => Math.cos(j + 1));
      let stretch = 0;
      for (let step = 0; step < 200; step++) {
        const before = v;
        const image = m.map((row) => row.reduce((sum, x, j) => sum + x * Number(before[j]), 0));
        stretch = Math.hypot(...image);
        v = image.map((x) => x / stretch);
      }
      return stretch;
    },
    inAnotherStyle: (m: Matrix) => {
      const times = (v: readonly number[]) =>
        m.map((row) => row.reduce((sum, x, j) => sum + x * Number(v[j]), 0));
      let v = (m[0] ?? []).map((_, j) => 1 / (j + 1.3));
      for (let step = 0; step < 300; step++) {
        const image = times(times(v));
        const length = Math.hypot(...image);
        v = image.map((x) => x / length);
      }
      return Math.sqrt(Math.hypot(...times(times(v))));
    },
  },
  {
    name: "frobenius-norm",
    task: "topSingularValue",
    misunderstanding:
      "It is the root of the sum of all squares: the Frobenius norm, which counts every singular value and not the top one alone.",
    hint: "A matrix that only rotates the plane stretches by 1. What comes out for it, and for [[1, 0], [0, 1]]?",
    wrong: (m: Matrix) => Math.hypot(...m.flat()),
    inAnotherStyle: (m: Matrix) => {
      let sum = 0;
      for (const row of m) for (const entry of row) sum += entry ** 2;
      return Math.sqrt(sum);
    },
  },
  {
    name: "root-is-missing",
    task: "topSingularValue",
    misunderstanding: "It is the square of the top singular value: the stretch of MᵀM, with no root taken.",
    hint: "To go through M and then through Mᵀ stretches twice. By how much does one of the two stretch?",
    wrong: (m: Matrix) => {
      const columns = Array.from(m[0] ?? [], (_, j) => m.map((row) => Number(row[j])));
      let v = columns.map((_, j) => Math.cos(j + 1));
      let stretch = 0;
      for (let step = 0; step < 100; step++) {
        const before = v;
        const image = m.map((row) => row.reduce((sum, x, j) => sum + x * Number(before[j]), 0));
        const back = columns.map((column) => column.reduce((sum, x, i) => sum + x * Number(image[i]), 0));
        stretch = Math.hypot(...back);
        v = back.map((x) => x / stretch);
      }
      return stretch;
    },
    inAnotherStyle: (m: Matrix) => {
      const columns = Array.from(m[0] ?? [], (_, j) => m.map((row) => Number(row[j])));
      const gram = columns.map((a) => columns.map((b) => a.reduce((sum, x, i) => sum + x * Number(b[i]), 0)));
      const times = (v: readonly number[]) =>
        gram.map((row) => row.reduce((sum, x, j) => sum + x * Number(v[j]), 0));
      let v = columns.map((_, j) => 1 / (j + 1.3));
      for (let step = 0; step < 100; step++) {
        const image = times(v);
        const largest = Math.max(...image.map(Math.abs));
        v = image.map((x) => x / largest);
      }
      const image = times(v);
      return v.reduce((sum, x, j) => sum + x * Number(image[j]), 0) / v.reduce((sum, x) => sum + x * x, 0);
    },
  },
  {
    name: "no-normalisation",
    task: "topSingularValue",
    misunderstanding:
      "The vector is never divided by its length, and for small or large matrices it ends at 0 or Infinity, and the result at NaN.",
    hint: "After fifty steps a vector of length 1 has the length of the singular value to the power of a hundred. What is that for a singular value of 1e-60?",
    wrong: (m: Matrix) => {
      const columns = Array.from(m[0] ?? [], (_, j) => m.map((row) => Number(row[j])));
      const through = (rows: Matrix, v: readonly number[]) =>
        rows.map((row) => row.reduce((sum, x, j) => sum + x * Number(v[j]), 0));
      let v = columns.map((_, j) => Math.cos(j + 1));
      for (let step = 0; step < 50; step++) v = through(columns, through(m, v));
      return Math.hypot(...through(m, v)) / Math.hypot(...v);
    },
    inAnotherStyle: (m: Matrix) => {
      const size = m[0]?.length ?? 0;
      let v = Array.from({ length: size }, (_, j) => 1 / (j + 1.3));
      let growth = 0;
      for (let step = 0; step < 60; step++) {
        const next = Array<number>(size).fill(0);
        for (const row of m) {
          let along = 0;
          for (let j = 0; j < size; j++) along += Number(row[j]) * Number(v[j]);
          for (let j = 0; j < size; j++) next[j] = Number(next[j]) + along * Number(row[j]);
        }
        growth = Math.sqrt(Math.hypot(...next) / Math.hypot(...v));
        v = next;
      }
      return growth;
    },
  },
  {
    name: "starts-with-equal-entries",
    task: "topSingularValue",
    misunderstanding:
      "For some matrices the top direction is never found: the start (1, 1, …) is at a right angle to it.",
    hint: "For [[1, −1]] work the first step out by hand with your start. Which kind of start would no such matrix cancel?",
    wrong: (m: Matrix) => {
      const columns = Array.from(m[0] ?? [], (_, j) => m.map((row) => Number(row[j])));
      let v = columns.map(() => 1);
      let stretch = 0;
      for (let step = 0; step < 60; step++) {
        const length = Math.hypot(...v);
        const unit = v.map((x) => x / length);
        const image = m.map((row) => row.reduce((sum, x, j) => sum + x * Number(unit[j]), 0));
        stretch = Math.hypot(...image);
        v = columns.map((column) => column.reduce((sum, x, i) => sum + x * Number(image[i]), 0));
      }
      return stretch;
    },
    inAnotherStyle: (m: Matrix) => {
      const size = m[0]?.length ?? 0;
      let v = Array<number>(size).fill(1 / Math.sqrt(size));
      let square = 0;
      for (let step = 0; step < 80; step++) {
        const next = Array<number>(size).fill(0);
        for (const row of m) {
          let along = 0;
          for (let j = 0; j < size; j++) along += Number(row[j]) * Number(v[j]);
          for (let j = 0; j < size; j++) next[j] = Number(next[j]) + along * Number(row[j]);
        }
        square = Math.hypot(...next);
        v = next.map((x) => x / square);
      }
      return Math.sqrt(square);
    },
  },
  {
    name: "starts-along-the-first-axis",
    task: "topSingularValue",
    misunderstanding:
      "For some matrices the top direction is never found: the start (1, 0, …) is at a right angle to it.",
    hint: "For [[1, 0], [0, 2]] work the first steps out by hand with your start. Can it ever leave its axis?",
    wrong: (m: Matrix) => {
      const columns = Array.from(m[0] ?? [], (_, j) => m.map((row) => Number(row[j])));
      let v = columns.map((_, j) => Number(j === 0));
      let stretch = 0;
      for (let step = 0; step < 60; step++) {
        const length = Math.hypot(...v);
        const unit = v.map((x) => x / length);
        const image = m.map((row) => row.reduce((sum, x, j) => sum + x * Number(unit[j]), 0));
        stretch = Math.hypot(...image);
        v = columns.map((column) => column.reduce((sum, x, i) => sum + x * Number(image[i]), 0));
      }
      return stretch;
    },
    inAnotherStyle: (m: Matrix) => {
      const size = m[0]?.length ?? 0;
      let v = Array<number>(size).fill(0);
      v[0] = 1;
      let square = 0;
      for (let step = 0; step < 80; step++) {
        const next = Array<number>(size).fill(0);
        for (const row of m) {
          let along = 0;
          for (let j = 0; j < size; j++) along += Number(row[j]) * Number(v[j]);
          for (let j = 0; j < size; j++) next[j] = Number(next[j]) + along * Number(row[j]);
        }
        square = Math.hypot(...next);
        v = next.map((x) => x / square);
      }
      return Math.sqrt(square);
    },
  },
];
