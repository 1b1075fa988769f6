import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./figures.css", import.meta.url), "utf8");

/** The colours that the first rule with this selector sets. */
function coloursOf(selector: string): Record<string, string> {
  const rule = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return Object.fromEntries(
    [...rule.matchAll(/--vp-(\w+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

/** Contrast ratio of two colours `#rrggbb`, by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((place) => Number.parseInt(hex.slice(place, place + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each([
  ["light", ".vp-figure"],
  ["dark", ':root[data-theme="dark"] .vp-figure'],
])("%s", (_, selector) => {
  const colours = coloursOf(selector);

  test.each(["ink", "muted", "blue", "orange", "green"])(
    "text in %s is legible on paper and on a band",
    (name) => {
      expect(contrast(colours[name] ?? "", colours.paper ?? "")).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colours[name] ?? "", colours.band ?? "")).toBeGreaterThanOrEqual(4.5);
    },
  );
});
