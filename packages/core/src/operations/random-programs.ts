import { erfElementwise } from "../elementwise.ts";
import { type Matrix, matrix } from "../matrix.ts";
import { normalMatrix, type Random, random } from "../random.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** For the tests: a computation of operations chosen at random, which `checkGradient` can run. */
export interface RandomProgram {
  readonly inputs: readonly Matrix[];
  readonly build: (tape: Tape, ...inputs: Tensor[]) => Tensor;
  /** What it computes, line by line: `c = a.matmul(b)`. */
  readonly listing: string;
  /** The operations in it. */
  readonly operations: readonly string[];
}

/** One operation on values that exist already, or undefined where their shapes do not allow it. */
type Choice = (pick: Pick, draw: Random) => Step | undefined;

interface Pick {
  /** Any value so far. */
  any(): Value;
  /** A value so far with the given number of rows and columns, where there is one. */
  shaped(rows: number | undefined, columns: number | undefined): Value | undefined;
}

interface Value {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

interface Step {
  readonly operation: string;
  readonly rows: number;
  readonly columns: number;
  readonly text: string;
  run(values: ReadonlyMap<string, Tensor>): Tensor;
}

/** For the tests: the program of a seed. Two to four inputs of up to 4×4, three to twelve operations, each value used at will. */
export function randomProgram(seed: number): RandomProgram {
  const draw = random(seed);
  const names = "abcdefghijklmnopqrstuvwxyz";
  const inputs = Array.from({ length: 2 + draw.integer(3) }, () =>
    normalMatrix(draw, 1 + draw.integer(4), 1 + draw.integer(4), 1, "f64"),
  );
  const values: Value[] = inputs.map(({ rows, columns }, place) => ({
    name: names[place] as string,
    rows,
    columns,
  }));
  const steps: Step[] = [];
  const pick: Pick = {
    any: () => values[draw.integer(values.length)] as Value,
    shaped(rows, columns) {
      const fitting = values.filter(
        (value) =>
          (rows === undefined || value.rows === rows) && (columns === undefined || value.columns === columns),
      );
      return fitting.length === 0 ? undefined : fitting[draw.integer(fitting.length)];
    },
  };
  for (const length = 3 + draw.integer(10); steps.length < length; ) {
    const step = (choices[draw.integer(choices.length)] as Choice)(pick, draw);
    if (step === undefined) continue;
    steps.push(step);
    values.push({ name: names[values.length] as string, rows: step.rows, columns: step.columns });
  }
  const resultNames = steps.map((_, place) => values[inputs.length + place]?.name as string);
  const listing = [
    ...inputs.map(({ rows, columns }, place) => `${names[place]}: ${rows}×${columns}`),
    ...steps.map(({ text }, place) => `${resultNames[place]} = ${text}`),
  ].join("\n");
  return {
    inputs,
    listing,
    operations: steps.map(({ operation }) => operation),
    build(_, ...tensors) {
      const known = new Map(tensors.map((tensor, place) => [names[place] as string, tensor]));
      steps.forEach((step, place) => {
        known.set(resultNames[place] as string, step.run(known));
      });
      // Every value so far takes part in the result: so the gradient of each has an end to come from, and all inputs have one.
      return [...known.values()].map((value) => value.tanh().sum()).reduce((sum, value) => sum.add(value));
    },
  };
}

const of = (values: ReadonlyMap<string, Tensor>, value: Value) => values.get(value.name) as Tensor;

/** An operation on one value that keeps its shape, written `text` after its name. */
const keeping =
  (operation: string, text: string, run: (x: Tensor) => Tensor): Choice =>
  (pick) => {
    const x = pick.any();
    return {
      operation,
      rows: x.rows,
      columns: x.columns,
      text: `${x.name}${text}`,
      run: (values) => run(of(values, x)),
    };
  };

const groupings = ["byRow", "byColumn", "overAll"] as const;

/** A grouped operation, to one number for each group, or of the shape that it had. */
const grouped =
  (operation: "sum" | "mean" | "max" | "logSumExp" | "softmax" | "logSoftmax", keepsShape: boolean): Choice =>
  (pick, draw) => {
    const x = pick.any();
    const grouping = groupings[draw.integer(3)] as (typeof groupings)[number];
    return {
      operation,
      rows: keepsShape || grouping === "byRow" ? x.rows : 1,
      columns: keepsShape || grouping === "byColumn" ? x.columns : 1,
      text: `${x.name}.${operation}("${grouping}")`,
      run: (values) => of(values, x)[operation](grouping),
    };
  };

/** An operation on two values of which the second may be a row, a column or a scalar beside the first. */
const pairwise =
  (operation: string, text: string, run: (a: Tensor, b: Tensor) => Tensor): Choice =>
  (pick, draw) => {
    const a = pick.any();
    const rows = draw.integer(2) === 0 ? 1 : a.rows;
    const columns = draw.integer(2) === 0 ? 1 : a.columns;
    const b = pick.shaped(rows, columns);
    return (
      b && {
        operation,
        rows: a.rows,
        columns: a.columns,
        text: text.replace("x", a.name).replace("y", b.name),
        run: (values) => run(of(values, a), of(values, b)),
      }
    );
  };

const scalar = (x: Value, operation: string, text: string, run: (x: Tensor) => Tensor): Step => ({
  operation,
  rows: 1,
  columns: 1,
  text: `${x.name}.${text}`,
  run: (values) => run(of(values, x)),
});

const filled = (x: Value, entry: (at: number) => number) =>
  matrix(
    x.rows,
    x.columns,
    Array.from({ length: x.rows * x.columns }, (_, at) => entry(at)),
    "f64",
  );

/** One way to draw each operation of the table. Arguments are kept where the function is smooth and of moderate size. */
const choices: readonly Choice[] = [
  (pick, draw) => {
    const [transposeLeft, transposeRight] = [draw.integer(2) === 1, draw.integer(2) === 1];
    const a = pick.any();
    const inner = transposeLeft ? a.rows : a.columns;
    const b = transposeRight ? pick.shaped(undefined, inner) : pick.shaped(inner, undefined);
    return (
      b && {
        operation: "matmul",
        rows: transposeLeft ? a.columns : a.rows,
        columns: transposeRight ? b.rows : b.columns,
        text: `${a.name}.tanh().matmul(${b.name}.tanh(), { transposeLeft: ${transposeLeft}, transposeRight: ${transposeRight} })`,
        run: (values) => of(values, a).tanh().matmul(of(values, b).tanh(), { transposeLeft, transposeRight }),
      }
    );
  },
  (pick) => {
    const x = pick.any();
    const w = pick.shaped(x.columns, undefined);
    const b = w && pick.shaped(1, w.columns);
    return (
      w &&
      b && {
        operation: "linear",
        rows: x.rows,
        columns: w.columns,
        text: `${x.name}.tanh().linear(${w.name}.tanh(), ${b.name})`,
        run: (values) => of(values, x).tanh().linear(of(values, w).tanh(), of(values, b)),
      }
    );
  },
  (pick) => {
    const x = pick.any();
    const w = pick.shaped(x.columns, undefined);
    const b = w && pick.shaped(1, w.columns);
    return (
      w &&
      b && {
        operation: "layer",
        rows: x.rows,
        columns: w.columns,
        text: `${x.name}.tanh().linear(${w.name}.tanh(), ${b.name}, erf)`,
        run: (values) => of(values, x).tanh().linear(of(values, w).tanh(), of(values, b), erfElementwise),
      }
    );
  },
  pairwise("add", "x.add(y)", (a, b) => a.add(b)),
  pairwise("sub", "x.sub(y)", (a, b) => a.sub(b)),
  pairwise("sub", "y.sub(x)", (a, b) => b.sub(a)),
  pairwise("mul", "x.tanh().mul(y.tanh())", (a, b) => a.tanh().mul(b.tanh())),
  pairwise("div", "x.tanh().div(y.sigmoid())", (a, b) => a.tanh().div(b.sigmoid())),
  keeping("neg", ".neg()", (x) => x.neg()),
  keeping("scale", ".scale(-1.5)", (x) => x.scale(-1.5)),
  keeping("apply", ".apply(erf)", (x) => x.apply(erfElementwise)),
  keeping("exp", ".tanh().exp()", (x) => x.tanh().exp()),
  keeping("log", ".sigmoid().log()", (x) => x.sigmoid().log()),
  keeping("sqrt", ".sigmoid().sqrt()", (x) => x.sigmoid().sqrt()),
  keeping("pow", ".sigmoid().pow(2.5)", (x) => x.sigmoid().pow(2.5)),
  grouped("sum", false),
  grouped("mean", false),
  grouped("max", false),
  grouped("logSumExp", false),
  grouped("softmax", true),
  grouped("logSoftmax", true),
  (pick) => scalar(pick.any(), "norm", "norm()", (x) => x.norm()),
  (pick) => {
    const x = pick.any();
    return {
      operation: "transpose",
      rows: x.columns,
      columns: x.rows,
      text: `${x.name}.transpose()`,
      run: (values) => of(values, x).transpose(),
    };
  },
  (pick, draw) => {
    const x = pick.any();
    const start = draw.integer(x.rows);
    const end = start + 1 + draw.integer(x.rows - start);
    return {
      operation: "slice",
      rows: end - start,
      columns: x.columns,
      text: `${x.name}.slice({ rows: [${start}, ${end}] })`,
      run: (values) => of(values, x).slice({ rows: [start, end] }),
    };
  },
  (pick) => {
    const a = pick.any();
    const b = pick.shaped(a.rows, undefined);
    if (b === undefined || a.columns + b.columns > 6) return undefined;
    return {
      operation: "concat",
      rows: a.rows,
      columns: a.columns + b.columns,
      text: `${a.name}.concat([${b.name}], "columns")`,
      run: (values) => of(values, a).concat([of(values, b)], "columns"),
    };
  },
  (pick, draw) => {
    const x = pick.any();
    const indices = Array.from({ length: 1 + draw.integer(4) }, () => draw.integer(x.rows));
    return {
      operation: "gather",
      rows: indices.length,
      columns: x.columns,
      text: `${x.name}.gather([${indices.join(", ")}])`,
      run: (values) => of(values, x).gather(indices),
    };
  },
  (pick, draw) => {
    const x = pick.any();
    const mask = filled(x, () => draw.integer(2));
    return {
      operation: "mask",
      rows: x.rows,
      columns: x.columns,
      text: `${x.name}.mask(${[...mask.data].join(" ")})`,
      run: (values) => of(values, x).mask(mask),
    };
  },
  (pick, draw) => {
    const x = pick.any();
    const target = filled(x, () => draw.normal());
    return scalar(x, "meanSquaredError", `tanh().meanSquaredError(${[...target.data].join(" ")})`, (x) =>
      x.tanh().meanSquaredError(target),
    );
  },
  (pick, draw) => {
    const x = pick.any();
    const target = filled(x, () => draw.next());
    return scalar(x, "binaryCrossEntropy", `binaryCrossEntropy(${[...target.data].join(" ")})`, (x) =>
      x.binaryCrossEntropy(target),
    );
  },
  (pick, draw) => {
    const x = pick.any();
    const classes = Array.from({ length: x.rows }, () => draw.integer(x.columns));
    return scalar(x, "softmaxCrossEntropy", `softmaxCrossEntropy([${classes.join(", ")}])`, (x) =>
      x.softmaxCrossEntropy(classes),
    );
  },
];
