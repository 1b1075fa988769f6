import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  glorot: [
    "Begin with the shape: a list of fan-in rows, each a list of fan-out numbers. Which of the stream's two functions gives the numbers?",
    "The stream gives numbers from 0 to 1. Double them and take away 1, and they lie between −1 and 1. What is left to do until they reach the limit?",
    "The variance that the message names is limit² / 3. Print your limit for fan-in 2 and fan-out 3, and compare it with the worked example.",
  ],
  "glorot › gives fan-in rows of fan-out entries": [
    "Array.from can make a list of a given length, from a function that gives each entry. What is an entry of the outer list?",
    "The outer list has one entry for each input, and each of these is a list with one number for each unit.",
  ],
  "glorot › draws every weight on its own": [
    "Count how often the stream is asked while you fill a matrix of 3 rows and 5 columns.",
    "A number that is drawn before the loops is the same in all places. So is a row that is put in several times.",
  ],
  he: [
    "The shape is the same as with glorot. What differs are the kind of number, and the factor in front of it.",
    "A standard normal number has variance 1. Multiplied by c it has variance c². Which c gives 2 / fan-in?",
    "The fan-in is the number of rows: how many products one unit adds up. Print your factor for fan-in 3, and compare it with the worked example.",
  ],
  "he › is normal: the squares of its weights spread as those of normal numbers do": [
    "The variance is right, and the shape of the distribution is not. How large can a normal number become, and how large can yours?",
    "The stream has a function of its own for standard normal numbers.",
  ],
  layerVariances: [
    "Follow one number through the network: the mean square of what the next layer reads. What is it before the first layer?",
    "Each layer does two things to this number. The weights multiply it by fan-in · Var(W), and this is what you note down. Then the activation takes its part.",
    "The fan-in of a layer is the number of rows of its weight, and Var(W) the mean of the squares of all its entries.",
    "Do the worked example by hand, with the two matrices written out: 2 rows, mean square 0.25, reads 3. Then 2 rows, mean square 4, reads what is left of 1.5.",
  ],
  "fifty layers of your weights": [
    "Here your weights run in a real network of fifty layers. When the checks of the single functions hold, look here again.",
    "The message names the first layer that leaves its band. A factor that is a little off in every layer leaves it late, one that is far off leaves it at once.",
  ],
};
