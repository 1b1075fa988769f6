import katex from "katex";
import { describe, expect, test } from "vitest";
import { everyRow } from "./test-support/rows.ts";
import { texOfDerivative, texOfValue } from "./test-support/tex-of-pieces.ts";

describe.each(everyRow)("the TeX of %s", (_, activation) => {
  const { symbolTex, tex, derivativeTex } = activation;

  test("of the value is made from the formula", () => {
    expect(tex).toBe(texOfValue(activation));
  });

  test("of the derivative is made from the formula's symbolic derivative", () => {
    expect(derivativeTex).toBe(texOfDerivative(activation));
  });

  test.each([`${symbolTex}(x) = ${tex}`, `${symbolTex}'(x) = ${derivativeTex}`])(
    "KaTeX sets %s without a complaint",
    (equation) => {
      const html = katex.renderToString(equation, { throwOnError: true, strict: "error" });
      expect(html).toContain("<math");
    },
  );
});
