import type { Mistake, Probes } from "@vanishing/grader";

type Rows = readonly (readonly number[])[];

// Where a difference cancels, two ways of writing it differ by their rounding: −1e-9 and −1e-12 tell eˣ − 1 from expm1 where both ways
// lose the same digits, and at −40 value + α is exactly 0 for both.
export const probes: Probes = {
  relu: [[2], [-3], [0.5], [0]],
  leakyRelu: [
    [2, 0.01],
    [-3, 0.01],
    [-2, 0.3],
    [0, 0.3],
  ],
  prelu: [
    [2, 0.25],
    [-3, 0.25],
    [-2, -0.5],
    [3, 2],
    [-3, 2],
    [0, 0.25],
  ],
  elu: [
    [2, 1],
    [-1, 1],
    [-1, 0.5],
    [-2, 2],
    [0, 1],
    [0, 0.5],
    [-40, 1],
    [-1e-9, 1],
    [-1e-12, 1],
    [1000, 1],
  ],
  deadFraction: [
    [
      [
        [-1, 2],
        [-3, -4],
      ],
    ],
    [
      [
        [-1, -2, 3],
        [-3, 4, -5],
      ],
    ],
    [
      [
        [0, 1, -1],
        [-1, -1, -1],
      ],
    ],
    [
      [
        [-9, -1, 2],
        [1, -2, -3],
        [-1, -1, 4],
        [1, -5, -6],
      ],
    ],
  ],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "relu-slope-one-at-zero",
    task: "relu",
    misunderstanding: "At 0 the slope is 1: the kink is counted to the right side.",
    hint: "The convention takes the slope on the left of the kink. On which side of your comparison does 0 fall?",
    wrong: (x: number) => ({ value: Math.max(0, x), slope: x >= 0 ? 1 : 0 }),
    inAnotherStyle: (x: number) => (x < 0 ? { value: 0, slope: 0 } : { value: x, slope: 1 }),
  },
  {
    name: "relu-slope-half-at-zero",
    task: "relu",
    misunderstanding:
      "At 0 the slope is 1/2, the mean of both sides, as a central difference would measure it.",
    hint: "Every number from 0 to 1 could be defended at the kink. The convention of this course is the slope on the left.",
    wrong: (x: number) => ({ value: Math.max(0, x), slope: (1 + Math.sign(x)) / 2 }),
    inAnotherStyle: (x: number) => {
      if (x === 0) return { value: 0, slope: 0.5 };
      return x > 0 ? { value: x, slope: 1 } : { value: 0, slope: 0 };
    },
  },
  {
    name: "value-taken-for-slope",
    task: "relu",
    misunderstanding: "The slope is the value: it grows with x.",
    hint: "How much does the output change when x goes from 2 to 3, and when it goes from 7 to 8?",
    wrong: (x: number) => ({ value: Math.max(0, x), slope: Math.max(0, x) }),
    inAnotherStyle: (x: number) => {
      const value = x > 0 ? x : 0;
      return { value, slope: value };
    },
  },
  {
    name: "alpha-on-the-wrong-side",
    task: "leakyRelu",
    misunderstanding:
      "α is on the wrong side: what is positive is made small, what is negative gets through whole.",
    hint: "The leak is where ReLU lets nothing through. On which side of 0 is that?",
    wrong: (x: number, alpha: number) =>
      x > 0 ? { value: alpha * x, slope: alpha } : { value: x, slope: 1 },
    inAnotherStyle: (x: number, alpha: number) => {
      const slope = x <= 0 ? 1 : alpha;
      return { value: slope * x, slope };
    },
  },
  {
    name: "leak-without-slope",
    task: "leakyRelu",
    misunderstanding: "The value leaks and the slope does not: left of 0 it is still 0, as with ReLU.",
    hint: "Left of 0 the function is a straight line through 0. How steep is it?",
    wrong: (x: number, alpha: number) => (x > 0 ? { value: x, slope: 1 } : { value: alpha * x, slope: 0 }),
    inAnotherStyle: (x: number, alpha: number) => ({
      value: Math.max(x, 0) + alpha * Math.min(x, 0),
      slope: Number(x > 0),
    }),
  },
  {
    name: "leaky-slope-one-at-zero",
    task: "leakyRelu",
    misunderstanding: "At 0 the slope is 1, that of the piece on the right, where the convention asks for α.",
    hint: "The formula in the comment says which of its two pieces 0 belongs to. Does your comparison say the same?",
    wrong: (x: number, alpha: number) =>
      x >= 0 ? { value: x, slope: 1 } : { value: alpha * x, slope: alpha },
    inAnotherStyle: (x: number, alpha: number) => {
      const slope = x < 0 ? alpha : 1;
      return { value: slope * x, slope };
    },
  },
  {
    name: "leak-bent-upwards",
    task: "leakyRelu",
    misunderstanding: "Left of 0 the value is positive: the line bends upwards there.",
    hint: "α times a negative number is negative. Where does a sign get lost?",
    wrong: (x: number, alpha: number) =>
      x > 0 ? { value: x, slope: 1 } : { value: alpha * Math.abs(x), slope: alpha },
    inAnotherStyle: (x: number, alpha: number) => {
      const slope = x > 0 ? 1 : alpha;
      return { value: slope * Math.abs(x), slope };
    },
  },
  {
    name: "larger-of-x-and-alpha-x",
    task: "prelu",
    misunderstanding:
      "It gives the larger of x and αx. With α above 1 that is the wrong one of the two, on both sides.",
    hint: "The larger of two numbers changes places when α passes 1. What tells the pieces apart whatever α is?",
    wrong: (x: number, alpha: number) => {
      const slope = x === 0 || alpha * x > x ? alpha : 1;
      return { value: Math.max(x, alpha * x), slope, alphaSlope: Math.min(x, 0) };
    },
    inAnotherStyle: (x: number, alpha: number) => {
      const leaks = alpha * x >= x;
      return { value: leaks ? alpha * x : x, slope: leaks ? alpha : 1, alphaSlope: x < 0 ? x : 0 };
    },
  },
  {
    name: "larger-value-with-the-right-slope",
    task: "prelu",
    misunderstanding:
      "The value is the larger of x and αx, and the slope goes by the sign of x. With α above 1 the two do not belong together.",
    hint: "With α = 2 and x = −3 the larger of −3 and −6 is −3. Which one does the formula ask for left of 0?",
    wrong: (x: number, alpha: number) => ({
      value: Math.max(x, alpha * x),
      slope: x > 0 ? 1 : alpha,
      alphaSlope: Math.min(x, 0),
    }),
    inAnotherStyle: (x: number, alpha: number) => {
      const value = alpha * x > x ? alpha * x : x;
      return x > 0 ? { value, slope: 1, alphaSlope: 0 } : { value, slope: alpha, alphaSlope: x };
    },
  },
  {
    name: "alpha-slope-on-both-sides",
    task: "prelu",
    misunderstanding: "The slope for α is x on both sides of 0.",
    hint: "Right of 0 the value is x. Does it change when α does?",
    wrong: (x: number, alpha: number) => ({
      value: x > 0 ? x : alpha * x,
      slope: x > 0 ? 1 : alpha,
      alphaSlope: x,
    }),
    inAnotherStyle: (x: number, alpha: number) => {
      const slope = x > 0 ? 1 : alpha;
      return { value: slope * x, slope, alphaSlope: x };
    },
  },
  {
    name: "slope-taken-for-alpha-slope",
    task: "prelu",
    misunderstanding: "The slope for α is that for x: on the left it is α.",
    hint: "On the left the value is the product α · x. How fast does a product change with its first factor?",
    wrong: (x: number, alpha: number) => {
      const slope = x > 0 ? 1 : alpha;
      return { value: slope * x, slope, alphaSlope: x > 0 ? 0 : alpha };
    },
    inAnotherStyle: (x: number, alpha: number) =>
      x > 0 ? { value: x, slope: 1, alphaSlope: 0 } : { value: alpha * x, slope: alpha, alphaSlope: alpha },
  },
  {
    name: "value-taken-for-alpha-slope",
    task: "prelu",
    misunderstanding: "The slope for α is the value αx on the left, where x belongs.",
    hint: "The value α · x is a line in α. Does its slope change when α does?",
    wrong: (x: number, alpha: number) => ({
      value: x > 0 ? x : alpha * x,
      slope: x > 0 ? 1 : alpha,
      alphaSlope: alpha * Math.min(x, 0),
    }),
    inAnotherStyle: (x: number, alpha: number) => {
      if (x > 0) return { value: x, slope: 1, alphaSlope: 0 };
      const value = alpha * x;
      return { value, slope: alpha, alphaSlope: value };
    },
  },
  {
    name: "alpha-treated-as-a-constant",
    task: "prelu",
    misunderstanding: "The slope for α is 0 everywhere, so α would never change.",
    hint: "Hold x at −3 and turn α a little. The value on the left is α · x: by how much does it follow?",
    wrong: (x: number, alpha: number) => ({
      value: x > 0 ? x : alpha * x,
      slope: x > 0 ? 1 : alpha,
      alphaSlope: 0,
    }),
    inAnotherStyle: (x: number, alpha: number) => {
      const slope = x > 0 ? 1 : alpha;
      return { value: slope * x, slope, alphaSlope: 0 };
    },
  },
  {
    name: "alpha-slope-missing",
    task: "prelu",
    misunderstanding: "Value and slope are there, and the slope for α is missing.",
    hint: "α is learned like a weight, so the chain rule needs a slope for it as well. Its name is in the type of the result.",
    wrong: (x: number, alpha: number) => ({
      value: x > 0 ? x : alpha * x,
      slope: x > 0 ? 1 : alpha,
      alphaSlope: undefined,
    }),
    inAnotherStyle: (x: number, alpha: number) => {
      const slope = x > 0 ? 1 : alpha;
      return { value: slope * x, slope };
    },
  },
  {
    name: "prelu-slope-one-at-zero",
    task: "prelu",
    misunderstanding:
      "At 0 the slope for x is 1: there the piece on the right is used, and it should be the one on the left.",
    hint: "PReLU follows the same convention as Leaky ReLU. What did that one give at 0?",
    wrong: (x: number, alpha: number) => ({
      value: x >= 0 ? x : alpha * x,
      slope: x >= 0 ? 1 : alpha,
      alphaSlope: Math.min(x, 0),
    }),
    inAnotherStyle: (x: number, alpha: number) => {
      const isOn = !(x < 0);
      return { value: isOn ? x : x * alpha, slope: isOn ? 1 : alpha, alphaSlope: isOn ? 0 : x };
    },
  },
  {
    name: "larger-of-the-two-pieces",
    task: "elu",
    misunderstanding:
      "The value is the larger of the two pieces. Right of 0 that is the exponential, where x belongs.",
    hint: "For ReLU the larger of two lines will do. Here one of the two grows faster than x: which one, and on which side?",
    wrong: (x: number, alpha: number) => ({
      value: Math.max(x, alpha * Math.expm1(x)),
      slope: x > 0 ? 1 : alpha * Math.exp(x),
    }),
    inAnotherStyle: (x: number, alpha: number) => {
      const bend = alpha * Math.expm1(x);
      const value = bend > x ? bend : x;
      return { value, slope: x <= 0 ? alpha * Math.exp(x) : 1 };
    },
  },
  {
    name: "e-to-the-x-minus-one-cancels",
    task: "elu",
    misunderstanding:
      "Near 0 the value has lost digits: eˣ is rounded near 1, and subtracting 1 leaves the rounding.",
    hint: "The comment names a function of Math that computes the difference without ever forming eˣ.",
    wrong: (x: number, alpha: number) =>
      x > 0 ? { value: x, slope: 1 } : { value: alpha * (Math.exp(x) - 1), slope: alpha * Math.exp(x) },
    inAnotherStyle: (x: number, alpha: number) => {
      if (x > 0) return { value: x, slope: 1 };
      const slope = alpha * Math.exp(x);
      return { value: slope - alpha, slope };
    },
  },
  {
    name: "slope-from-the-value",
    task: "elu",
    misunderstanding:
      "Far to the left the slope is exactly 0: it is taken from the value, as value + α, and there the two cancel.",
    hint: "On paper value + α is α eˣ. In the machine the value has become −α. Which form does not need the value?",
    wrong: (x: number, alpha: number) => {
      const value = x > 0 ? x : alpha * Math.expm1(x);
      return { value, slope: x > 0 ? 1 : value + alpha };
    },
    inAnotherStyle: (x: number, alpha: number) => {
      if (x > 0) return { value: x, slope: 1 };
      const shifted = Math.expm1(x) + 1;
      return { value: alpha * Math.expm1(x), slope: alpha * shifted };
    },
  },
  {
    name: "slope-from-the-sign-of-the-value",
    task: "elu",
    misunderstanding:
      "The slope is 0 or 1 by the sign of the output, as with ReLU. ELU is not flat on the left.",
    hint: "Where the output is negative, the curve still bends towards −α. What is the slope of α (eˣ − 1)?",
    wrong: (x: number, alpha: number) => {
      const value = x > 0 ? x : alpha * Math.expm1(x);
      return { value, slope: value > 0 ? 1 : 0 };
    },
    inAnotherStyle: (x: number, alpha: number) =>
      x > 0 ? { value: x, slope: 1 } : { value: alpha * Math.expm1(x), slope: 0 },
  },
  {
    name: "output-taken-for-input",
    task: "elu",
    misunderstanding: "The slope on the left is α e^y with the output y: it is taken at the wrong place.",
    hint: "The formula α eˣ is one in the input x. What does your exponential get?",
    wrong: (x: number, alpha: number) => {
      const value = x > 0 ? x : alpha * Math.expm1(x);
      return { value, slope: x > 0 ? 1 : alpha * Math.exp(value) };
    },
    inAnotherStyle: (x: number, alpha: number) => {
      if (x > 0) return { value: x, slope: 1 };
      const y = Math.expm1(x) * alpha;
      return { value: y, slope: alpha * Math.E ** y };
    },
  },
  {
    name: "slope-without-alpha",
    task: "elu",
    misunderstanding: "The slope on the left is eˣ: α is missing in it.",
    hint: "α stretches the left piece. What does it do to its slope?",
    wrong: (x: number, alpha: number) =>
      x > 0 ? { value: x, slope: 1 } : { value: alpha * Math.expm1(x), slope: Math.exp(x) },
    inAnotherStyle: (x: number, alpha: number) => ({
      value: x > 0 ? x : alpha * Math.expm1(x),
      slope: Math.exp(Math.min(x, 0)),
    }),
  },
  {
    name: "alpha-without-one",
    task: "elu",
    misunderstanding:
      "The left piece is α eˣ − 1: α multiplies the exponential alone, and the pieces do not meet at 0.",
    hint: "At 0 the value must be 0 whatever α is. Which parentheses make it so?",
    wrong: (x: number, alpha: number) =>
      x > 0 ? { value: x, slope: 1 } : { value: alpha * Math.exp(x) - 1, slope: alpha * Math.exp(x) },
    inAnotherStyle: (x: number, alpha: number) => {
      const slope = alpha * Math.exp(x);
      return x > 0 ? { value: x, slope: 1 } : { value: slope - 1, slope };
    },
  },
  {
    name: "both-pieces-computed",
    task: "elu",
    misunderstanding:
      "Far to the right it is NaN: the left piece is computed there too, and Infinity · 0 is no number.",
    hint: "A factor of 0 does not switch an infinite number off. Decide first which piece is meant.",
    wrong: (x: number, alpha: number) => {
      const [on, off] = [Number(x > 0), Number(x <= 0)];
      return { value: on * x + off * alpha * Math.expm1(x), slope: on + off * alpha * Math.exp(x) };
    },
    inAnotherStyle: (x: number, alpha: number) => {
      const left = x > 0 ? 0 : 1;
      return {
        value: (1 - left) * x + alpha * Math.expm1(x) * left,
        slope: 1 - left + Math.exp(x) * alpha * left,
      };
    },
  },
  {
    name: "elu-slope-one-at-zero",
    task: "elu",
    misunderstanding: "At 0 the slope is 1 whatever α is: the kink is counted to the right side.",
    hint: "The convention takes the slope on the left of the kink. With α = 1 you cannot see the difference, with α = 0.5 you can.",
    wrong: (x: number, alpha: number) =>
      x >= 0 ? { value: x, slope: 1 } : { value: alpha * Math.expm1(x), slope: alpha * Math.exp(x) },
    inAnotherStyle: (x: number, alpha: number) => ({
      value: Math.max(x, 0) + alpha * Math.expm1(Math.min(x, 0)),
      slope: x < 0 ? alpha * Math.E ** x : 1,
    }),
  },
  {
    name: "dead-if-off-on-one-input",
    task: "deadFraction",
    misunderstanding: "A unit counts as dead if it is off for one input. Nearly every healthy unit is.",
    hint: "A unit that is on for any of the inputs still learns from that one. What must hold for a unit to learn from none?",
    wrong: (rows: Rows) => {
      const units = (rows[0] ?? []).map((_, unit) => rows.map((row) => row[unit] as number));
      return units.filter((unit) => unit.some((z) => z <= 0)).length / units.length;
    },
    inAnotherStyle: (rows: Rows) => {
      const width = rows[0]?.length ?? 0;
      let dead = 0;
      for (let unit = 0; unit < width; unit++) {
        if (Math.min(...rows.map((row) => row[unit] as number)) <= 0) dead++;
      }
      return dead / width;
    },
  },
  {
    name: "share-of-entries-that-are-off",
    task: "deadFraction",
    misunderstanding:
      "It is the share of all entries that are off. In a healthy layer that is about one half.",
    hint: "An entry belongs to a unit and an input. The question is about units: one answer a column, and then the share.",
    wrong: (rows: Rows) => {
      const entries = rows.flat();
      return entries.filter((z) => z <= 0).length / entries.length;
    },
    inAnotherStyle: (rows: Rows) => {
      let sum = 0;
      for (const row of rows) sum += row.filter((z) => !(z > 0)).length / row.length;
      return sum / rows.length;
    },
  },
  {
    name: "inputs-taken-for-units",
    task: "deadFraction",
    misunderstanding: "It looks at rows: it gives the share of inputs for which all units are off.",
    hint: "A row is an input and a column a unit. Along which of the two do you go to follow one unit?",
    wrong: (rows: Rows) => rows.filter((row) => row.every((z) => z <= 0)).length / rows.length,
    inAnotherStyle: (rows: Rows) => {
      let dead = 0;
      for (const row of rows) if (Math.max(...row) <= 0) dead += 1 / rows.length;
      return dead;
    },
  },
  {
    name: "zero-counts-as-on",
    task: "deadFraction",
    misunderstanding:
      "A pre-activation of exactly 0 counts as on, and by the convention the slope there is 0.",
    hint: "Which slope does your ReLU give at 0? A unit that gets no gradient from any input is dead.",
    wrong: (rows: Rows) => {
      const units = (rows[0] ?? []).map((_, unit) => rows.map((row) => row[unit] as number));
      return units.filter((unit) => unit.every((z) => z < 0)).length / units.length;
    },
    inAnotherStyle: (rows: Rows) => {
      const width = rows[0]?.length ?? 0;
      let dead = 0;
      for (let unit = 0; unit < width; unit++) {
        if (!rows.some((row) => (row[unit] as number) >= 0)) dead++;
      }
      return dead / width;
    },
  },
  {
    name: "number-for-share",
    task: "deadFraction",
    misunderstanding: "It is the number of dead units, not their share.",
    hint: "A share lies between 0 and 1. Of how many units is it a share?",
    wrong: (rows: Rows) =>
      (rows[0] ?? []).filter((_, unit) => rows.every((row) => (row[unit] as number) <= 0)).length,
    inAnotherStyle: (rows: Rows) => {
      const width = rows[0]?.length ?? 0;
      let dead = 0;
      for (let unit = 0; unit < width; unit++) {
        if (Math.max(...rows.map((row) => row[unit] as number)) <= 0) dead++;
      }
      return dead;
    },
  },
  {
    name: "share-of-the-inputs",
    task: "deadFraction",
    misunderstanding: "The number of dead units is divided by the number of inputs.",
    hint: "Columns are counted. Of what is their number a share?",
    wrong: (rows: Rows) =>
      (rows[0] ?? []).filter((_, unit) => rows.every((row) => (row[unit] as number) <= 0)).length /
      rows.length,
    inAnotherStyle: (rows: Rows) => {
      const width = rows[0]?.length ?? 0;
      let share = 0;
      for (let unit = 0; unit < width; unit++) {
        if (Math.max(...rows.map((row) => row[unit] as number)) <= 0) share += 1 / rows.length;
      }
      return share;
    },
  },
  {
    name: "dead-on-average",
    task: "deadFraction",
    misunderstanding:
      "A unit counts as dead if its mean pre-activation is negative. It may be on for many inputs all the same.",
    hint: "A mean hides single inputs, and one input with z above 0 is enough to keep a unit learning.",
    wrong: (rows: Rows) => {
      const sums = (rows[0] ?? []).map((_, unit) =>
        rows.reduce((sum, row) => sum + (row[unit] as number), 0),
      );
      return sums.filter((sum) => sum <= 0).length / sums.length;
    },
    inAnotherStyle: (rows: Rows) => {
      const width = rows[0]?.length ?? 0;
      let dead = 0;
      for (let unit = 0; unit < width; unit++) {
        let mean = 0;
        for (const row of rows) mean += (row[unit] as number) / rows.length;
        if (mean <= 0) dead++;
      }
      return dead / width;
    },
  },
];
