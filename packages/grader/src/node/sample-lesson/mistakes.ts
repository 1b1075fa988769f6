import type { Mistake, Probes } from "../../lesson-modules.ts";

export const probes: Probes = { double: [[1], [3], [-0.5]], triple: [[1], [3], [-0.5]] };

export const mistakes: readonly Mistake[] = [
  {
    name: "squares",
    task: "double",
    misunderstanding: "It multiplies the number by itself.",
    hint: "What is twice one?",
    wrong: (x: number) => x * x,
    inAnotherStyle: (x: number) => x ** 2,
  },
  {
    name: "loses-the-sign",
    task: "triple",
    misunderstanding: "The sign is lost.",
    hint: "Try a number below zero.",
    wrong: (x: number) => Math.abs(3 * x),
    inAnotherStyle: (x: number) => Math.sqrt(9 * x * x),
  },
];
