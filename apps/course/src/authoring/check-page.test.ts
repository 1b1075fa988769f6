import { describe, expect, test } from "vitest";
import { checkPage, decimalsIn } from "./check-page.ts";

const facts = { package: "core", minutes: 20, writes: ["f"], buildsOn: [] } as const;
const allowing = (decimals: Record<string, string>) => ({
  ...facts,
  writes: [...facts.writes],
  buildsOn: [],
  decimals,
});
const page = (...body: string[]) => ["---", "title: Sample", "---", "", ...body].join("\n");
const typed = (...body: string[]) =>
  checkPage(page(...body), [], allowing({})).map(({ line, problem }) => [
    line,
    /decimal (\S+)/.exec(problem)?.[1],
  ]);

describe("checkPage", () => {
  test("finds decimals in prose, headings, lists, tables' cells, emphasis and links, on their lines", () => {
    expect(
      typed("It is 0.25.", "", "# About −3.1", "", "- one", "- **0.5** of", "  [1.5 times](/lessons/x/)"),
    ).toEqual([
      [5, "0.25"],
      [7, "3.1"],
      [10, "0.5"],
      [11, "1.5"],
    ]);
  });

  test("finds decimals inside of elements, and in what elements are given as strings", () => {
    expect(
      typed(
        "<details>",
        "<summary>At 0.001, what?</summary>",
        "",
        "About 2.5.",
        "",
        "</details>",
        "",
        '<Figure alt="at 0.75"',
        '  label="and 0.1" />',
      ),
    ).toEqual([
      [6, "0.001"],
      [8, "2.5"],
      [12, "0.75"],
      [13, "0.1"],
    ]);
  });

  test("passes over code, mathematics, expressions and module code", () => {
    expect(
      typed(
        'import { a } from "a";',
        "export const x = 0.5;",
        "",
        "At `0.25` and $0.5$ and {0.75} it is {f(1.5)}.",
        "",
        "$$",
        "x = 0.125",
        "$$",
        "",
        "```ts",
        "const y = 2.5;",
        "```",
        "",
        "<Figure gain={0.9} client:visible />",
        "",
        "{[0.1, 0.2].map((h) => (",
        "  <td>{h}</td>",
        "))}",
      ),
    ).toEqual([]);
  });

  test("keeps the lines of a page with Windows line ends", () => {
    expect(
      checkPage(page("One.", "", "It is 0.25.").replaceAll("\n", "\r\n"), [], allowing({})),
    ).toMatchObject([{ line: 7 }]);
  });

  test("finds decimals in title and description", () => {
    const text = "---\ntitle: Half\ndescription: Why 0.5 is enough.\n---\n";
    expect(checkPage(text, ["Half", "Why 0.5 is enough."], allowing({}))).toMatchObject([{ line: 3 }]);
  });

  test("takes decimals that are allowed with a reason, with and without a sign", () => {
    const text = page("Section 8.1 says −0.5 and 0.5.");
    expect(checkPage(text, [], allowing({ "8.1": "a section", "−0.5": "a wrong claim" }))).toEqual([]);
  });

  test("finds an entry that allows what does not stand there", () => {
    expect(
      checkPage(page("Section 8.1."), [], allowing({ "8.1": "a section", "8.2": "a section" })),
    ).toMatchObject([{ problem: "lesson.decimals allows 8.2, which stands nowhere in the prose." }]);
  });

  test("names the line of syntax that is none", () => {
    expect(checkPage(page("One.", "", "It is {x."), [], allowing({}))).toMatchObject([
      { line: 7, problem: expect.stringContaining("cannot be read as MDX") },
    ]);
  });
});

test.each([
  ["0.25, 1.5 and .5", ["0.25", "1.5", ".5"]],
  ["1,234.5 or 3.4e-11", ["1,234.5", "3.4e-11"]],
  ["TypeScript 7.0 and Node 26.10.0", ["7.0", "26.10.0"]],
  ["It is 4. Then 5.", []],
  ["10,000 layers, 1/4, 50 %, volume 5(2), 2010", []],
  ["arXiv:1502.01852 and doi: 10.1109/72.279181 at https://a.example/v1.2", []],
  ["x0.5 and v1.2", []],
])("the decimals in %j are %j", (text, decimals) => {
  expect(decimalsIn(text)).toEqual(decimals);
});
