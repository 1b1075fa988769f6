import type { Hints } from "../../lesson-modules.ts";

export const hints: Hints = { double: ["Twice is one and one more.", "Which sum is twice a number?"] };
