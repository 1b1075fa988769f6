import { erfc, matrix, tanh, tanhDerivative } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { Verdict } from "./check.ts";
import { toPassGradientCheck } from "./to-pass-gradient-check.ts";

const why = "It matters.";
const messageOf = (verdict: Verdict) => {
  expect(verdict.pass).toBe(false);
  return verdict.message();
};
const reason =
  "differences over a step of 1e-5 are good to some 1e-10, and a wrong formula is off by far more";

describe("a derivative", () => {
  const check = { why, of: tanh, inputs: [-9, -2, 0, 0.5, 3].map((x) => [x]) };

  test("passes, also where it is far smaller than the others", () => {
    expect(toPassGradientCheck(tanhDerivative, check).pass).toBe(true);
    const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const gelu = (x: number) => (x * erfc(-x / Math.SQRT2)) / 2;
    const slope = (x: number) => erfc(-x / Math.SQRT2) / 2 + x * density(x);
    expect(toPassGradientCheck(slope, { ...check, of: gelu }).pass).toBe(true);
    expect(toPassGradientCheck((x: number) => slope(x) - x * density(x), { ...check, of: gelu }).pass).toBe(
      false,
    );
  });

  test("says the worst input, the slope, the error and what it is relative to, tolerance and seed", () => {
    const half = (x: number) => tanhDerivative(x) / 2;
    expect(messageOf(toPassGradientCheck(half, { ...check, seed: 5 }))).toBe(
      [
        "It matters.",
        "",
        "input           half(0)",
        "expected        1 (by central differences of tanh)",
        "received        0.5",
        "note            it is 0.5 times what it should be",
        "relative error  0.5, relative to 1, the largest gradient",
        `tolerance       1.0e-6 (${reason})`,
        "seed            5",
      ].join("\n"),
    );
  });

  test("of zero fails, and so does one of a vanished slope: saturated units are no excuse", () => {
    expect(messageOf(toPassGradientCheck(() => 0, check))).toContain("nothing arrives here");
    const far = { ...check, inputs: [[8], [9]] };
    expect(toPassGradientCheck(() => 0, far).pass).toBe(false);
  });

  test("of several inputs is a list, and of one of them alone the gradient itself", () => {
    const prelu = (x: number, a: number) => (x > 0 ? x : a * x);
    const inputs = [
      [-2, 0.1],
      [1, 0.3],
    ];
    const gradient = (x: number, a: number) => (x > 0 ? [1, 0] : [a, x]);
    const byA = (x: number) => Math.min(x, 0);
    expect(toPassGradientCheck(gradient, { why, of: prelu, inputs }).pass).toBe(true);
    expect(toPassGradientCheck(byA, { why, of: prelu, inputs, withRespectTo: [1] }).pass).toBe(true);
    expect(messageOf(toPassGradientCheck(() => [1, 0], { why, of: prelu, inputs }))).toContain(
      "gradient for    second input",
    );
  });

  test("may be anything between the two slopes of a kink, and nothing else", () => {
    const relu = (x: number) => Math.max(0, x);
    const inputs = [[-1], [0], [2]];
    const slope = (atKink: number) => (x: number) => (x === 0 ? atKink : x > 0 ? 1 : 0);
    for (const atKink of [0, 0.5, 1]) {
      expect(toPassGradientCheck(slope(atKink), { why, of: relu, inputs }).pass).toBe(true);
    }
    expect(messageOf(toPassGradientCheck(slope(2), { why, of: relu, inputs }))).toContain(
      "the function has a kink here, with slope 0 on the left and 1 on the right",
    );
  });

  test("does not exist at a jump, nor where the function is not finite", () => {
    const step = (x: number) => (x >= 0 ? 1 + x : 0);
    expect(messageOf(toPassGradientCheck(() => 1, { why, of: step, inputs: [[0]] }))).toContain(
      "the function jumps here",
    );
    expect(messageOf(toPassGradientCheck(() => 1, { why, of: Math.log, inputs: [[0]] }))).toContain(
      "not finite here",
    );
  });

  test("needs a function that changes with its inputs", () => {
    expect(messageOf(toPassGradientCheck(() => 0, { why, of: () => 7, inputs: [[1], [2]] }))).toContain(
      "of does not change with its inputs here: there is no gradient to compare with",
    );
  });

  test("needs a function to one number", () => {
    expect(
      messageOf(toPassGradientCheck(() => 1, { why, of: (x: number) => [x, x], inputs: [[1]] })),
    ).toContain("of gives more");
  });
});

