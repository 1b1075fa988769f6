import { expect, test } from "vitest";
import { starterVersion } from "./starter-version.ts";

test("a version is 16 hexadecimal digits, and another text has another one", () => {
  expect(starterVersion("export const a = 1;\n")).toMatch(/^[0-9a-f]{16}$/);
  expect(starterVersion("export const a = 1;\n")).not.toBe(starterVersion("export const a = 2;\n"));
});

test("line ends make no difference", () => {
  expect(starterVersion("a\r\nb\r\n")).toBe(starterVersion("a\nb\n"));
});
