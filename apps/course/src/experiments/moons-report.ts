import { styleText } from "node:util";
import type { MoonsEpoch, MoonsOutcome, MoonsSettings, MoonsSpread } from "@vanishing/experiments";
import { sparkline } from "./sparkline.ts";

/** How many characters a curve has at most: a table fits in 80 columns. */
const curveLength = 40;

const names = { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU", adam: "Adam", sgd: "Plain gradient descent" };

/** What the experiment does, and the head of the table that {@link moonsEpochRow} goes on with. */
export function moonsIntroduction(settings: MoonsSettings & { readonly learningRate: number }): string {
  const { activation, optimizer, learningRate, seed } = settings;
  return [
    `${styleText("bold", "Two moons")}: 2 inputs, 8 hidden layers of 10 ${names[activation]} units, 1 logit.`,
    "250 points with noise 0.05, 80 % of them to train on, in batches of 32.",
    "Glorot-uniform weights, binary cross-entropy.",
    `${names[optimizer]}, learning rate ${learningRate}, seed ${seed}.`,
    "",
    " epoch     loss   right in training   right in the test",
  ].join("\n");
}

export function moonsEpochRow({ epoch, loss, accuracy, testAccuracy }: MoonsEpoch): string {
  return [
    String(epoch).padStart(6),
    loss.toPrecision(4).padStart(8),
    percent(accuracy).padStart(19),
    percent(testAccuracy).padStart(19),
  ].join(" ");
}

/** What there is to see at the end: curves, then layer by layer, then the weights of the first layer before and after. */
export function moonsReport(epochs: readonly MoonsEpoch[]): string {
  const last = epochs.at(-1);
  if (!last) return "";
  const curve = (name: string, values: readonly number[]) =>
    `${name.padEnd(27)}${sparkline(thinned(values))}`;
  return [
    curve(
      "loss",
      epochs.map(({ loss }) => loss),
    ),
    curve(
      "right in training",
      epochs.map(({ accuracy }) => accuracy),
    ),
    "",
    ...gradientTable("‖∂L/∂W‖", "weightGradientNorm", epochs),
    "",
    ...gradientTable("‖∂L/∂z‖", "gradientNorm", epochs),
    "",
    "How far the weights are from where they began, ‖W − W₀‖ / ‖W₀‖",
    ...last.layers.map(
      ({ relativeChange }, place) => `${layerName(place)}  ${changeInPercent(relativeChange)}`,
    ),
    "",
    "The weights of the first layer, a column a unit",
    ...firstWeights(epochs[0]?.layers[0]?.weight ?? [], last.layers[0]?.weight ?? []),
    "",
  ].join("\n");
}

function gradientTable(
  name: string,
  fact: "weightGradientNorm" | "gradientNorm",
  epochs: readonly MoonsEpoch[],
): string[] {
  const [first, last] = [epochs[0], epochs.at(-1)];
  const rows = (last?.layers ?? []).map((layer, place) => {
    const logarithms = epochs.map(({ layers }) => Math.log10(layers[place]?.[fact] ?? 0));
    const ends = [size(first?.layers[place]?.[fact] ?? 0), size(layer[fact])].join("  ");
    return `${layerName(place)}  ${ends}  ${sparkline(thinned(logarithms))}`;
  });
  return [`${name.padEnd(7)}   before     after  by epoch, each layer on a log scale of its own`, ...rows];
}

function firstWeights(before: readonly number[], after: readonly number[]): string[] {
  const fanOut = after.length / 2;
  const row = (entries: readonly number[], input: number) =>
    entries
      .slice(input * fanOut, (input + 1) * fanOut)
      .map((entry) => weight(entry).padStart(6))
      .join("");
  return [0, 1].flatMap((input) => [
    `x${input + 1} before${row(before, input)}`,
    `   after ${row(after, input)}`,
  ]);
}

/** At most {@link curveLength} of the values, the first and the last among them. */
function thinned(values: readonly number[]): number[] {
  const count = Math.min(values.length, curveLength);
  const stride = (values.length - 1) / Math.max(count - 1, 1);
  return Array.from({ length: count }, (_, at) => values[Math.round(at * stride)] ?? Number.NaN);
}

const layerName = (place: number) => `layer ${place + 1}`;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const size = (value: number) => value.toExponential(1).padStart(8);
const changeInPercent = (change: number) => `${Number((100 * change).toPrecision(3))} %`.padStart(12);

/** At most five characters, so that two of them never run together. */
function weight(entry: number): string {
  const text = entry.toFixed(2);
  return text.length <= 5 ? text : entry.toExponential(0);
}

const factNames: Readonly<Record<keyof MoonsOutcome, string>> = {
  gradientShare: "gradient at the start, first layer / last",
  firstChange: "first layer's weights moved",
  lastChange: "last layer's weights moved",
  loss: "loss in the end",
  testAccuracy: "right in the test",
};

/** What many seeds come to: of 40 runs one is below the first number, half are below the second, and one is above the third. */
export function moonsSpreadReport(spread: MoonsSpread, seeds: number): string {
  const facts = Object.keys(factNames) as (keyof MoonsOutcome)[];
  const line = (name: string, columns: readonly string[]) =>
    name.padEnd(44) + columns.map((column) => column.padStart(12)).join("");
  return [
    line(`seeds 1 to ${seeds}`, ["2.5 %", "median", "97.5 %"]),
    ...facts.map((fact) => {
      const { low, median, high } = spread[fact];
      return line(
        factNames[fact],
        [low, median, high].map((value) => value.toPrecision(2)),
      );
    }),
  ].join("\n");
}
