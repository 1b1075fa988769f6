import { describe, expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

const known = ["first", "second"];

describe("readArguments", () => {
  test.each([
    { given: [], read: { tables: known, pairs: 10, write: false } },
    { given: ["--pairs", "3", "--write"], read: { tables: known, pairs: 3, write: true } },
    { given: ["second", "--pairs=1"], read: { tables: ["second"], pairs: 1, write: false } },
    { given: ["second", "first", "second"], read: { tables: known, pairs: 10, write: false } },
  ])("reads $given", ({ given, read }) => {
    expect(readArguments(given, known)).toEqual(read);
  });

  test.each([
    { given: ["third"], message: "There is no table third; there are first, second." },
    { given: ["--pairs", "0"], message: '--pairs takes a whole number from 1 to 1000, not "0".' },
    { given: ["--pairs", "2.5"], message: 'not "2.5"' },
    { given: ["--pairs", "1e9"], message: 'not "1e9"' },
    { given: ["--pairs=-1"], message: 'not "-1"' },
    { given: ["--pairs="], message: 'not ""' },
    { given: ["--pairs"], message: "--pairs" },
    { given: ["--pears", "3"], message: "--pears" },
  ])("refuses $given and says why", ({ given, message }) => {
    expect(() => readArguments(given, known)).toThrow(message);
  });
});
