import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  momentumStep: [
    "Take one weight, and do both lines of the formula by hand. Then do the same for each place of the lists.",
    "The velocity comes first, from the old one and the gradient. The weights use the new velocity.",
    "Two new lists come out, each made of the old one entry by entry. The learning rate stands in one of them only.",
  ],
  "momentumStep › makes steps that grow to η g / (1 − μ) under a constant gradient": [
    "With g = 1 and μ = 0.9 the velocities are 1, 1.9, 2.71, and so on. Which does your function give?",
    "The gradient is added whole. What is multiplied by μ is the old velocity alone.",
  ],
  rmsPropStep: [
    "Two lines again: first the mean square of each weight, then the weights.",
    "The new mean is a mixture: α parts of the old one, and 1 − α parts of the newest square.",
    "Divide each gradient by the root of its own new mean square. ε is added after the root is taken.",
  ],
  "rmsPropStep › leaves a weight alone whose gradient is 0": [
    "With g = 0 the mean square is 0 as well. What stands below the fraction bar then?",
    "If you divide by the gradient on the way, treat 0 by itself: the step is 0.",
  ],
  adamStep: [
    "Three things are kept from step to step: both means and the number of steps. The hats are made anew each time.",
    "Raise the number of steps first. It is 1 in the first step, and each mean is divided by 1 minus its β to that power.",
    "The weights move by the corrected mean, over the root of the corrected mean square and ε. The record gets the means without the hats.",
  ],
  "adamStep › makes a first step of η in the direction of the sign, for a gradient far above ε": [
    "After one step m is (1 − β₁) g. By what must it be divided, so that g comes out?",
    "The same with v: it is (1 − β₂) g² after one step, and g² after the correction. The root of it is |g|.",
  ],
  "adamStep › makes steps of η g / (g + ε) under a constant gradient": [
    "With a constant gradient both corrected means are exact at every step: g and g². Print them.",
    "Then the step has g above the bar, and g + ε below. If yours is far too short, look where ε is added.",
  ],
  "adamStep › counts the steps of each parameter by itself": [
    "Here another weight makes some steps first. What does your function remember that is not in the record?",
    "Nothing may be kept outside of the function. The number of steps stands in the record that comes in.",
  ],
  "nine layers of sigmoids": [
    "These checks run your functions in a real training. When the checks of the single functions hold, look here again.",
    "The message names the rule and ε. The first layer's gradients are some 1e-6 there: take one step of such a gradient by hand.",
  ],
};
