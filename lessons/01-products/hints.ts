import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  pathGain: [
    "Follow a gradient of size 1 through the list, factor by factor. What is left of it after the first factor, and after the second?",
    "You need one number that you carry along, and that every factor changes. What must it be before the first factor?",
    "Begin with 1, the gradient as it arrives, and multiply. A loop or the list's own reduce does it in a line or two.",
  ],
  "pathGain › leaves the gradient as it was where there is no layer": [
    "A path without layers changes nothing. By which number do you multiply when nothing should change?",
    "That number is what you begin with, before the first factor. With an empty list it is also what you end with.",
  ],
  logGain: [
    "The gain of a deep path is too small to write down, but its power of ten is an ordinary number. What does a logarithm make of a product?",
    "log₁₀(a · b) = log₁₀ a + log₁₀ b. So each layer can be turned into a power of ten before anything is put together.",
    "The logarithm asks how large a factor is, and a negative factor is as large as its magnitude. With an empty list nothing is added up.",
  ],
  "logGain › stays finite at 10,000 layers": [
    "Print the product of 2,000 factors 0.5. What is its logarithm?",
    "Nothing in your function should ever hold the whole product. Which small number can each layer contribute instead?",
  ],
  layersUntil: [
    "Write the products down for gain 0.5: after 0 layers 1, then 0.5, 0.25, 0.125. Which of them is the first at the target or past it?",
    "Two ways lead there. Multiply layer by layer and count until the target is met, or solve gain^L = target for L with logarithms.",
    "Below 1 the products fall towards the target, above 1 they rise towards it. The question asked at each layer is another one in the two cases.",
    "Before that, look at the cases with no work: the target met by the gain 1 of no layer at all, and a gain of exactly 1, which no layer changes.",
  ],
  "layersUntil › stops at a product that meets the target exactly": [
    "The comment says ≤ and ≥: a product equal to the target has reached it.",
    "A quotient of logarithms is rounded, and can come out a hair above the whole number it should be. Check the layer before with a power of the gain.",
  ],
  "chains of single units": [
    "These checks follow the gradient through a real chain with your pathGain and logGain. When the checks of those two hold, look here again.",
    "The first layer at which the norm leaves its bounds is named in the message. Give your function the factors up to that layer, and print what it makes of them.",
  ],
};
