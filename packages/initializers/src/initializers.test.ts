import { activations } from "@vanishing/activations";
import { linear, type Matrix, normalMatrix, precisionOf, random, Tape } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { gaussianMean } from "./gaussian-mean.ts";
import type { Initializer, InitializerSettings } from "./initializer.ts";
import { initializer, initializers, sigmaWOf, standardDeviationOf } from "./initializers.ts";
import { meanField } from "./mean-field.ts";

const rows: readonly Initializer[] = Object.values(initializers);
const fans = { fanIn: 192, fanOut: 128 };
const batch = normalMatrix(random(5), 400, fans.fanIn, 1, "f64");

/** The fans, and a batch for the one row that measures on it. */
function settingsOf(row: Initializer, settings: InitializerSettings): InitializerSettings {
  return Object.hasOwn(row.settings, "inputs") ? { ...settings, inputs: batch } : settings;
}

describe("the table", () => {
  test("has each row under its id, in a fixed order", () => {
    expect(Object.keys(initializers)).toEqual(
      (
        "zeros constant uniform normal truncatedNormal lecunUniform lecunNormal glorotUniform glorotNormal " +
        "heUniform heNormal frameworkDefault orthogonal identity sparse lsuv"
      ).split(" "),
    );
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(initializers));
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test.each(rows)("the row of $id has its rule in words and TeX, and cites a source", (row) => {
    const { authors, title, publication, year, doi, note } = row.source;
    for (const text of [row.rule, row.inWords, ...authors, title, publication, note]) {
      expect(text.trim()).not.toBe("");
    }
    expect(authors.length).toBeGreaterThan(0);
    expect(year).toSatisfy(Number.isInteger);
    if (doi !== undefined) expect(doi).toMatch(/^10\.\d{4,9}\/\S+$/);
  });
});

describe.each(rows)("$id", (row) => {
  test.each(["f32", "f64"] as const)(
    "fills a (fan-in, fan-out) matrix in %s, f32 by default",
    (precision) => {
      const weight = row.draw(random(1), settingsOf(row, { ...fans, precision }));
      expect([weight.rows, weight.columns]).toEqual([192, 128]);
      expect(precisionOf(weight)).toBe(precision);
      expect(weight.data.every(Number.isFinite)).toBe(true);
      expect(precisionOf(row.draw(random(1), settingsOf(row, fans)))).toBe("f32");
    },
  );

  test("gives the same bits for the same seed, and others for another if it draws at all", () => {
    const drawn = (seed: number) => row.draw(random(seed), settingsOf(row, { ...fans, precision: "f64" }));
    const [first, again, other] = [drawn(3), drawn(3), drawn(4)];
    const isFixed = ["zeros", "constant", "identity"].includes(row.id);
    expect(first.data.every((entry, at) => Object.is(entry, again.data[at]))).toBe(true);
    expect(first.data.every((entry, at) => entry === other.data[at])).toBe(isFixed);
  });

  test("in f32 is the f64 draw, rounded", () => {
    // LSUV measures in the precision of the weight.
    const tolerance = row.id === "lsuv" ? 1e-6 : 2 ** -24;
    const [short, long] = (["f32", "f64"] as const).map((precision) =>
      row.draw(random(8), settingsOf(row, { ...fans, precision })),
    );
    const isRounded = (entry: number, at: number) => {
      const exact = long?.data[at] ?? Number.NaN;
      return Math.abs(entry - exact) <= tolerance * Math.abs(exact);
    };
    expect(short?.data.every(isRounded)).toBe(true);
  });

  test("has the stated mean square, within what chance allows", () => {
    const settings = settingsOf(row, { ...fans, precision: "f64" });
    const weight = row.draw(random(2), settings);
    const variance = row.variance(settings);
    const { mean, meanSquare } = sampleMoments(weight);
    const kurtosis = kurtosisOf[row.id as keyof typeof kurtosisOf];
    if (kurtosis === undefined) {
      // Fixed by the rule; LSUV's by the batch, whose mean square is 1 within some √(2/(400 · 192)), and its tolerance.
      expect(Math.abs(meanSquare - variance)).toBeLessThanOrEqual(
        (row.id === "lsuv" ? 0.05 : 1e-12) * variance,
      );
      return;
    }
    const entries = row.id === "sparse" ? 15 * fans.fanOut : weight.data.length;
    // Five standard errors: a chance of 6e-7.
    expect(Math.abs(mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / weight.data.length));
    expect(Math.abs(meanSquare / variance - 1)).toBeLessThanOrEqual(5 * Math.sqrt((kurtosis - 1) / entries));
    expect(standardDeviationOf(row, settings)).toBe(Math.sqrt(variance));
    expect(sigmaWOf(row, settings)).toBe(Math.sqrt(fans.fanIn * variance));
  });

  test("lets independent inputs through with mean square fan-in · variance · q", () => {
    const examples = 300;
    const tape = new Tape({ precision: "f64" });
    const weight = row.draw(random(10), settingsOf(row, { ...fans, precision: "f64" }));
    const inputs = normalMatrix(random(9), examples, fans.fanIn, 1, "f64");
    const outputs = linear({ weight }).forward(tape, tape.constant(inputs)).value;
    // For a given weight |xW|² has mean tr(WᵀW) and variance 2 tr((WᵀW)²). Five standard errors: a chance of 6e-7.
    const w = tape.constant(weight);
    const gram = w.matmul(w, { transposeLeft: true }).value;
    const expected = fans.fanIn * sampleMoments(weight).meanSquare;
    const traceOfSquare = [...gram.data].reduce((sum, entry) => sum + entry ** 2, 0);
    const standardError = Math.sqrt((2 * traceOfSquare) / examples) / fans.fanOut;
    expect(Math.abs(sampleMoments(outputs).meanSquare - expected)).toBeLessThanOrEqual(5 * standardError);
  });

  const drawn = row.draw as (random: unknown, settings: unknown) => Matrix;
  const good = settingsOf(row, fans);

  test.each<[string, unknown, string]>([
    ["no settings", undefined, "expected a record of settings, came undefined"],
    ["fans as a list", [3, 4], "expected a record of settings, came an array of length 2"],
    ["no fan-in", { fanOut: 3 }, "expected fanIn to be a whole number from 1 on, came undefined"],
    ["fan-in 0", { ...good, fanIn: 0 }, "expected fanIn to be a whole number from 1 on, came 0"],
    ["fan-in −2", { ...good, fanIn: -2 }, "came -2"],
    ["fan-in 2.5", { ...good, fanIn: 2.5 }, "came 2.5"],
    ["fan-in NaN", { ...good, fanIn: Number.NaN }, "came NaN"],
    ["fan-in as text", { ...good, fanIn: "3" }, 'came "3"'],
    ["fan-out 0", { ...good, fanOut: 0 }, "expected fanOut to be a whole number from 1 on, came 0"],
    ["fan-out Infinity", { ...good, fanOut: Infinity }, "came Infinity"],
    ["another precision", { ...good, precision: "f16" }, 'expected the precision "f32" or "f64", came "f16"'],
    ["a misspelt setting", { ...good, gian: 2 }, 'came "gian"'],
  ])("refuses %s", (_name, settings, message) => {
    expect(() => drawn(random(1), settings)).toThrow(`${row.id}: `);
    expect(() => drawn(random(1), settings)).toThrow(message);
    expect(() => row.variance(settings as InitializerSettings)).toThrow(message);
  });

  test("refuses a size that no matrix can have", () => {
    const huge = { fanIn: 2 ** 20, fanOut: 2 ** 20 };
    if (row.id === "lsuv") expect(() => drawn(random(1), { ...huge, inputs: batch })).toThrow("inputs");
    else expect(() => drawn(random(1), huge)).toThrow("expected at most 2147483647 entries");
  });

  const draws = !["zeros", "constant", "identity"].includes(row.id);
  test.each(draws ? [1, undefined] : [])("refuses %s where the stream belongs", (stream) => {
    expect(() => drawn(stream, good)).toThrow(
      `${row.id}: expected a stream of random numbers, came ${stream}. Likely fix: pass random(1)`,
    );
  });

  const numbers = ["gain", "limit", "standardDeviation"].filter((name) => Object.hasOwn(row.settings, name));
  test.each(numbers)("refuses a negative, infinite or missing-number %s", (name) => {
    for (const value of [-1, Number.NaN, Infinity, "1", null]) {
      expect(() => drawn(random(1), { ...good, [name]: value })).toThrow(
        `${row.id}: expected ${name} to be a finite number from 0 on`,
      );
    }
  });

  test.each(numbers)("is proportional to its %s", (name) => {
    const wide = { ...good, precision: "f64" as const };
    const half = row.draw(random(6), { ...wide, [name]: 0.5 });
    const double = row.draw(random(6), { ...wide, [name]: 1 });
    const isHalf = (entry: number, at: number) =>
      Math.abs(2 * entry - (double.data[at] ?? Number.NaN)) <= Number.EPSILON * Math.abs(entry) * 4;
    expect(half.data.every(isHalf)).toBe(true);
    expect(row.variance({ ...wide, [name]: 0.5 }) * 4).toBeCloseTo(row.variance({ ...wide, [name]: 1 }), 14);
    expect(row.draw(random(6), { ...wide, [name]: 0 }).data.every((entry) => entry === 0)).toBe(true);
  });

  test("takes the defaults that it states", () => {
    const stated = Object.entries(row.settings).filter(
      ([name, value]) => value !== undefined && name !== "inputs",
    );
    const given = { ...good, ...Object.fromEntries(stated) } as InitializerSettings;
    const plain = row.draw(random(6), good);
    expect(row.draw(random(6), given).data.every((entry, at) => entry === plain.data[at])).toBe(true);
  });
});

test("a network of the framework's default layers loses a factor √(1/6) a layer with ReLU", () => {
  const sigmaW = sigmaWOf(initializers.frameworkDefault, { fanIn: 77, fanOut: 5 });
  expect(sigmaW).toBeCloseTo(1 / Math.sqrt(3), 15);
  expect(meanField(activations.relu, { sigmaW }).fixedPoint().chi1).toBeCloseTo(1 / 6, 14);
});

describe("initializer", () => {
  test.each(rows)("gives the row $id", (row) => {
    expect(initializer(row.id)).toBe(row);
  });

  const known = Object.keys(initializers).join(", ");
  test.each<[unknown, string]>([
    ["kaiming", '"kaiming"'],
    ["HeNormal", '"HeNormal"'],
    ["", '""'],
    ["constructor", '"constructor"'],
    ["__proto__", '"__proto__"'],
    ["x".repeat(1e6), `"${"x".repeat(40)}…"`],
    [undefined, "undefined"],
    [3, "3"],
    [["zeros"], "an array of length 1"],
  ])("refuses what is no id and lists those that are (%#)", (id, description) => {
    expect(() => initializer(id as string)).toThrow(
      `initializer: expected one of the ids ${known}, came ${description}`,
    );
  });
});

/** E[w⁴] / E[w²]² of rows with independent entries, from which the sample variance's own variance follows: (κ − 1) / N. */
const kurtosisOf = {
  uniform: 9 / 5,
  normal: 3,
  truncatedNormal: truncatedKurtosis(),
  lecunUniform: 9 / 5,
  lecunNormal: 3,
  glorotUniform: 9 / 5,
  glorotNormal: 3,
  heUniform: 9 / 5,
  heNormal: 3,
  frameworkDefault: 9 / 5,
  // Of the non-zero ones.
  sparse: 3,
};

function truncatedKurtosis(): number {
  const moment = (power: number) => gaussianMean((z) => (Math.abs(z) <= 2 ? z ** power : 0), 1, [-2, 2]);
  return (moment(4) * moment(0)) / moment(2) ** 2;
}

function sampleMoments({ data }: Matrix): { mean: number; meanSquare: number } {
  let [sum, squares] = [0, 0];
  for (const entry of data) {
    sum += entry;
    squares += entry ** 2;
  }
  return { mean: sum / data.length, meanSquare: squares / data.length };
}
