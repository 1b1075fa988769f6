import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  relu: [
    "There are two cases, and each gives both numbers at once: the output and the slope.",
    "A unit that is on passes x as it is, so its output changes as fast as x does. One that is off gives 0 whatever x is.",
    "0 itself belongs to the left case. Look at which comparison puts it there.",
  ],
  leakyRelu: [
    "Begin with your ReLU and change only what is left of 0.",
    "Left of 0 the function is a straight line through the origin. The steepness of a line is its slope.",
    "At 0 both pieces have the value 0, and the slope is that of the left piece.",
  ],
  prelu: [
    "Value and slope are those of a Leaky ReLU. What is new is the third number.",
    "Hold x still and turn α. On the right nothing happens to the value. On the left the value is a product with α in it.",
    "α may be negative or more than 1 here. So tell the pieces apart by the sign of x, and by nothing else.",
  ],
  "prelu › has the slopes of its own values, for x and for α": [
    "This check moves x a little and then α a little, and compares how your value follows with what you say that it does.",
    "The message names the input, and whether the slope for x or the slope for α is off. Compute that one by hand.",
  ],
  elu: [
    "Decide by the sign of x first, and compute only the piece that you need.",
    "The left piece is α times a difference, and its slope is α times an exponential. α stands in both.",
    "Both the value and the slope come from x. Neither can be had from the other without losing digits somewhere.",
  ],
  "elu › keeps its digits near 0": [
    "Print e to the power −1e-9, and see how many digits of the small difference from 1 are left in it.",
    "The comment in the exercise names a function of Math that gives this difference with all its digits.",
  ],
  "elu › has the slope α eˣ on the left, right to 12 digits": [
    "At −40 the value is exactly −α in the machine. What does a slope become that is computed from it?",
    "The exponential of x itself is small and has all its digits. Multiply that one.",
  ],
  "elu › has slope α at 0, by convention": [
    "Both pieces have the value 0 at 0. Their slopes there are α and 1: which of them stands on the left?",
    "The formula counts 0 to the left piece. Look at which comparison puts it there.",
  ],
  "elu › is finite at ±1000": [
    "e to the power 1000 is Infinity. At x = 1000 the left piece is not wanted: is it computed all the same?",
    "Infinity times 0 is NaN. A choice between two pieces does not have this trouble, a sum of both has.",
  ],
  deadFraction: [
    "Ask about one unit first: for which inputs is it off? Then count the units for which the answer is: for all of them.",
    "A unit is a column, so you meet it once in every row. The first row tells how many units there are.",
    "Zero counts as off. The count of dead units becomes a share when it is divided by the number of columns.",
  ],
  "a layer whose units are all off": [
    "These checks train a layer with your functions. When the checks of the single functions hold, look here again.",
    "The engine multiplies the gradient by your slope. The message says with which of the functions the layer does something else than it should.",
  ],
  "your functions in a network": [
    "Here the engine uses your values going forward and your slopes going back. When the checks of the single functions hold, look here again.",
    "If α does not come nearer to its goal, look at the slope for α. If the gradient leaves its band, look at the slope of ReLU.",
  ],
};
