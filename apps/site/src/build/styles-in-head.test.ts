import { expect, test } from "vitest";
import { stylesInHead } from "./styles-in-head.ts";

const own = '<link rel="stylesheet" href="/own.css">';
const code = '<link rel="stylesheet" href="/code.css">';
const wide = '<link rel="stylesheet" media="(min-width: 50em)" href="/wide.css">';

test.each([
  [
    "is in the head already",
    `<head>${own}</head><body><p>a</p></body>`,
    `<head>${own}</head><body><p>a</p></body>`,
  ],
  [
    "stands in the body, however often, comes into the head once",
    `<head>${own}</head><body><p>a</p>${code}<p>b</p><div>${code}</div></body>`,
    `<head>${own}${code}</head><body><p>a</p><p>b</p><div></div></body>`,
  ],
  [
    "stands in both, stays in the head",
    `<head>${own}</head><body>${own}<p>a</p></body>`,
    `<head>${own}</head><body><p>a</p></body>`,
  ],
  [
    "is one of several, keeps its place among them",
    `<head></head><body>${code}<p>a</p>${wide}</body>`,
    `<head>${code}${wide}</head><body><p>a</p></body>`,
  ],
])("a style sheet that %s", (_, before, after) => {
  expect(stylesInHead(`<!DOCTYPE html><html>${before}</html>`)).toBe(`<!DOCTYPE html><html>${after}</html>`);
});

test("what only looks like a link, in a script or a comment, stays", () => {
  const html = `<html><head></head><body><script>'${code}'</script><!-- ${code} --></body></html>`;
  expect(stylesInHead(html)).toBe(html);
});

test("a page without the end of a head is refused", () => {
  expect(() => stylesInHead(`<body>${code}</body>`)).toThrow("has no </head>");
});
