import type { Mistake, Probes } from "@vanishing/grader";
import type { LayerReport, TrainingReport } from "./solution.ts";

const sound: LayerReport = { gradientRms: 2e-3, deadShare: 0.2, saturatedShare: 0.5, updateRatio: 1e-3 };

/** A report of three layers, sound but for what is told of each. */
function report(loss: number, layers: readonly Partial<LayerReport>[] = [{}, {}, {}]): TrainingReport {
  return {
    losses: [0.9, loss],
    chanceLoss: Math.LN2,
    layers: layers.map((layer) => ({ ...sound, ...layer })),
  };
}

const everywhere = (facts: Partial<LayerReport>) => [facts, facts, facts];

export const probes: Probes = {
  gradientRms: [[[3, -4]], [[1, 2, 2]], [[0.5, -0.5, 0.5, -0.5]], [[3e-170, 4e-170]], [[0, 0]]],
  relativeChange: [
    [
      [3, 4],
      [3, 5],
    ],
    [
      [1, -2],
      [-1, 2],
    ],
    [
      [10, 0, 5],
      [10, 1, 9],
    ],
    [
      [0.5, 0.25],
      [0.25, 0.5],
    ],
  ],
  diagnose: [
    [report(0.3)],
    [report(0.01)],
    [report(0.69)],
    [report(0.69, [{ gradientRms: 1e-7 }, {}, {}])],
    [report(0.69, [{ gradientRms: 0.1 }, {}, { gradientRms: 1e-5 }])],
    [report(0.69, [{ gradientRms: Number.NaN }, {}, {}])],
    [
      report(0.69, [
        { gradientRms: 0, updateRatio: 0 },
        { deadShare: 1, saturatedShare: 1, updateRatio: 0 },
        {},
      ]),
    ],
    [report(0.69, [{ gradientRms: 1e-7, saturatedShare: 0.95 }, {}, {}])],
    [report(0.69, everywhere({ gradientRms: 1e-15, updateRatio: 1e-9 }))],
    [report(0.01, everywhere({ gradientRms: 1e-9, updateRatio: 1e-9 }))],
  ],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "mean-of-entries",
    task: "gradientRms",
    misunderstanding: "It is the mean of the entries, in which positive and negative ones cancel.",
    hint: "Where half of the entries are +1 and half are −1, the gradient is not small. What can you do to each entry so that its sign plays no part?",
    wrong: (gradient: readonly number[]) => gradient.reduce((sum, g) => sum + g, 0) / gradient.length,
    inAnotherStyle: (gradient: readonly number[]) => {
      let mean = 0;
      for (const entry of gradient) mean += entry / gradient.length;
      return mean;
    },
  },
  {
    name: "mean-of-sizes",
    task: "gradientRms",
    misunderstanding: "It is the mean of the sizes |g|, not the root of the mean of the squares.",
    hint: "For 3 and −4 the mean of the sizes is 3.5. The square comes first, then the mean, then the root.",
    wrong: (gradient: readonly number[]) =>
      gradient.reduce((sum, g) => sum + Math.abs(g), 0) / gradient.length,
    inAnotherStyle: (gradient: readonly number[]) => {
      let sizes = 0;
      for (const entry of gradient) sizes += entry < 0 ? -entry : entry;
      return sizes / gradient.length;
    },
  },
  {
    name: "norm-for-rms",
    task: "gradientRms",
    misunderstanding: "It is the norm: the sum of the squares is not divided by their number.",
    hint: "A gradient that is written down twice has the same root mean square. Does your outcome stay when each entry occurs twice?",
    wrong: (gradient: readonly number[]) => Math.hypot(...gradient),
    inAnotherStyle: (gradient: readonly number[]) => {
      const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0) || 1;
      return largest * Math.sqrt(gradient.reduce((sum, g) => sum + (g / largest) ** 2, 0));
    },
  },
  {
    name: "root-forgotten",
    task: "gradientRms",
    misunderstanding: "It is the mean of the squares: the root is missing.",
    hint: "Make every entry ten times as large. What should become of the size of the gradient, and what becomes of your outcome?",
    wrong: (gradient: readonly number[]) => gradient.reduce((sum, g) => sum + g * g, 0) / gradient.length,
    inAnotherStyle: (gradient: readonly number[]) => {
      let squares = 0;
      for (const entry of gradient) squares += entry ** 2;
      return squares / gradient.length;
    },
  },
  {
    name: "squares-underflow",
    task: "gradientRms",
    misunderstanding:
      "A very small gradient comes out as 0: the squares of its entries are below the machine's smallest number.",
    hint: "The root mean square of ten times the gradient is ten times as large. So you may measure in any unit, and one of the entries makes a good one.",
    wrong: (gradient: readonly number[]) =>
      Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0) / gradient.length),
    inAnotherStyle: (gradient: readonly number[]) => {
      let mean = 0;
      for (const entry of gradient) mean += entry ** 2 / gradient.length;
      return mean ** 0.5;
    },
  },
  {
    name: "zeros-give-nan",
    task: "gradientRms",
    misunderstanding: "A gradient of zeros comes out as NaN: it is divided by its largest entry, which is 0.",
    hint: "Every entry of a dead layer's gradient is 0. What is 0 / 0 in the machine, and what should come out?",
    wrong: (gradient: readonly number[]) => {
      const largest = Math.max(...gradient.map(Math.abs));
      return largest * Math.sqrt(gradient.reduce((sum, g) => sum + (g / largest) ** 2, 0) / gradient.length);
    },
    inAnotherStyle: (gradient: readonly number[]) => {
      let unit = 0;
      for (const entry of gradient) if (Math.abs(entry) > unit) unit = Math.abs(entry);
      let squares = 0;
      for (const entry of gradient) squares += (entry / unit) * (entry / unit);
      return unit * (squares / gradient.length) ** 0.5;
    },
  },
  {
    name: "absolute-change",
    task: "relativeChange",
    misunderstanding:
      "It is the length of the way that the weight has moved, not yet as a share of the weight's size.",
    hint: "A way of 0.1 is long for a weight of size 0.1, and short for one of size 10. Which number says how large the weight was?",
    wrong: (before: readonly number[], after: readonly number[]) =>
      Math.hypot(...before.map((w, i) => (after[i] ?? 0) - w)),
    inAnotherStyle: (before: readonly number[], after: readonly number[]) => {
      let squares = 0;
      for (let i = 0; i < before.length; i++) squares += ((before[i] ?? 0) - (after[i] ?? 0)) ** 2;
      return Math.sqrt(squares);
    },
  },
  {
    name: "relative-to-after",
    task: "relativeChange",
    misunderstanding: "The way is divided by the size that the weight has now, not by the one that it had.",
    hint: "Where every weight has become 0, the change is 1: all of it. What is the divisor then?",
    wrong: (before: readonly number[], after: readonly number[]) =>
      Math.hypot(...before.map((w, i) => (after[i] ?? 0) - w)) / Math.hypot(...after),
    inAnotherStyle: (before: readonly number[], after: readonly number[]) => {
      let moved = 0;
      let size = 0;
      for (const [i, w] of after.entries()) {
        moved += (w - (before[i] ?? 0)) ** 2;
        size += w ** 2;
      }
      return (moved / size) ** 0.5;
    },
  },
  {
    name: "change-of-the-size",
    task: "relativeChange",
    misunderstanding: "It compares the sizes before and after. A weight can move far and keep its size.",
    hint: "When every weight changes its sign, the size stays and the way is twice as long as the weight. What is it that has a length here?",
    wrong: (before: readonly number[], after: readonly number[]) =>
      Math.abs(Math.hypot(...after) - Math.hypot(...before)) / Math.hypot(...before),
    inAnotherStyle: (before: readonly number[], after: readonly number[]) => {
      const size = (weights: readonly number[]) => Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0));
      return Math.abs(size(after) / size(before) - 1);
    },
  },
  {
    name: "mean-of-the-shares",
    task: "relativeChange",
    misunderstanding:
      "It takes each entry's own share and then their mean. One entry near 0 decides it all then.",
    hint: "The formula has two lengths, each of a whole list. What is divided, and how often?",
    wrong: (before: readonly number[], after: readonly number[]) =>
      before.reduce((sum, entry, i) => sum + Math.abs(((after[i] ?? 0) - entry) / entry), 0) / before.length,
    inAnotherStyle: (before: readonly number[], after: readonly number[]) => {
      let mean = 0;
      for (const [i, entry] of before.entries()) {
        mean += Math.abs((after[i] ?? 0) - entry) / Math.abs(entry) / before.length;
      }
      return mean;
    },
  },
  {
    name: "reads-only-the-loss",
    task: "diagnose",
    misunderstanding: "It looks at the loss alone, and calls every flat loss a vanishing gradient.",
    hint: "Five of the eight reports have a flat loss. What do their layers say?",
    wrong: ({ losses, chanceLoss }: TrainingReport) => {
      const loss = losses.at(-1) ?? 0;
      if (loss < 0.05) return "solved";
      return loss >= 0.9 * chanceLoss ? "vanishing" : "healthy";
    },
    inAnotherStyle: (report: TrainingReport) => {
      const last = report.losses[report.losses.length - 1] ?? 0;
      const isFlat = last / report.chanceLoss >= 0.9;
      return isFlat ? "vanishing" : last < 0.05 ? "solved" : "healthy";
    },
  },
  {
    name: "in-the-order-of-the-comment",
    task: "diagnose",
    misunderstanding:
      "It asks for the signs in the order of the comment, and that is the order of the alphabet.",
    hint: "Where the gradient vanishes, the loss is flat too. Which of the two brings the other? Ask the same for each pair of signs that a report can show at once.",
    wrong: ({ losses, chanceLoss, layers }: TrainingReport) => {
      const loss = losses.at(-1) ?? 0;
      const first = layers.at(0)?.gradientRms ?? 0;
      const last = layers.at(-1)?.gradientRms ?? 0;
      if (layers.some(({ deadShare }) => deadShare >= 0.9)) return "dead";
      if (!Number.isFinite(first) || first > 1000 * last) return "exploding";
      if (layers.every(({ updateRatio }) => updateRatio < 1e-6)) return "frozen";
      if (loss >= 0.9 * chanceLoss) return "noise";
      if (layers.some(({ saturatedShare }) => saturatedShare >= 0.9)) return "saturated";
      if (loss < 0.05) return "solved";
      return first < last / 1000 ? "vanishing" : "healthy";
    },
    inAnotherStyle: (report: TrainingReport) => {
      const loss = report.losses[report.losses.length - 1] ?? 0;
      const share =
        (report.layers[0]?.gradientRms ?? 0) / (report.layers[report.layers.length - 1]?.gradientRms ?? 0);
      const most = (fact: "deadShare" | "saturatedShare" | "updateRatio") =>
        Math.max(...report.layers.map((layer) => layer[fact]));
      switch (true) {
        case most("deadShare") >= 0.9:
          return "dead";
        case !(share <= 1000):
          return "exploding";
        case most("updateRatio") < 1e-6:
          return "frozen";
        case loss / report.chanceLoss >= 0.9:
          return "noise";
        case most("saturatedShare") >= 0.9:
          return "saturated";
        case loss < 0.05:
          return "solved";
        default:
          return share < 0.001 ? "vanishing" : "healthy";
      }
    },
  },
  {
    name: "saturated-before-dead",
    task: "diagnose",
    misunderstanding:
      "It asks whether units are saturated before it asks whether they are dead. A dead unit has no slope, so it counts as saturated too.",
    hint: "Of two signs that a report shows at once, the narrower one says more. Which of the two can be there without the other?",
    wrong: ({ losses, chanceLoss, layers }: TrainingReport) => {
      const loss = losses.at(-1) ?? 0;
      const first = layers.at(0)?.gradientRms ?? 0;
      const last = layers.at(-1)?.gradientRms ?? 0;
      if (loss < 0.05) return "solved";
      if (!Number.isFinite(first) || first > 1000 * last) return "exploding";
      if (layers.some(({ saturatedShare }) => saturatedShare >= 0.9)) return "saturated";
      if (layers.some(({ deadShare }) => deadShare >= 0.9)) return "dead";
      if (first < last / 1000) return "vanishing";
      if (layers.every(({ updateRatio }) => updateRatio < 1e-6)) return "frozen";
      return loss >= 0.9 * chanceLoss ? "noise" : "healthy";
    },
    inAnotherStyle: (report: TrainingReport) => {
      const loss = report.losses[report.losses.length - 1] ?? 0;
      const share =
        (report.layers[0]?.gradientRms ?? 0) / (report.layers[report.layers.length - 1]?.gradientRms ?? 0);
      const most = (fact: "deadShare" | "saturatedShare" | "updateRatio") =>
        Math.max(...report.layers.map((layer) => layer[fact]));
      const rules = [
        ["solved", loss < 0.05],
        ["exploding", !(share <= 1000)],
        ["saturated", most("saturatedShare") >= 0.9],
        ["dead", most("deadShare") >= 0.9],
        ["vanishing", share < 0.001],
        ["frozen", most("updateRatio") < 1e-6],
        ["noise", loss / report.chanceLoss >= 0.9],
      ] as const;
      return rules.find(([, holds]) => holds)?.[0] ?? "healthy";
    },
  },
  {
    name: "solved-last",
    task: "diagnose",
    misunderstanding:
      "It looks for faults before it asks whether the task is solved, and finds some where nothing is wrong.",
    hint: "Where nothing is left to learn, what should the gradients and the steps be?",
    wrong: ({ losses, chanceLoss, layers }: TrainingReport) => {
      const loss = losses.at(-1) ?? 0;
      const first = layers.at(0)?.gradientRms ?? 0;
      const last = layers.at(-1)?.gradientRms ?? 0;
      if (!Number.isFinite(first) || first > 1000 * last) return "exploding";
      if (layers.some(({ deadShare }) => deadShare >= 0.9)) return "dead";
      if (layers.some(({ saturatedShare }) => saturatedShare >= 0.9)) return "saturated";
      if (first < last / 1000) return "vanishing";
      if (layers.every(({ updateRatio }) => updateRatio < 1e-6)) return "frozen";
      if (loss >= 0.9 * chanceLoss) return "noise";
      return loss < 0.05 ? "solved" : "healthy";
    },
    inAnotherStyle: (report: TrainingReport) => {
      const loss = report.losses[report.losses.length - 1] ?? 0;
      const share =
        (report.layers[0]?.gradientRms ?? 0) / (report.layers[report.layers.length - 1]?.gradientRms ?? 0);
      const most = (fact: "deadShare" | "saturatedShare" | "updateRatio") =>
        Math.max(...report.layers.map((layer) => layer[fact]));
      if (!(share <= 1000)) return "exploding";
      if (most("deadShare") >= 0.9) return "dead";
      if (most("saturatedShare") >= 0.9) return "saturated";
      if (share < 0.001) return "vanishing";
      if (most("updateRatio") < 1e-6) return "frozen";
      if (loss < 0.05) return "solved";
      return loss < 0.9 * report.chanceLoss ? "healthy" : "noise";
    },
  },
  {
    name: "symptom-before-cause",
    task: "diagnose",
    misunderstanding:
      "It asks for a vanishing gradient before it asks whether units are dead or saturated, which is what makes it vanish there.",
    hint: "A dead layer passes on nothing, so the first layer's gradient is 0. Which of the two signs brings the other, and which must be asked for first?",
    wrong: ({ losses, chanceLoss, layers }: TrainingReport) => {
      const loss = losses.at(-1) ?? 0;
      const first = layers.at(0)?.gradientRms ?? 0;
      const last = layers.at(-1)?.gradientRms ?? 0;
      if (loss < 0.05) return "solved";
      if (!Number.isFinite(first) || first > 1000 * last) return "exploding";
      if (first < last / 1000) return "vanishing";
      if (layers.some(({ deadShare }) => deadShare >= 0.9)) return "dead";
      if (layers.some(({ saturatedShare }) => saturatedShare >= 0.9)) return "saturated";
      if (layers.every(({ updateRatio }) => updateRatio < 1e-6)) return "frozen";
      return loss >= 0.9 * chanceLoss ? "noise" : "healthy";
    },
    inAnotherStyle: (report: TrainingReport) => {
      const loss = report.losses[report.losses.length - 1] ?? 0;
      const share =
        (report.layers[0]?.gradientRms ?? 0) / (report.layers[report.layers.length - 1]?.gradientRms ?? 0);
      const most = (fact: "deadShare" | "saturatedShare" | "updateRatio") =>
        Math.max(...report.layers.map((layer) => layer[fact]));
      return loss < 0.05
        ? "solved"
        : share < 0.001
          ? "vanishing"
          : !(share <= 1000)
            ? "exploding"
            : most("deadShare") >= 0.9
              ? "dead"
              : most("saturatedShare") >= 0.9
                ? "saturated"
                : most("updateRatio") < 1e-6
                  ? "frozen"
                  : loss < 0.9 * report.chanceLoss
                    ? "healthy"
                    : "noise";
    },
  },
  {
    name: "small-for-vanished",
    task: "diagnose",
    misunderstanding:
      "It calls a gradient vanished when it is small. What counts is what the first layer gets of what the last one gets.",
    hint: "Multiply the loss by a millionth, and every gradient is a millionth of what it was. Has anything vanished on its way?",
    wrong: ({ losses, chanceLoss, layers }: TrainingReport) => {
      const loss = losses.at(-1) ?? 0;
      const first = layers.at(0)?.gradientRms ?? 0;
      const last = layers.at(-1)?.gradientRms ?? 0;
      if (loss < 0.05) return "solved";
      if (!Number.isFinite(first) || first > 1000 * last) return "exploding";
      if (layers.some(({ deadShare }) => deadShare >= 0.9)) return "dead";
      if (layers.some(({ saturatedShare }) => saturatedShare >= 0.9)) return "saturated";
      if (first < 1e-6) return "vanishing";
      if (layers.every(({ updateRatio }) => updateRatio < 1e-6)) return "frozen";
      return loss >= 0.9 * chanceLoss ? "noise" : "healthy";
    },
    inAnotherStyle: (report: TrainingReport) => {
      const loss = report.losses[report.losses.length - 1] ?? 0;
      const [first] = report.layers;
      const last = report.layers[report.layers.length - 1];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const most = (fact: "deadShare" | "saturatedShare" | "updateRatio") =>
        Math.max(...report.layers.map((layer) => layer[fact]));
      if (loss < 0.05) return "solved";
      if (!(ratio <= 1000)) return "exploding";
      if (most("deadShare") >= 0.9) return "dead";
      if (most("saturatedShare") >= 0.9) return "saturated";
      if ((first?.gradientRms ?? 0) <= 1e-5) return "vanishing";
      if (most("updateRatio") < 1e-6) return "frozen";
      return loss < 0.9 * report.chanceLoss ? "healthy" : "noise";
    },
  },
  {
    name: "nan-passes",
    task: "diagnose",
    misunderstanding:
      "A gradient of NaN is not taken for an explosion: every comparison with NaN is false, so the rules pass it by.",
    hint: "NaN > 1000 is false, and so is NaN < 1000. How else can you ask whether a number is one?",
    wrong: ({ losses, chanceLoss, layers }: TrainingReport) => {
      const loss = losses.at(-1) ?? 0;
      const first = layers.at(0)?.gradientRms ?? 0;
      const last = layers.at(-1)?.gradientRms ?? 0;
      if (loss < 0.05) return "solved";
      if (first > 1000 * last) return "exploding";
      if (layers.some(({ deadShare }) => deadShare >= 0.9)) return "dead";
      if (layers.some(({ saturatedShare }) => saturatedShare >= 0.9)) return "saturated";
      if (first < last / 1000) return "vanishing";
      if (layers.every(({ updateRatio }) => updateRatio < 1e-6)) return "frozen";
      return loss >= 0.9 * chanceLoss ? "noise" : "healthy";
    },
    inAnotherStyle: (report: TrainingReport) => {
      const loss = report.losses[report.losses.length - 1] ?? 0;
      const share =
        (report.layers[0]?.gradientRms ?? 0) / (report.layers[report.layers.length - 1]?.gradientRms ?? 0);
      const most = (fact: "deadShare" | "saturatedShare" | "updateRatio") =>
        Math.max(...report.layers.map((layer) => layer[fact]));
      if (loss < 0.05) return "solved";
      if (share > 1000) return "exploding";
      if (most("deadShare") >= 0.9) return "dead";
      if (most("saturatedShare") >= 0.9) return "saturated";
      if (share < 0.001) return "vanishing";
      if (most("updateRatio") < 1e-6) return "frozen";
      return loss < 0.9 * report.chanceLoss ? "healthy" : "noise";
    },
  },
];
