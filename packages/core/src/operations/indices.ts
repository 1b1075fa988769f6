import { describeValue, failure } from "../failure.ts";

/**
 * Refuses what is not a list of whole numbers from 0 up to, but not including, `limit`. `name` says in the message what
 * the numbers are.
 */
export function checkIndices(
  operation: string,
  name: string,
  indices: unknown,
  limit: number,
  fix: string,
): asserts indices is ArrayLike<number> {
  const isList = Array.isArray(indices) || (ArrayBuffer.isView(indices) && !(indices instanceof DataView));
  if (!isList) throw failure(operation, `${name} as a list of whole numbers`, describeValue(indices), fix);
  const list: ArrayLike<unknown> = indices as ArrayLike<unknown>;
  for (let place = 0; place < list.length; place++) {
    const index = list[place];
    if (Number.isInteger(index) && (index as number) >= 0 && (index as number) < limit) continue;
    throw failure(
      operation,
      `${name} to be whole numbers from 0 on and below ${limit}`,
      `${describeValue(index)} at place ${place}`,
      fix,
    );
  }
}
