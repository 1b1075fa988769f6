import { failure, type Random } from "@vanishing/core";
import { emptyCheck } from "./check.ts";

/** Draws values of one kind for `forAll`, and makes a value simpler while a failure is narrowed down. */
export interface Generator<Value> {
  readonly draw: (random: Random) => Value;
  /** Simpler values of the same kind, the simplest first: nearer to 0, or shorter. None where the value is the simplest. */
  readonly simpler: (value: Value) => Iterable<Value>;
}

/** Every fourth draw is an edge of its range. */
const edgeShare = 1 / 4;

/**
 * Numbers from one to the other, both included: three of four uniform, the others among the ends, 0, ±1, ±2⁻⁵³ (rounding) and
 * ±2⁻¹⁰²² (the smallest with all its digits), where they are in the range. A product of several should have a range without the last.
 */
export function numbers(from: number, to: number): Generator<number> {
  checkRange("numbers", from, to, Number.isFinite);
  const edges = edgesWithin(from, to, [0, 1, -1, 2 ** -53, -(2 ** -53), 2 ** -1022, -(2 ** -1022)]);
  const uniform = (random: Random) => {
    const share = random.next();
    return from * (1 - share) + to * share;
  };
  const simplest = nearestToZero(from, to);
  return {
    draw: (random) => clamp(edgeOr(uniform, edges, random), from, to),
    *simpler(value) {
      const distance = value - simplest;
      const candidates = [
        simplest,
        Math.trunc(value),
        Number(value.toPrecision(1)),
        Number(value.toPrecision(2)),
      ];
      for (let part = distance / 2, k = 0; k < 8; k++, part /= 2) candidates.push(value - part);
      for (const candidate of new Set(candidates)) {
        const isNearer = Math.abs(candidate - simplest) < Math.abs(distance);
        if (isNearer && candidate >= from && candidate <= to) yield candidate;
      }
    },
  };
}

/** Whole numbers from one to the other, both included; every fourth is an end, 0, 1 or −1, where they are in the range. */
export function integers(from: number, to: number): Generator<number> {
  checkRange("integers", from, to, Number.isSafeInteger);
  const count = to - from + 1;
  if (count > 2 ** 32) {
    throw failure("integers", "at most 2³² numbers to draw from", `${count}`, "take a smaller range");
  }
  const edges = edgesWithin(from, to, [0, 1, -1]);
  const simplest = nearestToZero(from, to);
  return {
    draw: (random) => edgeOr(() => from + random.integer(count), edges, random),
    *simpler(value) {
      for (let part = value - simplest; part !== 0; part = Math.trunc(part / 2)) yield value - part;
    },
  };
}

/** Lists of values from another generator, whose length is from the shortest to the longest; every fourth is as short or as long as can be. */
export function lists<Entry>(
  entries: Generator<Entry>,
  shortest: number,
  longest: number,
): Generator<Entry[]> {
  checkRange("lists", shortest, longest, isCount);
  const lengths = integers(shortest, longest);

  return {
    draw: (random) => Array.from({ length: lengths.draw(random) }, () => entries.draw(random)),
    *simpler(list) {
      for (const length of lengths.simpler(list.length)) {
        yield list.slice(0, length);
        yield list.slice(list.length - length);
      }
      if (list.length > shortest) for (const index of list.keys()) yield list.toSpliced(index, 1);
      yield* simplerEntries(list, () => entries);
    },
  };
}

/**
 * Matrices as lists of rows, all of one length: from 1 to so many rows and columns.
 */
export function matrices<Entry>(
  entries: Generator<Entry>,
  mostRows: number,
  mostColumns: number,
): Generator<Entry[][]> {
  const [heights, widths] = [integers(1, mostRows), integers(1, mostColumns)];
  return {
    draw(random) {
      const [rows, columns] = [heights.draw(random), widths.draw(random)];
      return Array.from({ length: rows }, () => Array.from({ length: columns }, () => entries.draw(random)));
    },
    *simpler(matrix) {
      for (const rows of heights.simpler(matrix.length)) yield matrix.slice(0, rows);
      for (const columns of widths.simpler(matrix[0]?.length ?? 1)) {
        yield matrix.map((row) => row.slice(0, columns));
      }
      yield* simplerEntries(matrix, () => ({
        ...entries,
        simpler: (row: Entry[]) => simplerEntries(row, () => entries),
      }));
    },
  };
}

/** Lists of the same length in which one entry is simpler; before them, one in which all are. */
export function* simplerEntries<Entry>(
  list: readonly Entry[],
  generatorAt: (index: number) => Pick<Generator<Entry>, "simpler">,
): Iterable<Entry[]> {
  const simplest = list.map((entry, index) => first(generatorAt(index).simpler(entry)) ?? entry);
  if (list.length > 1 && simplest.some((entry, index) => entry !== list[index])) yield simplest;
  for (const [index, entry] of list.entries()) {
    for (const simpler of generatorAt(index).simpler(entry)) yield list.with(index, simpler);
  }
}

function first<Value>(values: Iterable<Value>): Value | undefined {
  for (const value of values) return value;
  return undefined;
}

function edgeOr(otherwise: (random: Random) => number, edges: readonly number[], random: Random): number {
  if (random.next() >= edgeShare) return otherwise(random);
  return edges[random.integer(edges.length)] as number;
}

function edgesWithin(from: number, to: number, candidates: readonly number[]): number[] {
  return [from, to, ...candidates.filter((edge) => edge > from && edge < to)];
}

function nearestToZero(from: number, to: number): number {
  return clamp(0, from, to);
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function checkRange(name: string, from: number, to: number, isNumber: (value: unknown) => boolean): void {
  if (isNumber(from) && isNumber(to) && from <= to) return;
  throw emptyCheck(`${name}(${from}, ${to}) has nothing to draw from`);
}
