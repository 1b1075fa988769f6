import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./palette.css", import.meta.url), "utf8");

/** The colours that the first rule with this selector sets. */
function coloursOf(selector: string): Record<string, string> {
  const rule = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return Object.fromEntries(
    [...rule.matchAll(/--vp-(\w+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

type Triple = readonly [number, number, number];

/**
 * How colours look without one kind of cone: matrices on linear RGB for a severity of 1, from G. M. Machado, M. M. Oliveira and L. A. F.
 * Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, table 1.
 */
const visions: Readonly<Record<string, readonly Triple[]>> = {
  "full colour vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linearRgb(hex: string): Triple {
  const channel = (place: number) => {
    const value = Number.parseInt(hex.slice(place, place + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function times(matrix: readonly Triple[], [a, b, c]: Triple): Triple {
  const [x = 0, y = 0, z = 0] = matrix.map((row) => row[0] * a + row[1] * b + row[2] * c);
  return [x, y, z];
}

/** CIE L*a*b* of a linear RGB colour, with the white of sRGB. */
function lab(rgb: Triple): Triple {
  const inGamut = rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple;
  const xyz = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    inGamut,
  );
  const [x = 0, y = 0, z = 0] = [xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883].map((value) =>
    value > (6 / 29) ** 3 ? Math.cbrt(value) : value / (3 * (6 / 29) ** 2) + 4 / 29,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** ΔE of CIE 1976: a step of 1 is about the smallest that an eye sees, when two fields touch. */
function difference(one: string, other: string, vision: readonly Triple[]): number {
  const [first, second] = [one, other].map((hex) => lab(times(vision, linearRgb(hex)))) as [Triple, Triple];
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

/** Contrast ratio of two colours `#rrggbb`, by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = linearRgb(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each([
  ["light", ":root"],
  ["dark", ':root[data-theme="dark"]'],
])("%s", (_, selector) => {
  const colours = coloursOf(selector);

  test.each(["ink", "muted", "blue", "orange", "green"])(
    "text in %s is legible on paper and on a band",
    (name) => {
      expect(contrast(colours[name] ?? "", colours.paper ?? "")).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colours[name] ?? "", colours.band ?? "")).toBeGreaterThanOrEqual(4.5);
    },
  );

  // Lines and dots lie apart from each other and need more than fields that touch: a dozen of those steps. The nearest are blue
  // and green to a reader with tritanopia; besides, dashes, shapes or names on the spot tell any two things apart.
  test.each(
    Object.keys(visions).flatMap((vision) =>
      [
        ["blue", "orange"],
        ["blue", "green"],
        ["orange", "green"],
        ["blue", "paper"],
        ["orange", "paper"],
        ["green", "paper"],
      ].map((pair) => [vision, ...pair]),
    ),
  )("with %s, %s and %s differ", (vision = "", one = "", other = "") => {
    const seen = difference(colours[one] ?? "", colours[other] ?? "", visions[vision] ?? []);
    expect(seen).toBeGreaterThanOrEqual(12);
  });
});

test("the measure of a colour's difference: black and white are 100 apart, and a colour is itself", () => {
  for (const vision of Object.values(visions)) {
    expect(difference("#000000", "#ffffff", vision)).toBeCloseTo(100, 1);
    expect(difference("#0069a6", "#0069a6", vision)).toBe(0);
  }
});
