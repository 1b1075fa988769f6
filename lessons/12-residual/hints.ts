import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  residual: [
    "The formula has two terms. Which of them needs the branch, and which of them needs α?",
    "Ask the branch once for f(x), a list as long as x. Then go through both lists side by side.",
    "Each entry of y is the entry of x plus α times the entry of f(x) at the same place, and nothing is done to the sum.",
  ],
  "residual › gives x back, bit for bit, where α is 0": [
    "Put α = 0 into your formula by hand. Each term that is left must be x itself, unchanged.",
    "A factor such as 1 − α, or a division afterwards, can change the last bit. The formula has none.",
  ],
  residualVjp: [
    "Follow x through the block: it goes into the branch, and it goes past the branch. A gradient comes back on both ways.",
    "The way past the branch changes nothing. The way through it is the branch's vjp, at the x that went in.",
    "On the way forward f(x) was multiplied by α before it was added, so what comes back through the branch is multiplied by α too. Then the two gradients are added.",
  ],
  "residualVjp › fifty times over keeps a gradient of which the branches pass a millionth": [
    "Here the branches pass next to nothing. What should be left is what the skip passes.",
    "Look at one block alone: what arrives is 1, and what is passed on is 1 and a millionth.",
  ],
  residualGain: [
    'Work out two blocks on paper, for α = 1 and "layer": the first factor has v = 1, the second v = 2.',
    "A loop over the blocks keeps two numbers, the growth so far and v. The growth is multiplied first, and then v gets larger.",
    "Only what v gets depends on the normalisation: nothing, α², or (1 − 1/π) α².",
  ],
  "residualGain › with batch normalisation grows like L to the power of 1.47": [
    "This check follows from the one before it. When the product is right, the power is.",
    "The power is 1/(1 − 1/π). Compare with what is added to v in each block.",
  ],
  reZero: [
    "When α moves by a little, each entry of y moves by that times an entry of f(x). What arrives for that entry says what it is worth.",
    "The slope is a sum over the entries: what arrives, times what the branch gave. The old α is not in it.",
    "Then the step of plain descent: the old α, minus the learning rate times the slope.",
  ],
  "a deep network": [
    "This check runs your functions through whole networks. When the checks of the single functions hold, look here again.",
    "Small errors in one block become large ones in fifty. Try a block of two or three numbers by hand, forward and back.",
  ],
};
