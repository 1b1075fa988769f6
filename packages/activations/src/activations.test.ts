import { describe, expect, test } from "vitest";
import { activation, activations } from "./activations.ts";
import { referenceOfPiece } from "./test-support/reference.ts";

const rows = Object.values(activations);

describe("the table", () => {
  test("has each row under its id, in a fixed order", () => {
    expect(Object.keys(activations)).toEqual(["sigmoid", "tanh", "relu"]);
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(activations));
  });

  test("has a name of its own for each row", () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });
});

describe("activation", () => {
  test.each(rows)("gives the row $id", (row) => {
    expect(activation(row.id)).toBe(row);
  });

  const known = Object.keys(activations).join(", ");

  test.each(["sofplus", "ReLU", "", " tanh", "constructor", "toString", "__proto__"])(
    "refuses %j and lists the known ids",
    (id) => {
      expect(() => activation(id)).toThrow(`expected one of the ids ${known}; got ${JSON.stringify(id)}`);
    },
  );

  test("shortens a huge id", () => {
    expect(() => activation("x".repeat(1e6))).toThrow(`got "${"x".repeat(40)}…"`);
  });

  test.each([
    [undefined, "a value of type undefined"],
    [null, "null"],
    [0, "a value of type number"],
    [["tanh"], "a value of type object"],
    [Symbol("tanh"), "a value of type symbol"],
  ])("refuses what is no string, whatever the types say (%#)", (id, description) => {
    expect(() => activation(id as unknown as string)).toThrow(`got ${description}`);
  });
});

describe.each(rows)("the row of $name", (row) => {
  const boundaries = row.pieces.slice(1).map((right, i) => {
    const left = row.pieces[i] ?? right;
    return { at: right.from, left: referenceOfPiece(left), right: referenceOfPiece(right), ends: left.to };
  });

  test("has pieces from −∞ to ∞ without a gap", () => {
    expect(row.pieces[0]?.from).toBe(-Infinity);
    expect(row.pieces.at(-1)?.to).toBe(Infinity);
    expect(boundaries.map(({ ends }) => ends)).toEqual(boundaries.map(({ at }) => at));
    for (const { from, to } of row.pieces) expect(from).toBeLessThan(to);
  });

  test("is continuous from piece to piece", () => {
    for (const { at, left, right } of boundaries) {
      expect(left.value(at).toString()).toBe(right.value(at).toString());
    }
  });

  test("has a kink where the slopes of two pieces differ, and nowhere else", () => {
    const kinks = boundaries
      .map(({ at, left, right }) => ({
        at,
        left: left.derivative(at).toNumber(),
        right: right.derivative(at).toNumber(),
      }))
      .filter(({ left, right }) => left !== right);
    expect(row.kinks.map(({ at, left, right }) => ({ at, left, right }))).toEqual(kinks);
  });

  test("follows its convention at each kink", () => {
    for (const { at, derivative, left, right } of row.kinks) {
      expect(row.derivative(at)).toBe(derivative);
      expect(derivative).toBeGreaterThanOrEqual(Math.min(left, right));
      expect(derivative).toBeLessThanOrEqual(Math.max(left, right));
    }
  });

  test("gives NaN for NaN", () => {
    expect(row.value(Number.NaN)).toBeNaN();
    expect(row.derivative(Number.NaN)).toBeNaN();
  });

  test("does not tell −0 from 0", () => {
    expect(row.value(-0) === row.value(0)).toBe(true);
    expect(row.derivative(-0) === row.derivative(0)).toBe(true);
  });

  test.each([1e308, Number.MAX_VALUE, Number.MIN_VALUE])("is finite at ±%d", (x) => {
    for (const signed of [x, -x]) {
      expect(row.value(signed)).toSatisfy(Number.isFinite);
      expect(row.derivative(signed)).toSatisfy(Number.isFinite);
    }
  });

  test("has a value and a finite derivative at ±∞", () => {
    for (const x of [Infinity, -Infinity]) {
      expect(row.value(x)).not.toBeNaN();
      expect(row.derivative(x)).toSatisfy(Number.isFinite);
    }
  });

  test("cites a source", () => {
    const { authors, title, publication, year, doi, note } = row.source;
    for (const text of [...authors, title, publication, note]) expect(text.trim()).not.toBe("");
    expect(authors.length).toBeGreaterThan(0);
    expect(year).toSatisfy(Number.isInteger);
    if (doi !== undefined) expect(doi).toMatch(/^10\.\d{4,9}\/\S+$/);
  });
});
