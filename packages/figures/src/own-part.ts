import { type OwnExports, ownFunction } from "./own-function.ts";

/**
 * One part of the records that a function of a learner's exercise gives, such as the slope of `{ value, slope }`, held to being a number.
 *
 * @throws TypeError when there is no such function, and when the part is something else
 */
export function ownPart<Inputs extends readonly unknown[]>(
  own: OwnExports,
  name: string,
  part: string,
): (...inputs: Inputs) => number {
  const written = own[name];
  const readPart = (...inputs: Inputs): unknown =>
    Object((written as (...inputs: Inputs) => unknown)(...inputs))[part];
  const label = `The ${part} of ${name}`;
  return typeof written === "function" ? ownFunction({ [label]: readPart }, label) : ownFunction(own, name);
}
