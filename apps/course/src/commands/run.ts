import {
  type MoonsEpoch,
  type MoonsSettings,
  moonsExperiment,
  moonsOptimizers,
  moonsSpread,
} from "@vanishing/experiments";
import {
  moonsEpochRow,
  moonsIntroduction,
  moonsReport,
  moonsSpreadReport,
} from "../experiments/moons-report.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes } from "../terminal/run-command.ts";

/** The experiments by the word that runs them, with what each shows. */
export const experiments = { moons: "the classic one of lesson 5: nine layers on two moons" } as const;

/** Runs an experiment and prints what there is to see, the epochs as they come. Without a name, prints which ones there are. */
export function run(name: keyof typeof experiments | undefined, settings: MoonsSettings): number {
  if (name === undefined) {
    console.log(experimentList());
    return exitCodes.done;
  }
  const { learningRate = moonsOptimizers[settings.optimizer].learningRate } = settings;
  console.log(moonsIntroduction({ ...settings, learningRate }));
  const epochs: MoonsEpoch[] = [];
  let problem: string | undefined;
  try {
    for (const epoch of moonsExperiment(settings)) {
      epochs.push(epoch);
      if (isShown(epoch.epoch) || epoch.epoch === settings.epochs) console.log(moonsEpochRow(epoch));
    }
  } catch (error) {
    // A gradient that overflows ends a training. What came before is worth a look.
    problem = error instanceof Error ? error.message : String(error);
  }
  console.log(`\n${moonsReport(epochs)}`);
  console.log(problem === undefined ? nextSteps(settings) : endedEarly(epochs, problem));
  return problem === undefined ? exitCodes.done : exitCodes.failed;
}

/** Runs the experiment with many seeds, and prints what they come to. */
export function runSeeds({ seed: _, ...settings }: MoonsSettings, seeds: number): number {
  const { learningRate = moonsOptimizers[settings.optimizer].learningRate } = settings;
  const { activation, optimizer, epochs } = settings;
  console.log(
    `Two moons, ${activation}, ${optimizer}, learning rate ${learningRate}, ${epochs} epochs each.\n`,
  );
  console.log(moonsSpreadReport(moonsSpread(settings, seeds), seeds));
  return exitCodes.done;
}

/** 0, 1, 2, 5, 10, 20, 50, 100 and so on. */
function isShown(epoch: number): boolean {
  return epoch === 0 || [1, 2, 5].includes(epoch / 10 ** Math.floor(Math.log10(epoch)));
}

function endedEarly(epochs: readonly MoonsEpoch[], problem: string): string {
  return `The training ended in epoch ${epochs.length}. ${problem}`;
}

function nextSteps({ activation, optimizer }: MoonsSettings): string {
  const command = `  ${pnpmCommand()} course run moons`;
  return [
    "Now change one thing:",
    `${command} --activation ${activation === "relu" ? "sigmoid" : "relu"}`,
    `${command} --optimizer ${optimizer === "sgd" ? "adam" : "sgd"}`,
    `${command} --seed 7`,
  ].join("\n");
}

function experimentList(): string {
  return [
    "The experiments of the course:",
    ...Object.entries(experiments).map(([name, shows]) => `  ${name}   ${shows}`),
    "",
    `${pnpmCommand()} course run moons --help  lists what can be changed.`,
  ].join("\n");
}
