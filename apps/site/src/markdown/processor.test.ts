import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { markdownProcessor } from "./processor.ts";

// Astro prints an error before it throws it.
beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => void vi.restoreAllMocks());

async function html(markdown: string, base = "/"): Promise<string> {
  const renderer = await markdownProcessor(base, () => false).createRenderer({});
  return (await renderer.render(markdown)).code;
}

describe("a formula", () => {
  test("in a line is set as HTML for the eye and as MathML, with its TeX, for screen readers", async () => {
    const page = await html("The slope $\\sigma'(x) \\le \\tfrac14$.");
    expect(page).toContain('<span class="katex-html" aria-hidden="true">');
    expect(page).toContain(
      '<annotation encoding="application/x-tex">\\sigma\'(x) \\le \\tfrac14</annotation>',
    );
    expect(page).not.toContain("katex-display");
  });

  test("of its own is displayed", async () => {
    expect(await html("$$\nL = 50\n$$")).toContain('<span class="katex-display">');
  });

  test("is found by search once, as the eye sees it", async () => {
    const page = await html("$x$ and $y$");
    expect(page.match(/<span class="katex-mathml" data-pagefind-ignore="">/g)).toHaveLength(2);
    expect(page.match(/data-pagefind-ignore/g)).toHaveLength(2);
  });

  test.each([
    ["an unknown command", "$\\vanish$", "\\vanish"],
    ["an open brace", "$\\frac{1}{2$", "expected '}'"],
    ["what TeX itself would refuse", "$é$", "Accented Unicode"],
    ["only in its second place", "$x$ and $\\gone$", "\\gone"],
  ])("that has %s stops the build and says why", async (_, markdown, reason) => {
    await expect(html(markdown)).rejects.toThrow(
      /This formula cannot be set: KaTeX parse error|LaTeX-incompatible/,
    );
    await expect(html(markdown)).rejects.toThrow(reason);
  });
});

test("an address that starts at the root moves under the base path", async () => {
  expect(await html("[saturation](/lessons/saturation/#bounds)", "/course")).toContain(
    'href="/course/lessons/saturation/#bounds"',
  );
});

test("the empty corner of a table is no header", async () => {
  const page = await html("| | a |\n| --- | --- |\n| b | 1 |\n");
  expect(page).toMatch(/<tr>\s*<td><\/td>\s*<th>a<\/th>\s*<\/tr>/);
});
