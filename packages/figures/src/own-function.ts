/** What a learner's exercise exports, by name. Anything may be among it. */
export type OwnExports = Readonly<Record<string, unknown>>;

/**
 * A function of a learner's exercise, held to giving numbers. Infinity is one; NaN is not, and would leave holes in a picture that nobody
 * could explain.
 *
 * @throws TypeError when there is no such function, and when it gives something else
 */
export function ownFunction<Inputs extends readonly unknown[]>(
  own: OwnExports,
  name: string,
): (...inputs: Inputs) => number {
  const written = own[name];
  if (typeof written !== "function") throw new TypeError(`It exports no function ${name}.`);
  return (...inputs) => {
    // An array is given as a copy: the figure goes on with its own, whatever becomes of this one.
    const value: unknown = written(...inputs.map((input) => (Array.isArray(input) ? [...input] : input)));
    if (typeof value === "number" && !Number.isNaN(value)) return value;
    throw new TypeError(`${name} gave ${inWords(value)} where the figure needs a number.`);
  };
}

function inWords(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "object" && value !== null ? "an object" : String(value).slice(0, 40);
}
