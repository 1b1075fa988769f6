import { emptyCheck, type Verdict } from "./check.ts";
import { describeValue, isList } from "./describe-value.ts";
import { type CheckOfCalls, eachCall } from "./each-call.ts";
import { ordinal } from "./message.ts";
import { at, isMatrix, reading } from "./outcome.ts";
import { describeShape, misshapeOf } from "./shape.ts";

export interface ShapeCheck extends CheckOfCalls {
  /** Which input has the shape that the outcome keeps, counted from 0; the first unless told. */
  readonly as?: number;
  /** The shape itself, where it is that of no input: `[]` a number, `[3]` a list of 3, `[2, 3]` 2 rows of 3. */
  readonly shape?: readonly number[];
}

/**
 * Checks that the outcome of every call is built like one of its inputs, or in a stated shape: numbers, not NaN, in lists of the same
 * lengths, matrices of the same rows and columns, records with the same keys. Which numbers they are, other checks say.
 */
export function toKeepShape(received: unknown, check: ShapeCheck): Verdict {
  const { shape, as = 0 } = check;
  const models = check.inputs.map((inputs) => (shape === undefined ? inputs[as] : modelOf(shape)));
  for (const model of models) {
    if (typeof model === "number" || isList(model) || isMatrix(model)) continue;
    throw emptyCheck(`the ${ordinal(as)} input, whose shape is to be kept, is ${describeValue(model)}`);
  }
  const source = shape === undefined ? `, as the ${ordinal(as)} input is` : "";
  const expected = (index: number) => `${describeShape(models[index])}${source}`;
  return eachCall(received, check, {
    expected,
    examine(outcome, index) {
      const read = reading(() => misshapeOf(outcome, modelFor(outcome, models[index], shape)));
      const misshape = "unreadable" in read ? { place: "", note: read.unreadable } : read.result;
      return (
        misshape && [
          ["expected", expected(index)],
          ["received", describeValue(outcome)],
          ["note", `${misshape.note}${at(misshape.place)}`],
        ]
      );
    },
  });
}

/** Two sizes are rows and columns, be they those of a list of lists or of a matrix. */
function modelFor(outcome: unknown, model: unknown, shape: readonly number[] | undefined): unknown {
  const [rows, columns] = shape ?? [];
  if (shape?.length !== 2 || rows === undefined || columns === undefined || !isMatrix(outcome)) return model;
  return { rows, columns, data: modelOf([rows * columns]) };
}

function modelOf([length, ...inner]: readonly number[]): unknown {
  if (length === undefined) return 0;
  return Array.from({ length }, () => modelOf(inner));
}
