import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  "prescribe, where nothing is wrong": [
    "A treatment may be empty. For which report should it be?",
    "Ask for two things before you prescribe anything: does the gradient arrive, and are the steps neither too long nor too short?",
    "Each part of a treatment needs a condition of its own. Where no condition holds, no part is named.",
  ],
  "prescribe, where the gradient vanishes": [
    "Compare what the first layer gets with what the last one gets. The message of a failed check says which goal was missed.",
    "A better scale of the weights is right in the mean, and these networks are narrow and deep. What takes a gradient past the weights altogether?",
    "A branch that counts s makes the squared gradient grow by 1 + s² σ_w² E[φ′²] a layer. For which s does a product of as many factors as there are layers stay small?",
    "Where all skips are in place and the loss stays high, look at slopeRms. Lesson 3 knows an activation that never has a slope above 1/4.",
  ],
  "prescribe, where the gradient explodes": [
    "The ratio has an upper bound as well. Does your code ask for both?",
    "What has kept the values in order need not keep the gradient in order. Look at the gradients, not at the values.",
    "One remedy does for several causes here, if its size depends on the depth. And the part that caused it may well stay.",
  ],
  "prescribe, where the steps are wrong": [
    "The gradient arrives, so that there is nothing to do for it. Which probe tells of the step?",
    "A weight that moves by more than its own size in one step has forgotten how it was drawn. One that moves by a ten-thousandth needs ten thousand steps.",
    "A sound step is of the order of a hundredth. A starting point for the rate stands in the comment of the exercise.",
  ],
  "prescribe, for networks drawn by chance": [
    "Two things may be wrong at once: the conditions are asked for one by one, and each adds its part.",
    "When the other checks hold, look here. The message shows the report: which of your conditions hold for it, and which part does each of them add?",
    "If nothing arrives in the last layer, neither a sound nor a wrong rate can be seen in its step. valueRms of the last layer says whether anything arrives. Treat what can be seen.",
  ],
};
