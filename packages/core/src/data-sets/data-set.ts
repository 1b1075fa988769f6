import { describeValue, failure } from "../failure.ts";
import { checkMatrix, type Matrix, matrix, precisionOf } from "../matrix.ts";
import type { Random } from "../random.ts";
import { checkCount, checkRandom, checkShare } from "../setting-checks.ts";

/** One matrix with an example a row, or, for sequences, one such matrix for each step of time. */
export type Examples = Matrix | readonly Matrix[];

/** Inputs with the targets that belong to them: row i of every matrix is example i. */
export interface DataSet<Inputs extends Examples = Matrix, Targets extends Examples = Matrix> {
  readonly inputs: Inputs;
  readonly targets: Targets;
}

/**
 * Shuffles the examples and deals them out: round(share · n) of the n examples to `training`, the others to `test`.
 *
 * @throws when share is not from 0 to 1, or when the matrices of the data set differ in their number of rows.
 */
export function split<Inputs extends Examples, Targets extends Examples>(
  data: DataSet<Inputs, Targets>,
  share: number,
  random: Random,
): { training: DataSet<Inputs, Targets>; test: DataSet<Inputs, Targets> } {
  const examples = countExamples("split", data);
  checkShare("split", "share", share);
  checkRandom("split", random);
  const order = permutation(examples, random);
  const training = Math.floor(share * examples + 0.5);
  return {
    training: examplesAt(data, order.subarray(0, training)),
    test: examplesAt(data, order.subarray(training)),
  };
}

/**
 * The examples in groups of `size`; the last group may be smaller. With a `random` they are shuffled first, as each
 * epoch of training should; without, they keep their order.
 *
 * @throws when size is not a whole number from 1 on, or when the matrices of the data set differ in their number of
 * rows.
 */
export function batches<Inputs extends Examples, Targets extends Examples>(
  data: DataSet<Inputs, Targets>,
  size: number,
  random?: Random,
): DataSet<Inputs, Targets>[] {
  const examples = countExamples("batches", data);
  checkCount("batches", "size", size, 1);
  if (random !== undefined) checkRandom("batches", random);
  const order = random === undefined ? inOrder(examples) : permutation(examples, random);
  return Array.from({ length: Math.floor((examples + size - 1) / size) }, (_, batch) =>
    examplesAt(data, order.subarray(batch * size, (batch + 1) * size)),
  );
}

/**
 * 0, 1, …, n − 1 in random order, each order equally likely: the shuffle of R. A. Fisher and F. Yates in the form of
 * R. Durstenfeld, Algorithm 235, Communications of the ACM 7(7), 1964.
 */
export function permutation(n: number, random: Random): Uint32Array {
  const order = inOrder(n);
  for (let last = n - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

function inOrder(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, index) => index);
}

function examplesAt<Inputs extends Examples, Targets extends Examples>(
  { inputs, targets }: DataSet<Inputs, Targets>,
  order: Uint32Array,
): DataSet<Inputs, Targets> {
  return { inputs: partAt(inputs, order), targets: partAt(targets, order) };
}

function partAt<Part extends Examples>(part: Part, order: Uint32Array): Part {
  return (isSequence(part) ? part.map((m) => rowsAt(m, order)) : rowsAt(part, order)) as Part;
}

function rowsAt(m: Matrix, order: Uint32Array): Matrix {
  const result = matrix(order.length, m.columns, undefined, precisionOf(m));
  order.forEach((from, to) => {
    result.data.set(m.data.subarray(from * m.columns, (from + 1) * m.columns), to * m.columns);
  });
  return result;
}

function countExamples(operation: string, data: DataSet<Examples, Examples>): number {
  const { inputs, targets } = Object(data) as Partial<DataSet<Examples, Examples>>;
  if (inputs === undefined || targets === undefined) {
    throw failure(
      operation,
      "a data set { inputs, targets }",
      describeValue(data),
      "pass both in one record",
    );
  }
  const parts = [inputs, targets].flatMap((part) => (isSequence(part) ? [...part] : [part]));
  for (const part of parts) checkMatrix(operation, part);
  const counts = parts.map(({ rows }) => rows);
  const [examples = 0] = counts;
  const other = counts.find((rows) => rows !== examples);
  if (other === undefined) return examples;
  throw failure(
    operation,
    `${examples} rows in every matrix, one for each example`,
    `${other} rows in one of them`,
    "give every input a target",
  );
}

function isSequence(part: Examples): part is readonly Matrix[] {
  return Array.isArray(part);
}
