import { describeValue, failure } from "../failure.ts";
import type { RowAndColumn } from "../kernels.ts";
import { checkMatrix, checkPrecision, type Matrix, precisionOf, shapeOf } from "../matrix.ts";
import type { OperationsFor } from "../operation.ts";
import { checkIndices } from "./indices.ts";

/** Rows or columns from `start` up to, but not including, `end`, counted from 0. */
export type Range = readonly [start: number, end: number];

/** The part of a matrix to take. A range that is left out takes everything. */
export interface Part {
  readonly rows?: Range;
  readonly columns?: Range;
}

export interface ArrangementSignatures {
  transpose: { inputs: readonly [x: Matrix]; settings: undefined };
  slice: { inputs: readonly [x: Matrix]; settings: Part };
  concat: { inputs: readonly Matrix[]; settings: { readonly along: "rows" | "columns" } };
  gather: { inputs: readonly [x: Matrix]; settings: { readonly indices: ArrayLike<number> } };
  mask: { inputs: readonly [x: Matrix]; settings: { readonly mask: Matrix } };
}

/**
 * Operations that move entries and change none. Their outputs are added into −0, the number that changes nothing:
 * −0 + y = y, even for y = −0.
 */
export const arrangement: OperationsFor<ArrangementSignatures> = {
  // Y = Xᵀ        ∂L/∂X = Gᵀ
  transpose: {
    shape: ([x]) => [x.columns, x.rows],
    forward({ kernels, inputs: [x], output }) {
      kernels.fill(output, -0);
      kernels.addTransposed(x, output);
    },
    vjp({ kernels, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addTransposed(gradient, gradientX);
    },
  },

  // yᵢⱼ = x₍ᵣ₊ᵢ₎₍ₖ₊ⱼ₎ with (r, k) the first entry of the part        ∂L/∂X = G in the part, 0 outside
  slice: {
    shape([x], part) {
      const { rows, columns } = checkPart(x, part);
      return [rows[1] - rows[0], columns[1] - columns[0]];
    },
    forward({ kernels, inputs: [x], settings, output }) {
      kernels.fill(output, -0);
      kernels.addBlock(x, firstEntry(settings), output, [0, 0], [output.rows, output.columns]);
    },
    vjp({ kernels, settings, gradient, inputGradients: [gradientX] }) {
      if (!gradientX) return;
      const size = [gradient.rows, gradient.columns] as const;
      kernels.addBlock(gradient, [0, 0], gradientX, firstEntry(settings), size);
    },
  },

  // Y = A, B, … below one another or side by side        ∂L/∂A, ∂L/∂B, … = their parts of G
  concat: {
    shape(inputs, { along }) {
      checkConcat(inputs, along);
      const [first] = inputs as readonly [Matrix, ...Matrix[]];
      const total = inputs.reduce((sum, input) => sum + input[along], 0);
      return along === "rows" ? [total, first.columns] : [first.rows, total];
    },
    forward({ kernels, inputs, settings: { along }, output }) {
      kernels.fill(output, -0);
      const corners = cornersOf(inputs, along);
      inputs.forEach((input, place) => {
        kernels.addBlock(input, [0, 0], output, corners[place] as RowAndColumn, [input.rows, input.columns]);
      });
    },
    vjp({ kernels, inputs, settings: { along }, gradient, inputGradients }) {
      const corners = cornersOf(inputs, along);
      inputs.forEach((input, place) => {
        const target = inputGradients[place];
        if (!target) return;
        kernels.addBlock(
          gradient,
          corners[place] as RowAndColumn,
          target,
          [0, 0],
          [input.rows, input.columns],
        );
      });
    },
  },

  // yᵢ = x_k(i), row by row        ∂L/∂x_k = Σ gᵢ over all i with k(i) = k
  gather: {
    shape([x], { indices }) {
      const fix = `pick from the ${x.rows} rows of ${shapeOf(x)}; the first is 0`;
      checkIndices("gather", "row indices", indices, x.rows, fix);
      return [indices.length, x.columns];
    },
    forward({ kernels, inputs: [x], settings: { indices }, output }) {
      kernels.fill(output, -0);
      kernels.addGatheredRows(x, indices, output);
    },
    vjp({ kernels, settings: { indices }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addScatteredRows(gradient, indices, gradientX);
    },
  },

  // yᵢⱼ = xᵢⱼ where mᵢⱼ = 1, and 0 where mᵢⱼ = 0        ∂L/∂xᵢⱼ = gᵢⱼ where mᵢⱼ = 1, and 0 where mᵢⱼ = 0
  // Chosen, not multiplied: 0 · ∞ would be NaN.
  mask: {
    shape([x], { mask }) {
      checkMask(x, mask);
      return [x.rows, x.columns];
    },
    forward({ kernels, inputs: [x], settings: { mask }, output }) {
      kernels.fill(output, -0);
      kernels.addChosen(x, mask, output);
    },
    vjp({ kernels, settings: { mask }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addChosen(gradient, mask, gradientX);
    },
  },
};

function firstEntry({ rows = [0, 0], columns = [0, 0] }: Part): RowAndColumn {
  return [rows[0], columns[0]];
}

/** Where the first entry of each input stands in the whole. */
function cornersOf(inputs: readonly Matrix[], along: "rows" | "columns"): RowAndColumn[] {
  let offset = 0;
  return inputs.map((input) => {
    const start = offset;
    offset += input[along];
    return along === "rows" ? [start, 0] : [0, start];
  });
}

function checkPart(x: Matrix, part: unknown): { rows: Range; columns: Range } {
  if (typeof part !== "object" || part === null || Array.isArray(part)) {
    throw failure("slice", "the part to take", describeValue(part), "write x.slice({ rows: [0, 2] })");
  }
  const { rows = [0, x.rows], columns = [0, x.columns] } = part as Part;
  checkRange("rows", rows, x.rows);
  checkRange("columns", columns, x.columns);
  return { rows, columns };
}

function checkRange(name: "rows" | "columns", range: unknown, size: number): void {
  const [start, end] = Array.isArray(range) && range.length === 2 ? range : [undefined, undefined];
  if (Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= size) return;
  throw failure(
    "slice",
    `${name} as [start, end] with whole numbers 0 ≤ start ≤ end ≤ ${size}`,
    Array.isArray(range) && range.length <= 4
      ? `[${range.map(describeValue).join(", ")}]`
      : describeValue(range),
    "count from 0; end is the first one left out",
  );
}

function checkConcat(inputs: readonly Matrix[], along: unknown): void {
  if (along !== "rows" && along !== "columns") {
    throw failure(
      "concat",
      'along to be "rows" or "columns"',
      describeValue(along),
      '"rows" puts one below the other, "columns" side by side',
    );
  }
  const [first] = inputs;
  if (first === undefined) {
    throw failure("concat", "at least one tensor", "none", 'write x.concat([y], "rows")');
  }
  const across = along === "rows" ? "columns" : "rows";
  const different = inputs.findIndex((input) => input[across] !== first[across]);
  if (different === -1) return;
  throw failure(
    "concat",
    `the same number of ${across} everywhere (${first[across]})`,
    `${shapeOf(inputs[different] as Matrix)} at place ${different}, after ${shapeOf(first)}`,
    `compare the sizes, or join along "${across}"`,
  );
}

function checkMask(x: Matrix, mask: Matrix): void {
  checkMatrix("mask", mask);
  checkPrecision("mask", mask, precisionOf(x));
  if (x.rows !== mask.rows || x.columns !== mask.columns) {
    throw failure(
      "mask",
      `a mask of the shape of the tensor, ${shapeOf(x)}`,
      shapeOf(mask),
      "give one 0 or 1 for each entry; nothing is repeated here",
    );
  }
  const other = mask.data.findIndex((m: number) => m !== 0 && m !== 1);
  if (other === -1) return;
  throw failure(
    "mask",
    "a mask of zeros and ones",
    `${mask.data[other]} in row ${Math.floor(other / mask.columns)}, column ${other % mask.columns}`,
    "use mul to multiply by other numbers",
  );
}
