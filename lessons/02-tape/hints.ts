import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  multiply: [
    "This is the way forward, before any gradient comes in. What does a weight do to its input?",
    "One operator of the language does it.",
  ],
  multiplyVjp: [
    "Two questions, one at a time. If only a is turned a little, how much does a · b turn? And if only b is turned?",
    "The slope of a · b in a is b, and the slope in b is a. That is how y depends on its inputs. The loss depends on y, and upstream says how.",
    "The chain rule multiplies: each of the two slopes is multiplied by upstream. The list has the gradient of a first.",
  ],
  tanh: [
    "The comment names the function of the language that has this curve.",
    "Written with exponentials it breaks where they become Infinity. The ready-made function does not.",
  ],
  tanhVjp: [
    "The formula in the comment is the slope of the curve at x. Two things are missing: what arrives, and the list around the result.",
    "The formula speaks of tanh(x), so x goes through tanh before it is squared.",
    "Upstream times slope is what is passed on. A vjp gives a list, with one entry for each input, and here there is one input.",
  ],
  backward: [
    "Do the tape of x · x on paper. What does the last record know at the beginning, whom does it tell, and how much?",
    "You need a list of gradients, one a record: 0 everywhere at first, and the seed at the end. Then visit the records one by one.",
    "From the last record to the first, you always meet the users of a value before the value itself. So what has been collected for it is complete when you get there.",
    "At each record: ask its vjp with what has been collected for it. It answers with one number an input, and each number is added to what that input has so far.",
  ],
  "backward › adds up where a value is used twice": [
    "The record x · x has place 0 among its inputs twice, and its vjp gives two numbers. What happens to the first one when the second one comes?",
    "Nothing that has arrived may be lost: what comes is added to what is there.",
  ],
  "backward › visits no record before all of its users": [
    "Draw the tape of this check with an arrow from each record to its inputs. By how many ways does something arrive at h?",
    "h may pass something on only when both ways have delivered. The tape is in an order in which inputs stand before their users. Read from the other end, what does this order give you?",
  ],
  "backward › goes through 100,000 records, and calls each vjp exactly once": [
    "If the message speaks of a call stack: a function that calls itself for each input waits 100,000 calls deep. The places of the tape can be gone through one after the other.",
    "If a number of calls is not 1: a visit asks a record's vjp once, and keeps the list that it gives for all of the inputs.",
  ],
  "backward › calls each vjp exactly once where each value is used twice": [
    "From end to start of this tape lead 4,096 ways. Does your function follow ways, or does it visit records?",
    "One call gives the gradients for all inputs of a record. Ask once, and share out what came.",
  ],
  "backward › starts from zero in every call": [
    "The second call on the same tape must give what the first gave. Where does your function keep the gradients, and who makes them zero?",
    "A list that is made inside of the function is new in each call. One outside of it, or a field on the records, is not.",
  ],
  "all together": [
    "Here your five functions work together. When their own checks hold, look here again.",
    "The tape of a neuron has w₁, w₂, x₁, x₂, b at places 0 to 4, then w₁x₁, w₂x₂, their sum, z, and tanh(z). Follow the seed from place 9 back by hand.",
  ],
};
