import { expect, test } from "vitest";
import { harmlessText } from "./harmless-text.ts";

test("leaves the texts of suites as they are", () => {
  const text = 'σ′(x) ≤ 1/4:\n\t"a" & <b> ]]> 😀 é';
  expect(harmlessText(text)).toBe(text);
});

test.each([
  ["a colour", "\u001b[31mred\u001b[39m", "red"],
  ["a link", "\u001b]8;;https://example.org\u0007here\u001b]8;;\u0007", "here"],
  ["NUL", "a\0b", "a�b"],
  ["a lone first half", "a\ud83d", "a�"],
  ["a lone second half", "\ude00a", "�a"],
  ["what is no character", "\uffff\ufffe", "��"],
  ["an escape that ends nowhere", "a\u001b", "a�"],
  ["a control character of a terminal", "\u0007\u007f", "��"],
])("makes %s harmless", (_name, text, harmless) => {
  expect(harmlessText(text)).toBe(harmless);
});

test("clips what does not end, and halves no character", () => {
  const long = harmlessText(`a${"😀".repeat(1e6)}`);
  expect(long.length).toBeLessThan(10_100);
  expect(long.isWellFormed()).toBe(true);
  expect(long.endsWith("�…")).toBe(true);
});
