import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activations } from "./activations.ts";
import { swishWithBeta } from "./swish.ts";
import { titleOf } from "./test-support/rows.ts";

const settings: fc.Parameters<unknown> = { seed: 79, numRuns: 500 };
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -(2 ** 30), max: 2 ** 30 }).map((i) => (i * 40) / 2 ** 30),
);

const { relu, softplus, silu, hardSwish, gelu, geluTanh, logSigmoid, mish } = activations;
const gates = [relu, softplus, silu, hardSwish, gelu, geluTanh, logSigmoid, swishWithBeta(0.3)];

// All of them but softplus and log-sigmoid are x g(x) with g(x) + g(−x) = 1.
describe.each(gates.map((row) => [titleOf(row), row] as const))(
  "%s",
  (_, { value, derivative, secondDerivative, kinks }) => {
    test("f(x) − f(−x) = x", () => {
      fc.assert(
        fc.property(
          number,
          (x) => Math.abs(value(x) - value(-x) - x) <= 4 * Number.EPSILON * Math.max(1, Math.abs(x)),
        ),
        settings,
      );
    });

    test("f′(x) + f′(−x) = 1, but for the kinks", () => {
      fc.assert(
        fc.property(number, (x) => {
          fc.pre(kinks.every(({ at }) => at !== x && at !== -x));
          return Math.abs(derivative(x) + derivative(-x) - 1) <= 4 * Number.EPSILON;
        }),
        settings,
      );
    });

    test("f″ is even, but for the kinks", () => {
      fc.assert(
        fc.property(number, (x) => {
          fc.pre(kinks.every(({ at }) => at !== x && at !== -x));
          return secondDerivative(x) === secondDerivative(-x);
        }),
        settings,
      );
    });
  },
);

test("Mish is no such function", () => {
  expect(mish.value(1) - mish.value(-1)).toBeCloseTo(1.1685, 4);
  expect(mish.derivative(1) + mish.derivative(-1)).toBeCloseTo(1.1083, 3);
});

const { identity, tanh, hardTanh, softsign, arctan, erf } = activations;

describe.each([identity, tanh, hardTanh, softsign, arctan, erf])(
  "$name",
  ({ value, derivative, secondDerivative, kinks }) => {
    test("is odd to the last bit, its derivative even, and its second derivative odd", () => {
      fc.assert(
        fc.property(number, (x) => {
          fc.pre(kinks.every(({ at }) => at !== x && at !== -x));
          expect(Object.is(value(-x), -value(x))).toBe(true);
          expect(derivative(-x)).toBe(derivative(x));
          // Softsign has none at 0, where 2 on the left is the convention.
          if (x !== 0) expect(secondDerivative(-x) === -secondDerivative(x)).toBe(true);
        }),
        settings,
      );
    });
  },
);

const { sigmoid, hardSigmoidSixth, hardSigmoidFifth, step } = activations;

test.each([sigmoid, hardSigmoidSixth, hardSigmoidFifth, step])(
  "$name: f(x) + f(−x) = 1",
  ({ value, name }) => {
    fc.assert(
      fc.property(number, (x) => {
        fc.pre(name !== "step" || x !== 0);
        return Math.abs(value(x) + value(-x) - 1) <= Number.EPSILON;
      }),
      settings,
    );
  },
);

test("softplus′ is the sigmoid, and log-sigmoid is −softplus(−x), to the last bit", () => {
  fc.assert(
    fc.property(number, (x) => {
      expect(softplus.derivative(x)).toBe(sigmoid.value(x));
      expect(softplus.secondDerivative(x)).toBe(sigmoid.derivative(x));
      expect(logSigmoid.value(x)).toBe(-softplus.value(-x));
      expect(logSigmoid.derivative(x)).toBe(sigmoid.value(-x));
      expect(logSigmoid.secondDerivative(x) === -sigmoid.derivative(x)).toBe(true);
    }),
    settings,
  );
});

const { relu6, hardSigmoidSixth: hardSigmoid } = activations;

test("the hard sigmoid of slope 1/6 is ReLU6(x + 3) / 6, hard swish x times that, and ReLU6 mirrors at 3", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 1000 }), (hundredths) => {
      const x = hundredths / 64;
      expect(hardSigmoid.value(x)).toBe(relu6.value(x + 3) / 6);
      expect(hardSwish.value(x)).toBeCloseTo(x * hardSigmoid.value(x), 14);
      expect(relu6.value(3 + x) + relu6.value(3 - x)).toBe(6);
    }),
    settings,
  );
});