describe("a vector-Jacobian product", () => {
  type Row = readonly number[];

  /** y = gain ⊙ (x − mean) / √(variance + ε). */
  function layerNorm(x: Row, gain: Row): number[] {
    const { centred, scale } = statistics(x);
    return centred.map((entry, i) => (gain[i] as number) * entry * scale);
  }
  function layerNormBackward(upstream: Row, x: Row, gain: Row): [number[], number[]] {
    const { centred, scale } = statistics(x);
    const normed = centred.map((entry) => entry * scale);
    const inner = upstream.map((entry, i) => entry * (gain[i] as number));
    const mean = inner.reduce((sum, entry) => sum + entry, 0) / x.length;
    const along = inner.reduce((sum, entry, i) => sum + entry * (normed[i] as number), 0) / x.length;
    return [
      inner.map((entry, i) => scale * (entry - mean - along * (normed[i] as number))),
      upstream.map((entry, i) => entry * (normed[i] as number)),
    ];
  }
  function statistics(x: Row) {
    const mean = x.reduce((sum, entry) => sum + entry, 0) / x.length;
    const centred = x.map((entry) => entry - mean);
    const variance = centred.reduce((sum, entry) => sum + entry * entry, 0) / x.length;
    return { centred, scale: 1 / Math.sqrt(variance + 1e-5) };
  }
  const x = [0.3, -1, 2, 0.7];
  const gain = [1, 2, 0.5, -1];
  const check = { why, of: layerNorm, inputs: [[x, gain]], upstream: [1, 1e-8, 1e-15], seed: 4 };

  test("passes with upstream gradients of any size", () => {
    expect(toPassGradientCheck(layerNormBackward, check).pass).toBe(true);
  });

  test("says the entry, and at which size of upstream gradient it fails", () => {
    function shifted(upstream: Row, x: Row, gain: Row) {
      const [dx, dgain] = layerNormBackward(upstream, x, gain);
      return [dx.with(2, (dx[2] as number) + 1e-12), dgain];
    }
    const message = messageOf(toPassGradientCheck(shifted, check));
    expect(message).toMatch(
      /^It matters\.\n\ninput {11}shifted\(upstream, \[0\.3, -1, 2, 0\.7\], \[1, 2, 0\.5, -1\]\)\n/,
    );
    expect(message).toContain("gradient for    first input at [2]\n");
    expect(message).toContain("upstream        normal, of size 1e-8; with 1 the check holds\n");
    expect(message).toContain("seed            4");
  });

  test.each([
    ["zeros", (_g: Row, x: Row, gain: Row) => [x.map(() => 0), gain.map(() => 0)], "nothing arrives here"],
    [
      "a statistic taken for a constant",
      (g: Row, x: Row, gain: Row) => [
        x.map((_, i) => (g[i] as number) * (gain[i] as number) * statistics(x).scale),
        layerNormBackward(g, x, gain)[1],
      ],
      "times what it should be",
    ],
    [
      "a forgotten upstream gradient",
      (g: Row, x: Row, gain: Row) =>
        layerNormBackward(
          g.map(() => 1),
          x,
          gain,
        ),
      "normal, of size 1",
    ],
    [
      "gradients swapped",
      (g: Row, x: Row, gain: Row) => layerNormBackward(g, x, gain).reverse(),
      "times what it should be",
    ],
    [
      "the opposite",
      (g: Row, x: Row, gain: Row) => layerNormBackward(g, x, gain).map((d) => d.map((e) => -e)),
      "it is -1 times",
    ],
    [
      "the first gradient alone",
      (g: Row, x: Row, gain: Row) => layerNormBackward(g, x, gain)[0],
      "a list of 2 gradients: a list of length 4, a list of length 4",
    ],
    [
      "a gradient of another length",
      (g: Row, x: Row, gain: Row) => layerNormBackward(g, x, gain).map((d) => d.slice(1)),
      "the list has length 3, and length 4 is needed at [0]",
    ],
    [
      "NaN in one entry",
      (g: Row, x: Row, gain: Row) => [x.map(() => Number.NaN), layerNormBackward(g, x, gain)[1]],
      "NaN means",
    ],
    [
      "Infinity in one entry",
      (g: Row, x: Row, gain: Row) => [x.map(() => 1 / 0), layerNormBackward(g, x, gain)[1]],
      "Infinity",
    ],
    ["a number", () => 1, "a list of length 2 is needed here"],
    ["a promise", async (g: Row, x: Row, gain: Row) => layerNormBackward(g, x, gain), "a promise"],
  ])("rejects %s", (_name, f, text) => {
    expect(messageOf(toPassGradientCheck(f, check))).toContain(text);
  });

  test("that changes its inputs harms nothing, and is told so", () => {
    const greedy = (g: number[], x: number[], gain: number[]) => {
      const gradients = layerNormBackward(g, x, gain);
      for (const list of [g, x, gain]) list.fill(0);
      return gradients;
    };
    expect(messageOf(toPassGradientCheck(greedy, check))).toContain("changes the list that it is given");
    expect(x).toEqual([0.3, -1, 2, 0.7]);
  });

  test("takes lists of rows, records and matrices, and inputs that are no numbers", () => {
    type State = { readonly h: Row; readonly c: Row };
    const step = (rows: readonly Row[], state: State, form: string) => ({
      c: state.c.map((c, i) => c * (rows[0]?.[i] as number)),
      h: form === "sum" ? state.h.map((h, i) => h + (rows[1]?.[i] as number)) : [],
    });
    const back = (g: State, rows: readonly Row[], state: State) => [
      [g.c.map((entry, i) => entry * (state.c[i] as number)), g.h],
      { h: g.h, c: g.c.map((entry, i) => entry * (rows[0]?.[i] as number)) },
    ];
    const inputs = [
      [
        [
          [1, 2],
          [3, 4],
        ],
        { h: [0.1, 0.2], c: [-1, 5] },
        "sum",
      ],
    ];
    const settings = { why, of: step, inputs, upstream: [1, 1e-15], withRespectTo: [0, 1] };
    expect(toPassGradientCheck(back, settings).pass).toBe(true);
    const wrong = (g: State, rows: readonly Row[], state: State) => [
      back(g, rows, state)[0],
      { h: g.h, c: g.c },
    ];
    expect(messageOf(toPassGradientCheck(wrong, settings))).toMatch(
      /gradient for {4}second input at \.c\[[01]\]/,
    );

    const square = {
      why,
      of: (m: { data: Float64Array }) => ({ ...m, data: m.data.map((e) => e * e) }),
      upstream: [1],
    };
    const doubled = (g: { data: Float64Array }, m: { data: Float64Array }) => ({
      ...m,
      data: m.data.map((e, i) => 2 * e * (g.data[i] as number)),
    });
    // The values are single precision, and are moved in double precision.
    expect(toPassGradientCheck(doubled, { ...square, inputs: [[matrix(1, 3, [1, 2, 3])]] }).pass).toBe(true);
  });
});

