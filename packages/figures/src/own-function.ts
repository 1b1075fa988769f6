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
  const call = ownCall<Inputs>(own, name);
  return (...inputs) => {
    const value = call(inputs);
    if (isNumber(value)) return value;
    throw new TypeError(`${name} gave ${inWords(value)} where the figure needs a number.`);
  };
}

/**
 * A function of a learner's exercise, held to giving a list of so many numbers.
 *
 * @throws TypeError when there is no such function, and when it gives something else
 */
export function ownList<Inputs extends readonly unknown[]>(
  own: OwnExports,
  name: string,
  length: number,
): (...inputs: Inputs) => number[] {
  const call = ownCall<Inputs>(own, name);
  return (...inputs) => {
    const value = call(inputs);
    const list = numbersIn(value, length);
    if (list !== undefined) return list;
    throw new TypeError(`${name} gave ${inWords(value)} where the figure needs a list of ${length} numbers.`);
  };
}

/**
 * A function of a learner's exercise, held to giving so many rows, each of so many numbers.
 *
 * @throws TypeError when there is no such function, and when it gives something else
 */
export function ownRows<Inputs extends readonly unknown[]>(
  own: OwnExports,
  name: string,
  rows: number,
  columns: number,
): (...inputs: Inputs) => number[][] {
  const call = ownCall<Inputs>(own, name);
  return (...inputs) => {
    const value = call(inputs);
    const lists = Array.isArray(value) ? value.map((row) => numbersIn(row, columns) ?? []) : [];
    if (lists.length === rows && lists.every(({ length }) => length === columns)) return lists;
    throw new TypeError(
      `${name} gave ${inWords(value)} where the figure needs ${rows} rows of ${columns} numbers.`,
    );
  };
}

function ownCall<Inputs extends readonly unknown[]>(
  own: OwnExports,
  name: string,
): (inputs: Inputs) => unknown {
  const written = own[name];
  if (typeof written !== "function") throw new TypeError(`It exports no function ${name}.`);
  // An array is given as a copy: the figure goes on with its own, whatever becomes of this one.
  return (inputs) => written(...inputs.map((input) => (Array.isArray(input) ? [...input] : input)));
}

/** The numbers of a list that holds so many of them and nothing else. */
function numbersIn(value: unknown, length: number): number[] | undefined {
  const list = Array.isArray(value) || value instanceof Float64Array ? Array.from<unknown>(value) : [];
  return list.length === length && list.every(isNumber) ? list : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}

function inWords(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "object" && value !== null ? "an object" : String(value).slice(0, 40);
}
