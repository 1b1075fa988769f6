import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  sigmoid: [
    "Both forms in the comment are the same number on paper. Begin with one of them, and see which check says what about it.",
    "The exponential of a large positive number is Infinity. For which sign of x does each of the two forms meet such a number?",
    "Use one form where x is positive and the other where it is negative, so that the exponential is never above 1.",
  ],
  "sigmoid › always rises, and never by more than a quarter of the step": [
    "This check takes the rise from x to a little further right. Where it is 0 or negative, the curve is flat or runs downhill.",
    "The input that the message names is on one of the two sides. Print your sigmoid at that input and a quarter to the right of it.",
  ],
  sigmoidDerivative: [
    "The formula σ(x) · (1 − σ(x)) is right on paper. Write it first, and see where the checks begin to complain.",
    "Far to the right σ(x) is exactly 1 in the machine, so 1 − σ(x) is 0, and all digits of the slope are gone. On the left nothing of that kind happens.",
    "The slope is the same at x and at −x. So you may always compute it on the side where the exponential is small.",
    "With e for the exponential of −|x|, both σ and 1 − σ are fractions made of 1, e and 1 + e. Multiply the two on paper before you write them down.",
  ],
  "sigmoidDerivative › is a finite number at ±1000": [
    "NaN comes from Infinity / Infinity, from Infinity · 0 or from Infinity − Infinity. Print the exponential that you use at 1000 and at −1000.",
    "An exponential that is never above 1 cannot become Infinity, nor can its square.",
  ],
  tanhDerivative: [
    "1 − tanh²(x) is right on paper, and it fails where tanh²(x) rounds to 1. Which check shows that first?",
    "tanh is a sigmoid that was stretched: tanh(x) = 2 σ(2x) − 1. What does that make of its slope?",
    "So the slope of tanh at x is a multiple of the slope of the sigmoid at another point, and that slope you can compute without loss.",
  ],
  "a stack of layers": [
    "Here your slopes are multiplied over many layers. When the checks of the single functions hold, look here again.",
    "The message names the first layer, or the stack, that leaves its bounds. A slope that is a little off everywhere is far off after thirty layers.",
  ],
};
