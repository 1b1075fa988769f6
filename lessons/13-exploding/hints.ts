import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  clipByNorm: [
    "How long is the whole step, through all weights at once? You need this one number before you touch any entry.",
    "Put all entries of all gradients into one long list, and take its length. Then compare it with the limit.",
    "A gradient within the limit comes back as it is. Of a longer one every entry is multiplied by the same factor.",
    "The factor is the limit divided by the length. Math.hypot takes any number of arguments and gives the length of a vector.",
  ],
  "clipByNorm › shortens a gradient whose squares are too large for a number": [
    "Multiply 3e200 by itself in the console. What comes out, and what is left of a length that is made of it?",
    "Divide by the largest entry before you square, or let Math.hypot do that for you.",
  ],
  "clipByNorm › refuses NaN and Infinity": [
    "What is NaN <= 1? And what is Infinity / Infinity? Neither gradient has a direction that could be kept.",
    "The starter has a function that throws for you. Call it before anything else.",
  ],
  clipByValue: [
    "Here no entry knows of any other. Write what becomes of one number, and apply it to all.",
    "There are two limits, one above 0 and one below. A number between them stays.",
    "Math.min keeps a number from being too large, and Math.max keeps it from being too small.",
  ],
  "clipByValue › refuses NaN and Infinity": [
    "Infinity is above the limit, so it would come out as the limit, and nobody would see that training has gone wrong.",
    "Let the starter's function look at the gradients before you look at the limits.",
  ],
  weightDecayStep: [
    "The formula has two parts. Take a decay of 0 first, and see which check says what.",
    "The weight keeps the share 1 − learningRate · decay. Then the learning rate times the gradient goes off.",
    "Weights and gradients have the same shapes: the entry at one place of one list belongs to the entry at the same place of the other.",
  ],
  "weightDecayStep › refuses NaN and Infinity, and leaves the weights as they were": [
    "A weight that has become NaN stays NaN in every later step. What should happen instead of the step?",
    "Check the gradients before you compute anything, and build new lists: the ones that were passed in stay as they are.",
  ],
  "a deep chain at its cliff": [
    "Here your functions work together: a real gradient, clipped, and then a step. When their own checks hold, look here again.",
    "With limit 1 and learning rate 0.01 the weight moves by 0.01 wherever the gradient is longer than 1, always towards 1.",
  ],
};
