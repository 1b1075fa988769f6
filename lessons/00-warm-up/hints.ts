import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  centralDifference: [
    "A slope is a rise over a run: how far apart two values of f are, over how far apart the two points are.",
    "The formula in the comment uses f at two points. Write each of them down in terms of x and h before you write the fraction.",
    "Everything above the line is one difference, everything below it one product. Round brackets keep each of them together.",
  ],
  "centralDifference › looks to both sides: on x³ at 2 with a step of 1 it gives 13": [
    "Work this one out by hand: what is t³ one step to the right of 2, and one step to the left of it?",
    "The right value is 27, the left value is 1. They are two steps apart. Which of the three numbers does your code get wrong?",
    "Print the two values of f that your code takes, and the number that it divides by.",
  ],
  "centralDifference › has an error that falls to a quarter when the step is halved": [
    "Halve the step and watch the error: for a two-sided slope it should become four times smaller. For a one-sided slope it only halves.",
    "If the error does not change at all with the step, ask whether your code uses the h that it was given.",
  ],
};
