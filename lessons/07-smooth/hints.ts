import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  swish: [
    "Begin with σ(βx). Once you have it under a name, the value is one product and the slope a sum of two terms.",
    "The product rule: first the slope of x times the gate, then x times the slope of the gate.",
    "The slope of the gate σ(βx) in x has a factor β in it, which the chain rule brings out. And σ′ is made of σ alone.",
  ],
  "swish › is finite far out, at ±10,000": [
    "NaN comes from Infinity / Infinity, from Infinity · 0 or from Infinity − Infinity. Print the exponential that you use at 10,000 and at −10,000.",
    "One of the two forms of the sigmoid from the lesson on saturation divides by something that may become Infinity, and nothing more. That is harmless: the quotient is 0.",
  ],
  gelu: [
    "It is one line: x times Φ(x). The comment has two forms of Φ, and one of them is right in all checks.",
    "Mind the √2, the sign of the argument, and the half.",
    "There is no constant to look up. A formula with 0.044715, or with a polynomial for erf, is an approximation, and the suite sees the difference.",
  ],
  "gelu › keeps its digits far to the left": [
    "Print Φ(−6), Φ(−8) and Φ(−9) by both forms in the comment. Which of them can tell the three apart?",
    "erf(t) near −1 has spent its digits on the 1. After the addition of 1 only what was left over remains.",
    "erfc is small where its argument is large and positive. It is the form that adds nothing to 1.",
  ],
  geluDerivative: [
    "The product rule gives two terms, as with Swish. The first is the gate itself.",
    "The slope of Φ is the bell curve φ. Its top, at 0, is 1/√(2π), about 0.4.",
    "Check three inputs by hand: at 0 the slope is 1/2, far to the right 1, and at −2 it is negative.",
    "A difference of two values of gelu has ten right digits at best, and the check asks for twelve. The formula has them all.",
  ],
  "geluDerivative › keeps its digits far to the left": [
    "At −9 both terms are tiny, and both count. Print each of them.",
    "If the first term is exactly 0 there, look at how you compute Φ. Its other form keeps its digits.",
  ],
  selu: [
    "Decide for the side of 0 first, and compute only the numbers of that side.",
    "On the left the value is a scaled e^x − 1. The slope of that is what is left when the constant goes away.",
    "λ stands before everything, on both sides and in the slope. α stands on the left only.",
  ],
  "selu › keeps the digits of its slope far to the left": [
    "Print value and slope at −20 and at −40. One of the two has stopped moving, and the other must not.",
    "A slope that is made from the value can know no more than the value does. Make it from x.",
  ],
  "selu › keeps mean 0 and variance 1": [
    "This check looks at 20,000 normal numbers. A wrong factor on one side moves their mean, or stretches their variance.",
    "When the check of single values holds, this one does too. Look at that first.",
  ],
  "a stack of layers": [
    "Here your two functions of GELU work together: one sets the size of the next layer's inputs, the other what is passed back.",
    "When the checks of gelu and geluDerivative hold, look here again.",
  ],
};
