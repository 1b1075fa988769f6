import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix, matrixFromRows } from "../matrix.ts";
import { normalMatrix, random } from "../random.ts";
import { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { Part } from "./arrangement.ts";
import { type ByHand, valueAndGradients } from "./by-hand.ts";

const table = [
  [1, 2, 3],
  [4, 5, 6],
];
const mask = matrixFromRows(
  [
    [1, 0, 1],
    [0, 1, 0],
  ],
  "f64",
);

const cases: ByHand[] = [
  [
    "transpose",
    [table, [[10], [20], [30]]],
    (x, w) => x.transpose().mul(w as Tensor),
    [
      [10, 40],
      [40, 100],
      [90, 180],
    ],
    [
      [
        [10, 20, 30],
        [10, 20, 30],
      ],
      [[5], [7], [9]],
    ],
  ],
  [
    "slice of rows and columns",
    [table],
    (x) => x.slice({ rows: [1, 2], columns: [0, 2] }),
    [[4, 5]],
    [
      [
        [0, 0, 0],
        [1, 1, 0],
      ],
    ],
  ],
  [
    "slice of columns alone",
    [table],
    (x) => x.slice({ columns: [2, 3] }),
    [[3], [6]],
    [
      [
        [0, 0, 1],
        [0, 0, 1],
      ],
    ],
  ],
  [
    "concat along rows",
    [[[1, 2]], table.map((row) => row.slice(1))],
    (a, b) => a.concat([b as Tensor], "rows").mul(a),
    [
      [1, 4],
      [2, 6],
      [5, 12],
    ],
    // Each of the three rows of the product has a as a factor, and the first is a twice.
    [
      [[1 + 1 + 2 + 5, 2 + 2 + 3 + 6]],
      [
        [1, 2],
        [1, 2],
      ],
    ],
  ],
  [
    "concat along columns, one tensor twice",
    [
      [[1], [2]],
      [[3], [4]],
    ],
    (a, b) => a.concat([b as Tensor, a], "columns"),
    [
      [1, 3, 1],
      [2, 4, 2],
    ],
    [
      [[2], [2]],
      [[1], [1]],
    ],
  ],
  ["concat of one", [table], (x) => x.concat([], "rows"), table, [table.map((row) => row.map(() => 1))]],
  [
    "gather, one row twice",
    [table],
    (x) => x.gather([1, 1, 0]),
    [
      [4, 5, 6],
      [4, 5, 6],
      [1, 2, 3],
    ],
    [
      [
        [1, 1, 1],
        [2, 2, 2],
      ],
    ],
  ],
  [
    "gather with a typed array",
    [table],
    (x) => x.gather(new Uint8Array([1])),
    [[4, 5, 6]],
    [
      [
        [0, 0, 0],
        [1, 1, 1],
      ],
    ],
  ],
  [
    "mask",
    [table],
    (x) => x.mask(mask),
    [
      [1, 0, 3],
      [0, 5, 0],
    ],
    [
      [
        [1, 0, 1],
        [0, 1, 0],
      ],
    ],
  ],
  [
    "mask of NaN and infinities",
    [
      [
        [Number.NaN, Number.NaN, 3],
        [Infinity, -Infinity, 6],
      ],
    ],
    (x) => x.mask(mask),
    [
      [Number.NaN, 0, 3],
      [0, -Infinity, 0],
    ],
    [
      [
        [1, 0, 1],
        [0, 1, 0],
      ],
    ],
  ],
];

test.each(cases)("%s by hand", (_, inputs, build, value, gradients) => {
  expect(valueAndGradients(inputs, build)).toEqual({ value, gradients });
});

describe("what is moved is not changed", () => {
  const row = [[-0, Number.NaN, Infinity, -Infinity, 5e-324]];
  const moved: [string, (x: Tensor) => Tensor][] = [
    ["transpose, twice", (x) => x.transpose().transpose()],
    ["slice", (x) => x.slice({})],
    ["concat", (x) => x.concat([], "columns")],
    ["gather", (x) => x.gather([0])],
  ];
  test.each(moved)("by %s", (_, build) => {
    expect(valueAndGradients([row], build).value).toEqual(row);
  });

  test("slices of a concatenation are its parts", () => {
    const size = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(size, size, size, fc.integer(), (topRows, bottomRows, columns, seed) => {
        const tape = new Tape();
        const draw = random(seed);
        const top = tape.constant(normalMatrix(draw, topRows, columns, 1));
        const bottom = tape.constant(normalMatrix(draw, bottomRows, columns, 1));
        const whole = top.concat([bottom], "rows");
        expect(whole.slice({ rows: [0, topRows] }).value).toEqual(top.value);
        expect(whole.slice({ rows: [topRows, topRows + bottomRows] }).value).toEqual(bottom.value);
        const turned = top.transpose().concat([bottom.transpose()], "columns");
        expect(turned.value).toEqual(whole.transpose().value);
      }),
      { seed: 1 },
    );
  });

  test("no rows of nothing", () => {
    const x = new Tape().constant(matrix(0, 3));
    expect(x.gather([]).value).toEqual(matrix(0, 3));
    expect(x.slice({ rows: [0, 0], columns: [3, 3] }).value).toEqual(matrix(0, 0));
    expect(x.transpose().value).toEqual(matrix(3, 0));
  });
});

