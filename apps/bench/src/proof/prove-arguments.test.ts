import { describe, expect, test } from "vitest";
import { readProveArguments } from "./prove-arguments.ts";

const known = ["exp", "tanh", "erf"];

describe("readProveArguments", () => {
  test.each([
    { given: [], read: { functions: known, sample: undefined, write: false } },
    { given: ["--write"], read: { functions: known, sample: undefined, write: true } },
    {
      given: ["erf", "exp", "erf"],
      read: { functions: ["exp", "erf"], sample: undefined, write: false },
    },
    {
      given: ["tanh", "--sample", "1009"],
      read: { functions: ["tanh"], sample: 1009, write: false },
    },
    { given: ["--sample=1"], read: { functions: known, sample: 1, write: false } },
  ])("reads $given", ({ given, read }) => {
    expect(readProveArguments(given, known)).toEqual(read);
  });

  test.each([
    { given: ["tan"], message: "There is no function tan to prove; there are exp, tanh, erf." },
    { given: ["tanh′"], message: "There is no function tanh′ to prove" },
    { given: ["--sample", "0"], message: '--sample takes a whole number from 1 to 10000000, not "0".' },
    { given: ["--sample", "1e3"], message: 'not "1e3"' },
    { given: ["--sample", "2.5"], message: 'not "2.5"' },
    { given: ["--sample", "10000001"], message: 'not "10000001"' },
    { given: ["--sample="], message: 'not ""' },
    { given: ["--sample"], message: "--sample" },
    { given: ["--simple", "3"], message: "--simple" },
    { given: ["--write", "--sample", "1009"], message: "--write takes every value of every function" },
    { given: ["--write", "exp"], message: "--write takes every value of every function" },
  ])("refuses $given and says why", ({ given, message }) => {
    expect(() => readProveArguments(given, known)).toThrow(message);
  });
});
