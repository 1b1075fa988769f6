import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  chi: [
    "The formula has three parts: a power of σ_w, a mean over z, and what the mean is taken of. Say each of them in words before you write it.",
    "gaussianMean takes a function of z and gives its mean. Which function of z stands inside E[…]?",
    "z has the variance 1, and the pre-activations have the mean square q. Stretch z first, take the slope there, and square it before the mean is taken.",
  ],
  "chi › of ReLU is σ_w² / 2 at every length": [
    "The slope of ReLU is 1 on one half of the line and 0 on the other, whatever q is. What is the mean of its square?",
    "What is left is the factor in front. The function is given a standard deviation, and the formula has a variance.",
  ],
  "chi › of tanh at length 0 is σ_w²": [
    "At q = 0 every pre-activation is 0. Put 0 in for q by hand, and see what your formula makes of it.",
    "A division by q, or by its root, has no value there. The formula has none.",
  ],
  fixedPoint: [
    "One step turns q into the next q. Write that step first, and print what it gives ten times in a row.",
    "The step is χ's formula with two changes: the activation where the slope was, and one more term at the end.",
    "A loop with an upper limit does the repeating. Inside it you need two lengths at a time, the old one and the new one, to see whether they still differ.",
  ],
  "fixedPoint › comes to an end where the lengths hardly do": [
    "Some lengths shrink for ever, by less and less. Which of the two stops in the comment ends the loop there?",
    "Count the steps, and give back the last length when the thousandth has been made.",
  ],
  depthScale: [
    "The formula is one line. The suite also asks for the place where the logarithm is 0.",
    "Try χ₁ = 1/e by hand: the squared norm falls by a factor e in one layer, so one layer has to come out.",
    "In the machine 1 / 0 is Infinity and −1 / 0 is −Infinity. Treat that one place by itself.",
  ],
  "the edge of chaos": [
    "Here your functions work together: χ at the fixed point, and the depth scale of that χ. When the checks of the single functions hold, look here again.",
    "The message names σ_w. Print your q* and your χ₁ there, one after the other, and compare q* with the next step from it.",
  ],
  orthogonal: [
    "The function qr does most of the work. What is left is a matter of signs, and of saying which column gets which.",
    "Change the sign of one column of Q. Which row of R must change its sign, so that the product stays the same?",
    "So column j of Q goes with entry (j, j) of R. Give the column the sign of that entry.",
  ],
  "orthogonal › gives columns of length 1 at right angles: QᵀQ = I to 1e-12": [
    "Multiply two columns of your result entry by entry and add up. The sum is 0 for two different ones, and 1 for a column with itself.",
    "If you work without qr: from each column take away what it shares with the earlier ones, and then bring its length to 1.",
  ],
  "a deep network": [
    "This check runs your functions through a whole network. When the checks of the single functions hold, look here again.",
    "χ must be right at every length, large and small: the lengths change from layer to layer. A small error in one layer is a large one after fifty.",
  ],
};
