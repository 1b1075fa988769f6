/**
 * A computation that gives its data one after the other: the steps of a training, or one single result. A generator function:
 * what it yields is plain data, and nothing of it runs before it is asked for.
 */
export type Series<Input, Data> = (input: Input) => Iterator<Data, unknown>;

/** The series of the figures by name, each loaded when it is first asked for. */
export type SeriesTable = Readonly<Record<string, () => Promise<Series<never, unknown>>>>;

export type InputOf<Table extends SeriesTable, Name extends keyof Table> =
  Awaited<ReturnType<Table[Name]>> extends Series<infer Input, unknown> ? Input : never;

export type DataOf<Table extends SeriesTable, Name extends keyof Table> =
  Awaited<ReturnType<Table[Name]>> extends (input: never) => Iterator<infer Data, unknown> ? Data : never;

/** How far a series has come. */
export interface Reached<Data> {
  /** The newest data; undefined where the series had come to its end before. */
  readonly data: Data | undefined;
  readonly isEnd: boolean;
}

/** A function as the series of its one result. */
export function once<Input, Data>(compute: (input: Input) => Data): Series<Input, Data> {
  return function* (input) {
    yield compute(input);
  };
}

/** After this many milliseconds the thread may do something else, such as hear that the result is no longer wanted. */
const breath = 50;

/** Goes on by so many steps, and gives the newest data. `isWanted` is asked now and then; after a no it stops. */
export async function advance<Data>(
  series: Iterator<Data, unknown>,
  steps: number,
  isWanted: () => boolean,
): Promise<Reached<Data>> {
  let data: Data | undefined;
  let since = performance.now();
  for (let step = 0; step < steps && isWanted(); step++) {
    const next = series.next();
    if (next.done) return { data, isEnd: true };
    data = next.value;
    if (performance.now() - since > breath) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  }
  return { data, isEnd: false };
}
