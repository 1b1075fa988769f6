import { activation, activations, relu } from "@vanishing/activations";

// One line for each row: the slope where it is steepest, and what is left of it at x = 5.
for (const { name, derivative, derivativeSupremum } of Object.values(activations)) {
  console.log(`${name}: at most ${derivativeSupremum.value}, at 5 ${derivative(5).toPrecision(4)}`);
}

// A row by its id, which may come from outside. σ′(40) survives where σ (1 − σ) has lost every digit.
const { value, derivative } = activation("sigmoid");
console.log(derivative(40).toPrecision(4), value(40) * (1 - value(40)));

// What is true at a kink, and what is a convention.
for (const { at, left, right, convention } of relu.kinks) {
  console.log(`at ${at}: ${left} on the left, ${right} on the right. ${convention}`);
}
