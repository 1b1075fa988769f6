import { describe, expect, test } from "vitest";
import { breakLines, lacking, showable, textMarkup } from "./card-text.ts";

/** Every character is 10 wide; there are no accents and no Chinese ones. */
const measure = (text: string) => (/[é日]/.test(text) ? undefined : 10 * text.length);

describe("breakLines", () => {
  test.each([
    ["a text that fits", 200, ["a text that fits"]],
    ["a text that does not", 100, ["a text", "that does", "not"]],
    ["averylongword and more", 100, ["averylongword", "and more"]],
    ["  spaces \n of all kinds ", 300, ["spaces of all kinds"]],
    ["", 100, []],
  ])("breaks %j at %i", (text, width, lines) => {
    expect(breakLines(text, width, 5, measure)).toEqual(lines);
  });

  test("ends in an ellipsis what does not go into the lines that there are, within the width", () => {
    const lines = breakLines("one two three four five six seven", 100, 2, measure);
    expect(lines).toEqual(["one two", "three …"]);
    expect(breakLines("one, two, three", 50, 1, measure)).toEqual(["one …"]);
  });
});

describe("what the fonts lack", () => {
  test("is shown without its accent, or left out", () => {
    expect(showable("résumé 日 x²", measure)).toBe("resume  x²");
    expect(showable("re\u0301sume", measure)).toBe("resume");
  });

  test("is told, each once", () => {
    expect(lacking("résumé 日", measure)).toEqual(["é", "日"]);
    expect(lacking("a plain title", measure)).toEqual([]);
  });
});

test("markup escapes what means something in SVG", () => {
  expect(textMarkup('a < b & "c" > d')).toBe('a &lt; b &amp; "c" &gt; d');
});

test("markup raises superscripts and sets Greek letters as formulas do", () => {
  expect(textMarkup("x⁻²")).toBe(
    'x<tspan baseline-shift="super" font-size="65%">−</tspan><tspan baseline-shift="super" font-size="65%">2</tspan>',
  );
  expect(textMarkup("σ")).toBe('<tspan font-family="KaTeX_Math" font-style="italic">σ</tspan>');
});
