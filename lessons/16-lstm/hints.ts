import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  lstmStep: [
    "Four lines make the pre-activations, the gates, the new cell and the new hidden state. Write them one after the other, and print each.",
    "The pre-activations are one list of 4 · hidden numbers: what x gives, what h gives, and the bias, added up entry by entry. The given function does the first two.",
    "Cut that list into four blocks of equal length. Three of them go through σ, and the third one through tanh.",
    "The cell is a sum of two products, and nothing squashes it. The hidden state is a gate times tanh of the new cell.",
  ],
  "lstmStep › writes with i, keeps with f, shows with o, in the order i, f, g, o": [
    "The message lists four biases, in the order of the blocks. Work one line out by hand: a gate with 30 is 1, a gate with −30 is 0.",
    "Where the second bias is −30, nothing of the old cell is left. Where the fourth is, nothing is shown.",
  ],
  "lstmStep › reads x and h through their own weights": [
    "Each input is one row of U, each hidden unit one row of W. Only one of them is not 0 in the first three calls.",
    "Add both products before anything goes through σ or tanh.",
  ],
  "lstmStep › agrees with a reference cell after fifty steps": [
    "If a single step holds and fifty do not, look at what your step hands on: both parts of the state, as new lists.",
    "The c that is handed on is the cell itself, not what tanh makes of it.",
  ],
  "the gradient through time": [
    "These checks run your step many times and look at how its results follow what went in. When the checks of the step hold, look here again.",
    "The cell enters the new cell once, as a factor beside the forget gate. Each other function around it changes the slope.",
  ],
  cellGain: [
    "What does one step leave of a cell that held 1, when nothing is written?",
    "The second step does the same to what the first one left. So there are T equal factors.",
    "A gate is σ of its pre-activation, and here that is the bias alone.",
  ],
  "cellGain › is what your own cell keeps": [
    "The first number of the pair comes from your step, the second from cellGain. Which of them is off?",
    "If it is the first, see to the checks of the step. Nothing is written here, since the candidate is tanh(0).",
  ],
  forgetBiasFor: [
    "Go backwards: from the share that is left in the end to the gate of one step, and from the gate to its bias.",
    "T equal factors make the share. One of them is its T-th root, a power with the exponent 1/T.",
    "Then σ has to be undone: solve r = 1 / (1 + e^(−b)) for e^(−b) first.",
  ],
  "forgetBiasFor › undoes cellGain": [
    "Here two of your functions work together. See first that each agrees with its own checks.",
    "Print the bias, and what one step leaves with it. Its T-th power should be the share.",
  ],
};
