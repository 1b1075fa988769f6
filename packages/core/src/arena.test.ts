import { expect, test } from "vitest";
import { Arena } from "./arena.ts";

test("gives matrices whose memory does not overlap", () => {
  const arena = new Arena("f32");
  const all = [3, 0, 700, 900, 5, 4000].map((columns) => arena.matrix(2, columns));
  all.forEach((m, place) => {
    m.data.fill(place);
  });
  all.forEach((m, place) => {
    expect(m.data.every((entry: number) => entry === place)).toBe(true);
  });
  expect(all.map(({ rows, columns, data }) => [rows, columns, data.length])).toEqual(
    [3, 0, 700, 900, 5, 4000].map((columns) => [2, columns, 2 * columns]),
  );
});

test("after a reset the same sizes in the same order give the same matrices, and no more memory", () => {
  const arena = new Arena("f64");
  const step = () => [1, 50, 2000, 3, 40_000].map((columns) => arena.matrix(1, columns));
  const first = step();
  const bytes = arena.bytes;
  for (let repeat = 0; repeat < 5; repeat++) {
    arena.reset();
    step().forEach((m, place) => {
      expect(m).toBe(first[place]);
    });
  }
  expect(arena.bytes).toBe(bytes);
});

test("other sizes after a reset give other matrices over the same memory", () => {
  const arena = new Arena("f32");
  const long = arena.matrix(1, 6);
  long.data.fill(7);
  const { bytes } = arena;
  arena.reset();
  const wide = arena.matrix(2, 3);
  expect(wide).toMatchObject({ rows: 2, columns: 3 });
  expect([...wide.data]).toEqual([7, 7, 7, 7, 7, 7]);
  expect(arena.bytes).toBe(bytes);
});

test("an arena has the precision it was made with", () => {
  expect(new Arena("f32").matrix(1, 1).data).toBeInstanceOf(Float32Array);
  expect(new Arena("f64").matrix(1, 1).data).toBeInstanceOf(Float64Array);
});

test("holds no memory before it is asked, and at most three times what it gave out, but for a first block", () => {
  const arena = new Arena("f32");
  expect(arena.bytes).toBe(0);
  let given = 0;
  for (let columns = 1; columns < 20_000; columns *= 3) {
    arena.matrix(1, columns);
    given += columns;
  }
  expect(arena.bytes / 4).toBeGreaterThanOrEqual(given);
  expect(arena.bytes / 4).toBeLessThanOrEqual(3 * given + 1024);
});

test("refuses more entries than a matrix can have, or than there is memory for, and can go on", () => {
  const arena = new Arena("f64");
  expect(() => arena.matrix(2 ** 16, 2 ** 15)).toThrow(/^matrix: expected at most 2147483647 entries/);
  const { bytes } = arena;
  expect(arena.matrix(1, 2).data).toHaveLength(2);
  expect(bytes).toBe(0);
});
