import {
  type LayerUpdate,
  type LayerUpdates,
  layerUpdates,
  moonsActivations,
  type UpdateRuleName,
  type UpdateSettings,
} from "@vanishing/experiments";
import { type OptimizersValues, reportsUntil, ruleNames } from "./optimizers-settings.ts";

/** What one optimiser has made of the network. */
export interface RuleRun {
  readonly rule: UpdateRuleName;
  readonly name: string;
  /** The mean loss of each report, from the first step on. */
  readonly losses: readonly number[];
  /** Of the steps since the report before, from the input on. */
  readonly layers: readonly LayerUpdate[];
}

/** The same network under four optimisers, after the same steps. */
export interface OptimizersRun {
  readonly values: OptimizersValues;
  readonly activationName: string;
  readonly epsilon: number;
  /** Steps made by each report. */
  readonly steps: readonly number[];
  readonly rules: readonly RuleRun[];
}

/** What steps in the place of a rule: a learner's functions. A rule without one is the course's own. */
export type OwnRules = Readonly<Partial<Record<UpdateRuleName, UpdateSettings["make"]>>>;

/** The classic experiment under four optimisers side by side, report by report. */
export function* optimizersTraining(
  values: OptimizersValues,
  ownRules: OwnRules = {},
): Generator<OptimizersRun, void> {
  const { activation, exponent, seed } = values;
  const epsilon = Number(`1e${exponent}`);
  const trainings = (Object.keys(ruleNames) as UpdateRuleName[]).map((rule) => {
    const make = ownRules[rule];
    const settings = { activation, rule, seed, epsilon, ...(make ? { make } : {}) };
    return { rule, reports: layerUpdates(settings), losses: [] as number[] };
  });
  const steps: number[] = [];
  for (;;) {
    const now = trainings.map(({ reports }) => reports.next().value);
    if (!now.every((report): report is LayerUpdates => report !== undefined)) return;
    steps.push(now[0]?.steps ?? 0);
    yield {
      values,
      activationName: moonsActivations[activation].name,
      epsilon,
      steps: [...steps],
      rules: trainings.map(({ rule, losses }, place) => {
        losses.push(now[place]?.loss ?? Number.NaN);
        return { rule, name: ruleNames[rule], losses: [...losses], layers: now[place]?.layers ?? [] };
      }),
    };
  }
}

/** The training as far as the values ask for. */
export function optimizersRun(values: OptimizersValues, ownRules?: OwnRules): OptimizersRun {
  let last: OptimizersRun | undefined;
  for (const run of optimizersTraining(values, ownRules)) {
    last = run;
    if (run.steps.length === reportsUntil[values.until]) break;
  }
  if (!last) throw new Error("The experiment gave no report.");
  return last;
}
