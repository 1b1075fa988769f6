import { expect, test } from "vitest";
import { colourValues } from "./colour-values.ts";

test("the first value of each property counts, in a style sheet as written and as minified", () => {
  const css = ".a {\n  --blue: #0069a6;\n  --ink: #111;\n}\n@media screen { .b { --blue: #5cb8ec; } }";
  for (const text of [css, css.replaceAll(/\s+/g, "")]) {
    expect([...colourValues(text)]).toEqual([
      ["--blue", "#0069a6"],
      ["--ink", "#111"],
    ]);
  }
});
