import type { Hints } from "@vanishing/grader";

// GAP: hints for each group of your suite, and for a test that needs its own; two to four each, from a nudge to nearly there, never code
export const hints: Hints = {
  meanSquare: [
    "Take the list 1, −2, 3 and work it out on paper first, step by step.",
    "There are three steps: square each value, add the squares up, divide by how many there are.",
  ],
};
