import { describeValue, isList } from "./describe-value.ts";
import { notANumber } from "./difference.ts";
import { describePath, isMatrix } from "./outcome.ts";

/** What of an outcome has not the shape that it should have. */
export interface Misshape {
  readonly place: string;
  readonly note: string;
}

/**
 * Compares the build of an outcome with that of a model: lists of the same lengths, matrices of the same rows and columns,
 * records with the same keys, and a number where the model has one. Which number does not matter, but NaN is none.
 */
export function misshapeOf(
  received: unknown,
  model: unknown,
  path: readonly (number | string)[] = [],
): Misshape | undefined {
  const misshape = (note: string): Misshape => ({ place: describePath(path), note });
  if (isList(model)) {
    if (!isList(received)) return misshape(`a list of length ${model.length} is needed here`);
    if (received.length !== model.length) {
      return misshape(`the list has length ${received.length}, and length ${model.length} is needed`);
    }
    return firstMisshape(model.keys(), received, model, path);
  }
  if (isMatrix(model)) {
    const { rows, columns } = model;
    const fits = isMatrix(received) && received.rows === rows && received.columns === columns;
    if (!fits) return misshape(`a matrix of ${rows} rows and ${columns} columns is needed here`);
    return misshapeOf(received.data, model.data, [...path, "data"]);
  }
  if (typeof model === "object" && model !== null) {
    const keys = Object.keys(model);
    const isRecord = typeof received === "object" && received !== null && !isList(received);
    if (!isRecord) return misshape(`an object with ${keys.join(", ")} is needed here`);
    return firstMisshape(keys, received, model, path);
  }
  return typeof received === "number" && !Number.isNaN(received) ? undefined : misshape(notANumber(received));
}

function firstMisshape(
  keys: Iterable<number | string>,
  received: object,
  model: object,
  path: readonly (number | string)[],
): Misshape | undefined {
  for (const key of keys) {
    const part = (whole: object) => (whole as Record<number | string, unknown>)[key];
    const found = misshapeOf(part(received), part(model), [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** The shape of an outcome in words: `a number`, `a list of 3`, `2 rows of 3`, `a matrix of 2 rows and 3 columns`. */
export function describeShape(value: unknown): string {
  if (typeof value === "number") return "a number";
  if (isMatrix(value)) return `a matrix of ${value.rows} rows and ${value.columns} columns`;
  if (!isList(value)) return describeValue(value);
  const first: unknown = value[0];
  if (!isList(first)) return `a list of length ${value.length}`;
  const isEven = Array.from(value).every((row) => isList(row) && row.length === first.length);
  return isEven && !isList(first[0]) ? `${value.length} rows of ${first.length}` : describeValue(value);
}
