import { readmeExamples } from "@vanishing/verification";
import { expect, test } from "vitest";

test.each(readmeExamples(new URL("../README.md", import.meta.url)))(
  "the README's example that begins with $title prints what the README says",
  ({ run, output }) => {
    expect(run()).toBe(output);
  },
);
