import { matrixFromRows, Tape, type Tensor } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expression, type ExpressionId, expressions, operationCount } from "./tape-expressions.ts";
import { traceOfCore } from "./tape-trace.ts";

const ids = Object.keys(expressions) as ExpressionId[];

/** Values and gradients of an expression by the tape's own operations, without anybody who watches. */
function unwatched({ operations }: Expression, given: readonly number[]) {
  const tape = new Tape({ precision: "f64" });
  const tensors = given.map((value) => tape.parameter(matrixFromRows([[value]], "f64")));
  for (const { operation, inputs } of operations) {
    const [a, b] = inputs.map((input) => tensors[input]) as [Tensor, Tensor];
    tensors.push({ multiply: () => a.mul(b), add: () => a.add(b), tanh: () => a.tanh() }[operation]());
  }
  tensors.at(-1)?.backward();
  return {
    values: tensors.map(({ value }) => value.data[0] ?? Number.NaN),
    gradients: tensors.map(({ gradient }) => gradient?.data[0] ?? Number.NaN),
  };
}

/** −0 is 0 here: a sum that begins with 0 has none. */
const plain = (numbers: readonly number[]) => numbers.map((number) => number + 0);

describe.each(ids)("%s", (id) => {
  const expression: Expression = expressions[id];
  const numbers = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
    minLength: expression.given.length,
    maxLength: expression.given.length,
  });

  test("has as many operations as the others, each on records before it", () => {
    expect(expression.operations).toHaveLength(operationCount);
    for (const [i, { inputs }] of expression.operations.entries()) {
      for (const input of inputs) expect(input).toBeLessThan(expression.given.length + i);
    }
  });

  test("has the values and gradients of the tape's own operations, to the last bit", () => {
    fc.assert(
      fc.property(numbers, (given) => {
        const trace = traceOfCore(expression, given);
        const { values, gradients } = unwatched(expression, given);
        expect(plain(trace.values)).toEqual(plain(values));
        const places = trace.visits.map(({ place }) => place);
        const visited = trace.visits.map(({ upstream }) => upstream);
        expect(plain(visited)).toEqual(plain(places.map((place) => gradients[place] ?? Number.NaN)));
        const arrived = given.map((_, place) =>
          trace.visits.reduce((sum, { place: from, passedOn }) => {
            const { inputs = [] } = expression.operations[from - given.length] ?? {};
            return passedOn.reduce((total, amount, i) => total + (inputs[i] === place ? amount : 0), sum);
          }, 0),
        );
        expect(plain(arrived)).toEqual(plain(gradients.slice(0, given.length)));
      }),
      { seed: 1 },
    );
  });

  test("is visited once a record, from the end to the start", () => {
    const { visits, values } = traceOfCore(
      expression,
      expression.given.map(() => 0.5),
    );
    const places = visits.map(({ place }) => place);
    const operations = [...values.keys()].slice(expression.given.length);
    expect(places).toEqual(operations.reverse());
  });
});
