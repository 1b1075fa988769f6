import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test.each([
  [[], { runs: 5, pages: [] }],
  [["--runs", "1"], { runs: 1, pages: [] }],
  [["--page", "/", "--page", "/lessons/x/", "--page", "/"], { runs: 5, pages: ["/", "/lessons/x/"] }],
])("%j is %j", (given, asked) => {
  expect(readArguments(given)).toEqual(asked);
});

test.each([
  [["--runs", "0"], '--runs takes a whole number from 1 to 50, not "0"'],
  [["--runs", "51"], 'not "51"'],
  [["--runs", "1.5"], 'not "1.5"'],
  [["--runs", ""], 'not ""'],
  [["--runs", "9".repeat(10_000)], 'not "9{60}"'],
  [["--pages", "/"], "--pages"],
  [["/lessons/x/"], "/lessons/x/"],
])("%j is refused", (given, message) => {
  expect(() => readArguments(given)).toThrow(new RegExp(message));
});
