/** The numbers that a reader can set, by the name of their control. */
export type GivenName = "w1" | "w2" | "x1" | "x2" | "b";

export interface ExpressionOperation {
  /** What the picture calls the result. */
  readonly name: string;
  readonly operation: "multiply" | "add" | "tanh";
  /** Places of its inputs: the given numbers come first, then the operations, in this order. */
  readonly inputs: readonly number[];
}

export interface Expression {
  readonly formula: string;
  readonly given: readonly GivenName[];
  readonly operations: readonly ExpressionOperation[];
}

export const givenLabels: Readonly<Record<GivenName, string>> = {
  w1: "w₁",
  w2: "w₂",
  x1: "x₁",
  x2: "x₂",
  b: "b",
};

/** What the figure can write on a tape. Each has five operations, so that all have the same number of steps. */
export const expressions = {
  neuron: {
    formula: "tanh(w₁x₁ + w₂x₂ + b)",
    given: ["w1", "w2", "x1", "x2", "b"],
    operations: [
      { name: "p₁", operation: "multiply", inputs: [0, 2] },
      { name: "p₂", operation: "multiply", inputs: [1, 3] },
      { name: "s", operation: "add", inputs: [5, 6] },
      { name: "z", operation: "add", inputs: [7, 4] },
      { name: "h", operation: "tanh", inputs: [8] },
    ],
  },
  shared: {
    formula: "tanh(w₁ · tanh(w₁x₁) + b)",
    given: ["w1", "x1", "b"],
    operations: [
      { name: "z₁", operation: "multiply", inputs: [0, 1] },
      { name: "h₁", operation: "tanh", inputs: [3] },
      { name: "p", operation: "multiply", inputs: [0, 4] },
      { name: "z₂", operation: "add", inputs: [5, 2] },
      { name: "h₂", operation: "tanh", inputs: [6] },
    ],
  },
  skip: {
    formula: "h + tanh(w₂h), h = tanh(w₁x₁)",
    given: ["w1", "w2", "x1"],
    operations: [
      { name: "z₁", operation: "multiply", inputs: [0, 2] },
      { name: "h", operation: "tanh", inputs: [3] },
      { name: "z₂", operation: "multiply", inputs: [1, 4] },
      { name: "k", operation: "tanh", inputs: [5] },
      { name: "y", operation: "add", inputs: [4, 6] },
    ],
  },
} as const satisfies Readonly<Record<string, Expression>>;

export type ExpressionId = keyof typeof expressions;

/** How many operations each expression has. */
export const operationCount = 5;
