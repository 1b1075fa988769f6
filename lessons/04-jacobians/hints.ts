import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  layerJacobian: [
    "Write the layer out for two inputs and one unit: h = φ(x₁ w₁ + x₂ w₂ + b). How does h change with x₁, and how with x₂?",
    "Each entry is one slope times one weight. Take the worked example, and find for each of its six numbers which slope and which weight it is made of.",
    "A row belongs to one unit, so it holds one slope and one column of the weight. Go through the units, and for each of them through the inputs.",
  ],
  "layerJacobian › gives each output its own slope, also where the weight is square": [
    "Here slope 10 belongs to the first unit. Which two weights lead to that unit?",
    "In the weight they stand below each other, and in the Jacobian side by side.",
  ],
  jacobianChain: [
    "First make the Jacobian of every layer. You have a function for that.",
    "Then they are multiplied. A change of the input, as a column, stands on the right of the product, so the first layer's Jacobian must be next to it.",
    "Carry one matrix along the layers. Each further layer stands to the left of what you have so far.",
  ],
  "jacobianChain › puts the last layer on the left": [
    "Follow the change (1, 0) of the input through both layers by hand. Where is it after the first one, and where after the second?",
    "What you found is the first column of the product. Compare it with yours for both orders.",
  ],
  topSingularValue: [
    "Do one step by hand for [[3, 4]] with the start (1, 2): M v is one number, and Mᵀ takes it to a vector of two. In which direction does that vector point?",
    "A step has three parts: through M, back through Mᵀ, and divide by the length. A vector can be a matrix of one column for the given product; the transpose needs a line of its own.",
    "When the direction has settled, the length of v is 1, and the length of M v is what you are asked for. It is no eigenvalue, and it needs no sum over all entries.",
  ],
  "topSingularValue › has no unlucky start": [
    "Print M v for the matrix in the message, with your start. What is left of the part that you look for?",
    "Every start has matrices that are unlucky for it. Starts with a pattern meet them often. Random or irregular numbers practically never do.",
    "There is also a sure way: start along each axis in turn, and keep the largest result.",
  ],
  "topSingularValue › is 0 for a matrix of zeros": [
    "After the first step the vector has length 0. What does your function divide by then?",
    "A length of 0 is already the answer.",
  ],
  "topSingularValue › works where entries are as small as 1e-60 or as large as 1e60": [
    "Print the length of the vector at the start and after each step. When does it become 0 or Infinity?",
    "The direction is all that one step needs from the one before. Which length keeps it in the middle of the machine's numbers?",
    "Squares have twice as many zeros: 1e-120, squared again, is 1e-240, and one step further it is 0. Divide before that, in every step.",
  ],
  eigenvalues: [
    "This check makes a stack of equal linear layers with your jacobianChain and asks your topSingularValue for its norm. When the checks of these two hold, look here again.",
    "Try k = 1 by hand: where does [[0.5, 10], [0, 0.5]] take the vector (0, 1), and how long is the result?",
  ],
  "the bound": [
    "These checks put your functions together: the norm of a chain, against the product of the norms of its layers. When the single checks hold, look here again.",
    "A value above the bound comes from a chain that is too large or a norm that is. Try the case of the message with the smallest number of layers.",
  ],
};