describe("refuses what does not fit", () => {
  const tape = new Tape();
  const of = (rows: number, columns: number) => tape.constant(matrix(rows, columns));
  const x = of(2, 3);
  const refused: [string, () => Tensor, string][] = [
    [
      "a slice beyond the end",
      () => x.slice({ rows: [0, 3] }),
      "slice: expected rows as [start, end] with whole numbers 0 ≤ start ≤ end ≤ 2, came [0, 3]. Likely fix: count from 0; end is the first one left out.",
    ],
    ["a slice from before the start", () => x.slice({ columns: [-1, 2] }), "≤ 3, came [-1, 2]"],
    ["a slice that ends before it starts", () => x.slice({ columns: [2, 1] }), "came [2, 1]"],
    ["a slice at fractions", () => x.slice({ columns: [0, 1.5] }), "came [0, 1.5]"],
    ["a slice of three numbers", () => x.slice({ rows: [0, 1, 2] } as unknown as Part), "came [0, 1, 2]"],
    ["a slice of a number", () => x.slice({ rows: 1 } as unknown as Part), "slice: expected rows as"],
    [
      "a slice of a list",
      () => x.slice([0, 1] as unknown as Part),
      "slice: expected the part to take, came an array of length 2. Likely fix: write x.slice({ rows: [0, 2] }).",
    ],
    [
      "concat of other widths",
      () => x.concat([of(1, 3), of(2, 2)], "rows"),
      'concat: expected the same number of columns everywhere (3), came 2×2 at place 2, after 2×3. Likely fix: compare the sizes, or join along "columns".',
    ],
    [
      "concat of other heights",
      () => x.concat([of(1, 3)], "columns"),
      "concat: expected the same number of rows everywhere (2), came 1×3 at place 1",
    ],
    [
      "concat along something else",
      () => x.concat([x], "depth" as "rows"),
      'concat: expected along to be "rows" or "columns", came "depth"',
    ],
    [
      "concat with a tensor for a list",
      () => x.concat(x as unknown as Tensor[], "rows"),
      "concat: expected a list of tensors, came an object (Tensor)",
    ],
    [
      "concat with a matrix",
      () => x.concat([matrix(2, 3) as unknown as Tensor], "rows"),
      "concat: expected a tensor",
    ],
    [
      "concat of no tensors at all",
      () => tape.record("concat", [], { along: "rows" }),
      "concat: expected at least one",
    ],
    [
      "gather beyond the last row",
      () => x.gather([0, 2]),
      "gather: expected row indices to be whole numbers from 0 on and below 2, came 2 at place 1. Likely fix: pick from the 2 rows of 2×3; the first is 0.",
    ],
    ["gather before the first row", () => x.gather([-1]), "came -1 at place 0"],
    ["gather between rows", () => x.gather([0.5]), "came 0.5 at place 0"],
    ["gather with NaN", () => x.gather(new Float64Array([Number.NaN])), "came NaN at place 0"],
    ["gather with text", () => x.gather(["0"] as unknown as number[]), 'came "0" at place 0'],
    ["gather with a gap", () => x.gather(new Array(1)), "came undefined at place 0"],
    [
      "gather with a number",
      () => x.gather(1 as unknown as number[]),
      "gather: expected row indices as a list of whole numbers, came 1",
    ],
    [
      "a mask of another shape",
      () => x.mask(matrix(1, 3)),
      "mask: expected a mask of the shape of the tensor, 2×3, came 1×3. Likely fix: give one 0 or 1 for each entry; nothing is repeated here.",
    ],
    [
      "a mask of other numbers",
      () => x.mask(matrix(2, 3, [0, 1, 0, 1, 0.5, 0])),
      "mask: expected a mask of zeros and ones, came 0.5 in row 1, column 1. Likely fix: use mul to multiply by other numbers.",
    ],
    ["a mask with NaN", () => x.mask(matrix(2, 3, new Array(6).fill(Number.NaN))), "came NaN in row 0"],
    ["a mask of the other precision", () => x.mask(mask), "mask: expected an f32 matrix"],
    ["a nested array as a mask", () => x.mask([[1]] as never), "mask: expected a matrix"],
  ];
  test.each(refused)("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
