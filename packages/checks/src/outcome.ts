import { describeValue, isList } from "./describe-value.ts";

/** A matrix as core has it: row-major, entry (i, j) at `data[i * columns + j]`. */
interface MatrixLike {
  readonly rows: number;
  readonly columns: number;
  readonly data: ArrayLike<unknown>;
}

export function isMatrix(value: unknown): value is MatrixLike {
  if (typeof value !== "object" || value === null) return false;
  const { rows, columns, data } = value as Partial<Record<string, unknown>>;
  return typeof rows === "number" && typeof columns === "number" && isList(data);
}

/** Anything in an outcome that is no list, matrix or record, and where it stands: `[2][0]`, `.data[3]`, empty for the outcome itself. */
export interface Leaf {
  readonly value: unknown;
  readonly place: string;
}

type Step = number | string;

/**
 * The first leaf of an outcome, in the order in which they stand there, that `isSought` takes. Of a matrix only the data count.
 * A list that contains itself is a leaf.
 *
 * @param isSought is also told where the leaf stands, as the indices and keys that lead to it
 */
export function findLeaf(
  outcome: unknown,
  isSought: (leaf: unknown, path: readonly Step[]) => boolean,
): Leaf | undefined {
  const path: Step[] = [];
  const inside: object[] = [];

  const search = (value: unknown): Leaf | undefined => {
    const parts = inside.includes(value as object) ? undefined : partsOf(value);
    if (parts === undefined) return isSought(value, path) ? { value, place: describePath(path) } : undefined;
    inside.push(value as object);
    for (const key of parts) {
      path.push(key);
      const found = search((value as Record<Step, unknown>)[key]);
      path.pop();
      if (found) return found;
    }
    inside.pop();
    return undefined;
  };
  return search(outcome);
}

function partsOf(value: unknown): Iterable<Step> | undefined {
  if (isList(value)) return value.keys();
  if (isMatrix(value)) return ["data"];
  if (typeof value !== "object" || value === null || value instanceof Promise) return undefined;
  const keys = Object.keys(value);
  return keys.length === 0 ? undefined : keys;
}

export function describePath(path: readonly Step[]): string {
  return path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
}

/** The numbers of an outcome in the order in which they stand there, each with its place. */
export interface Numbers {
  readonly values: readonly number[];
  readonly places: readonly string[];
}

/** The numbers of an outcome, or the first leaf that is none. */
export function numbersOf(outcome: unknown): Numbers | Leaf {
  const values: number[] = [];
  const places: string[] = [];
  const misfit = findLeaf(outcome, (leaf, path) => {
    if (typeof leaf !== "number") return true;
    values.push(leaf);
    places.push(describePath(path));
    return false;
  });
  return misfit ?? { values, places };
}

/** An outcome of the same build with other numbers, in double precision: what `numbersOf` takes apart. */
export function withNumbers(outcome: unknown, numbers: Iterable<number>): unknown {
  const next = numbers[Symbol.iterator]();
  const build = (value: unknown): unknown => {
    if (typeof value === "number") return next.next().value;
    if (Array.isArray(value)) return value.map(build);
    if (isList(value)) return Float64Array.from(value as ArrayLike<number>, build as () => number);
    if (isMatrix(value)) return { ...value, data: build(value.data) };
    return Object.fromEntries(Object.entries(value as object).map(([key, entry]) => [key, build(entry)]));
  };
  return build(outcome);
}

/** A leaf's place after the word at; empty for the outcome itself. */
export function at(place: string): string {
  return place === "" ? "" : ` at ${place}`;
}

/** Reads a learner's outcome. What reading throws (a getter, a proxy) comes back in words. */
export function reading<T>(read: () => T): { readonly result: T } | { readonly unreadable: string } {
  try {
    return { result: read() };
  } catch (error) {
    return { unreadable: `it throws an error when it is read: ${describeValue(error)}` };
  }
}