describe("what learners write instead", () => {
  const check = { why, of: tanh, inputs: [[0.5]] };

  test.each<[string, unknown, string]>([
    ["undefined", () => undefined, "is a return missing?"],
    ["a string", () => "1", "a string"],
    ["a list", () => [1], "a list"],
    ["NaN", () => Number.NaN, "NaN means"],
    [
      "a throw",
      () => {
        throw new RangeError("too far");
      },
      "an error: RangeError: too far",
    ],
    [
      "an endless recursion",
      function f(x: number): number {
        return f(x);
      },
      "a loop does not",
    ],
    [
      "a hostile proxy",
      () =>
        new Proxy([], {
          get() {
            throw new Error("no");
          },
        }),
      "a number is needed",
    ],
    ["no function", 0.5, "A function is needed here"],
  ])("%s", (_name, f, text) => {
    expect(messageOf(toPassGradientCheck(f, check))).toContain(text);
  });

  test.each<[string, (x: number) => unknown, string]>([
    [
      "throws",
      () => {
        throw new Error("no");
      },
      "an error: Error: no",
    ],
    ["gives nothing", () => undefined, "is a return missing?"],
    ["gives an empty list", () => [], "there is no number in it"],
    [
      "cannot be read",
      () =>
        new Proxy(
          { a: 1 },
          {
            ownKeys() {
              throw new Error("no");
            },
          },
        ),
      "when it is read",
    ],
    ["changes its shape", (x: number) => (x === 0.5 ? [1] : [1, 2]), "changes its shape"],
  ])("a function to be differentiated that %s", (_name, of, text) => {
    expect(messageOf(toPassGradientCheck(() => 1, { ...check, of, upstream: [1] }))).toContain(text);
  });

  test("a TODO passes through, in either function", () => {
    const gap = () => {
      throw new Error("TODO: slope");
    };
    expect(() => toPassGradientCheck(gap, check)).toThrow(/^TODO: slope$/);
    expect(() => toPassGradientCheck(() => 1, { ...check, of: gap })).toThrow(/^TODO: slope$/);
  });
});

test.each([
  ["no inputs", { inputs: [] }],
  ["no upstream gradient", { upstream: [] }],
  ["inputs without a number", { inputs: [["a"]] }],
  ["an empty input", { inputs: [[[]]] }],
  ["nothing to differentiate by", { withRespectTo: [] }],
  ["an input that is not there", { withRespectTo: [3] }],
  ["a tolerance of 1", { tolerance: 1 }],
])("a check with %s is refused", (_name, settings) => {
  expect(() => toPassGradientCheck(tanhDerivative, { why, of: tanh, inputs: [[1]], ...settings })).toThrow(
    "Mend it in lesson.test.ts",
  );
});
