import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  gradientRms: [
    "The name says the three steps, read from the right: square every entry, take the mean, take the root.",
    "Where a check names a very small gradient, print the square of one of its entries.",
    "The root mean square of ten times a gradient is ten times as large. So you may measure it in a unit of your own, and multiply by the unit in the end.",
    "The largest entry, without its sign, is a good unit: then every square is at most 1. Think of the gradient that has no largest entry but 0.",
  ],
  relativeChange: [
    "Two lengths are needed: that of the way from before to after, and that of the weight before.",
    "The way is a list too: entry by entry, after minus before. Its length is the root of the sum of its squares.",
    "Divide the first length by the second. The number of entries plays no part, since it would stand in both.",
  ],
  "the classic experiment": [
    "Here your functions read a real training. When the checks of the single functions hold, look here again.",
    "The message gives a range: 38 of 40 trainings lie in it. A value outside of it comes from the function that reads it, since the training is the same for everyone.",
  ],
  diagnose: [
    "Write one condition for each sign first, in any order, and see which reports come out wrong.",
    "Look at the report that the message shows. Which signs does it show all at once, and which of them follows from another one?",
    "Dead units have no slope, so they count as saturated too. Either stops the gradient on its way, so that the first layer gets next to nothing. And where nothing arrives, the loss stays flat.",
    "A run that is solved needs no treatment, whatever else it shows: ask for it first. Then go from what is worst to what follows from it, and end with what remains.",
  ],
  "diagnose › takes a gradient that overflows for an explosion": [
    "A comparison with NaN is false, whichever way round it is written.",
    "Number.isFinite tells whether a number is one that can be compared.",
  ],
};
