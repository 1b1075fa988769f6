import { describe, expect, test } from "vitest";
import { activation, activations } from "./activations.ts";
import { referenceOfPiece } from "./test-support/reference.ts";
import { everyRow, rows } from "./test-support/rows.ts";

describe("the table", () => {
  test("has each row under its id, in a fixed order", () => {
    expect(Object.keys(activations)).toEqual([
      ...["identity", "step", "sigmoid", "hardSigmoidSixth", "hardSigmoidFifth", "tanh", "hardTanh"],
      ...["relu", "relu6", "leakyRelu", "prelu", "elu", "selu", "celu", "softplus", "softsign", "silu"],
      ...["hardSwish", "gelu", "geluTanh", "mish", "logSigmoid", "arctan", "erf"],
    ]);
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
      expect(() => activation(id)).toThrow(
        `expected one of the ids ${known}; got ${JSON.stringify(id)}. Ids are case-sensitive.`,
      );
    },
  );

  test("shortens a huge id", () => {
    expect(() => activation("x".repeat(1e6))).toThrow(`got "${"x".repeat(40)}…"`);
    expect(() => activation("x".repeat(40))).toThrow(`got "${"x".repeat(40)}".`);
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

describe.each(everyRow)("the row of %s", (_, row) => {
  const boundaries = row.pieces.slice(1).map((right, i) => {
    const left = row.pieces[i] ?? right;
    const [ofLeft, ofRight] = [left, right].map((piece) => referenceOfPiece(piece, row.parameters));
    return { at: right.from, ends: left.to, left: ofLeft, right: ofRight };
  });
  const kinks = boundaries.flatMap(({ at, left, right }) => {
    const [slopes, jump] = [
      [left?.derivative(at), right?.derivative(at)].map(Number),
      Number(right?.value(at)) - Number(left?.value(at)),
    ];
    const kink = { at, left: slopes[0], right: slopes[1] };
    return jump !== 0 ? { ...kink, jump } : kink.left !== kink.right ? kink : [];
  });

  test("has pieces from −∞ to ∞ without a gap", () => {
    expect(row.pieces[0]?.from).toBe(-Infinity);
    expect(row.pieces.at(-1)?.to).toBe(Infinity);
    expect(boundaries.map(({ ends }) => ends)).toEqual(boundaries.map(({ at }) => at));
    for (const { from, to } of row.pieces) expect(from).toBeLessThan(to);
  });

  test("has a kink where the slopes of two pieces differ or f jumps, and nowhere else", () => {
    const slopesAndJumps = row.kinks.map(({ derivative, convention, ...rest }) => rest);
    expect(slopesAndJumps).toEqual(kinks);
  });

  test("takes value, slope and second derivative at a boundary from the left", () => {
    for (const { at, left } of boundaries) {
      expect(row.value(at)).toBeCloseTo(Number(left?.value(at)), 14);
      expect(row.derivative(at)).toBe(Number(left?.derivative(at)));
      expect(row.secondDerivative(at)).toBe(Number(left?.secondDerivative(at)));
    }
    for (const { at, derivative, left } of row.kinks) {
      expect(derivative).toBe(left);
      expect(row.derivative(at)).toBe(left);
    }
  });

  test("gives NaN for NaN", () => {
    for (const f of [row.value, row.derivative, row.secondDerivative]) expect(f(Number.NaN)).toBeNaN();
  });

  test("does not tell −0 from 0", () => {
    for (const f of [row.value, row.derivative, row.secondDerivative]) expect(f(-0) === f(0)).toBe(true);
  });

  test.each([1e307, Number.MIN_VALUE])("is finite at ±%d", (x) => {
    for (const f of [row.value, row.derivative, row.secondDerivative]) {
      for (const signed of [x, -x]) expect(f(signed)).toSatisfy(Number.isFinite);
    }
  });

  test.each([-1, 1])("goes to its limit towards %d · ∞", (sign) => {
    const [near, far] = [sign * 1e9, sign * Infinity];
    // Softsign and arctan are the slowest: 1e-9 is left of their value there, and 1e-18 of their slope.
    expect(row.derivative(near) - row.derivative(far)).toBeCloseTo(0, 17);
    expect(Math.abs(row.secondDerivative(near))).toBeLessThanOrEqual(2e-27);
    expect(Math.abs(row.secondDerivative(far))).toBe(0);
    const slope = row.derivative(far);
    if (slope === 0) expect(row.value(near)).toBeCloseTo(row.value(far), 8);
    else {
      expect(row.value(near)).toBeCloseTo(slope * near, 6);
      expect(row.value(far)).toBe(slope * far);
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
