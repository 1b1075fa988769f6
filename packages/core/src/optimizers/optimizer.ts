import { describeValue, failure } from "../failure.ts";
import { kernelsNear } from "../kernel-set.ts";
import type { Kernels } from "../kernels.ts";
import { checkMatrix, type Matrix, matrix, precisionOf, shapeOf } from "../matrix.ts";
import { norm } from "../norm.ts";
import { checkNonNegative, checkSettings } from "../setting-checks.ts";
import type { Schedule } from "./schedules.ts";

/** Changes weights by their gradients. */
export interface Optimizer {
  /**
   * One step: changes every matrix of `parameters` in place by the gradient at the same place of the list. A
   * parameter without a gradient (undefined) stays as it is. What the optimiser remembers belongs to each matrix,
   * whatever its place in the list.
   *
   * @throws when the lists differ in length, a gradient has another shape or precision than its parameter, a
   * gradient holds NaN or an infinity, or a parameter is given twice. Nothing has changed then.
   */
  step(parameters: readonly Matrix[], gradients: readonly (Matrix | undefined)[]): void;
  /**
   * ‖Δw‖ / ‖w‖: how far the last step moved this parameter, in Euclidean norm, beside its size before. Infinity for a
   * parameter that was 0, and 0 for one that did not move. Undefined without `trackUpdates`, and before its first step.
   */
  updateRatio(parameter: Matrix): number | undefined;
}

/** What every optimiser takes. */
export interface OptimizerSettings {
  /** η: one number, or a function of the number of steps taken so far, from 0 on. */
  readonly learningRate: number | Schedule;
  /**
   * Decoupled weight decay λ: w ← (1 − ηλ) w before the step. Default 0.
   * I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019.
   */
  readonly weightDecay?: number;
  /**
   * Coupled weight decay λ: the gradient is taken to be g + λw, that of the loss with λ‖w‖²/2 added to it. Default
   * 0. The same as `weightDecay` for plain gradient descent only: Adam and RMSProp divide λw by its own size again.
   */
  readonly l2Penalty?: number;
  /** Whether to keep what `updateRatio` needs, a copy of each parameter. Default false. */
  readonly trackUpdates?: boolean;
}

/** What makes one optimiser different from another. */
export interface UpdateRule<State> {
  readonly name: string;
  /** What to remember of a parameter before its first step. */
  start(parameter: Matrix): State;
  /** Changes the parameter and its state. The gradient includes the coupled weight decay. */
  update(step: {
    readonly parameter: Matrix;
    readonly gradient: Matrix;
    readonly state: State;
    readonly learningRate: number;
    readonly kernels: Kernels;
  }): void;
}

/** What an optimiser keeps for one parameter. */
interface Memory<State> {
  readonly state: State;
  /** The gradient with the coupled weight decay, where there is one. */
  readonly total: Matrix | undefined;
  /** The parameter before its last step, and then the step, where updates are tracked. */
  readonly before: Matrix | undefined;
  updateRatio: number | undefined;
  /** The gradient of the last step, which fits the parameter: a tape gives the same matrix again. */
  lastGradient: Matrix | undefined;
  /** The kernels near that gradient. */
  kernels: Kernels | undefined;
}

/** The optimiser with this rule. */
export function optimizer<State>(rule: UpdateRule<State>, settings: OptimizerSettings): Optimizer {
  const { name } = rule;
  checkSettings(name, settings, `${name}({ learningRate: 0.01 })`);
  const { learningRate, weightDecay = 0, l2Penalty = 0, trackUpdates = false } = settings;
  checkNonNegative(name, "weightDecay", weightDecay);
  checkNonNegative(name, "l2Penalty", l2Penalty);
  const rate = typeof learningRate === "function" ? learningRate : () => learningRate;
  checkNonNegative(name, "learningRate", rate(0));
  const memories = new WeakMap<Matrix, Memory<State>>();
  const memoryOf = (parameter: Matrix): Memory<State> => {
    const known = memories.get(parameter);
    if (known !== undefined) return known;
    const memory = {
      state: rule.start(parameter),
      total: l2Penalty === 0 ? undefined : zerosLike(parameter),
      before: trackUpdates ? zerosLike(parameter) : undefined,
      updateRatio: undefined,
      lastGradient: undefined,
      kernels: undefined,
    };
    memories.set(parameter, memory);
    return memory;
  };
  const operation = `step of ${name}`;
  /** What the step before has named, and what is kept for it: most steps name the same. */
  let known: readonly Matrix[] = [];
  let ofKnown: readonly Memory<State>[] = [];
  /** What is kept for each parameter, once all lists have been found right. */
  const checkedMemories = (
    parameters: readonly Matrix[],
    gradients: readonly (Matrix | undefined)[],
  ): readonly Memory<State>[] => {
    checkLists(operation, parameters, gradients);
    if (!sameMatrices(parameters, known)) {
      ofKnown = parameters.map((parameter, place) => {
        checkMatrix(`${operation}, parameter ${place}`, parameter);
        return memoryOf(parameter);
      });
      if (new Set(ofKnown).size !== ofKnown.length) throw namedTwice(operation);
      known = [...parameters];
    }
    for (let place = 0; place < parameters.length; place++) {
      const parameter = parameters[place] as Matrix;
      const gradient = gradients[place];
      const memory = ofKnown[place] as Memory<State>;
      if (gradient === undefined) continue;
      if (gradient !== memory.lastGradient) {
        checkFits(operation, place, gradient, parameter);
        memory.kernels = kernelsNear(gradient);
        memory.lastGradient = gradient;
      }
      if (!memory.kernels?.allFinite(gradient))
        checkFiniteEntries(`${operation}, gradient ${place}`, gradient);
    }
    return ofKnown;
  };
  let steps = 0;
  return {
    step(parameters, gradients) {
      const ofParameters = checkedMemories(parameters, gradients);
      const learningRate = rate(steps);
      checkNonNegative(operation, "learningRate", learningRate);
      for (let place = 0; place < parameters.length; place++) {
        const parameter = parameters[place] as Matrix;
        const gradient = gradients[place];
        if (gradient === undefined) continue;
        const memory = ofParameters[place] as Memory<State>;
        const { state, total, before, kernels } = memory;
        if (total) setSum(total, gradient, l2Penalty, parameter);
        before?.data.set(parameter.data);
        if (weightDecay !== 0) multiply(parameter, 1 - learningRate * weightDecay);
        rule.update({
          parameter,
          gradient: total ?? gradient,
          state,
          learningRate,
          kernels: kernels as Kernels,
        });
        if (before) memory.updateRatio = ratioOf(before, parameter);
      }
      steps++;
    },
    updateRatio: (parameter) => memories.get(parameter)?.updateRatio,
  };
}

/** A matrix of zeros in the shape and precision of `m`. */
export function zerosLike(m: Matrix): Matrix {
  return matrix(m.rows, m.columns, undefined, precisionOf(m));
}

function setSum(total: Matrix, gradient: Matrix, factor: number, parameter: Matrix): void {
  for (let at = 0; at < total.data.length; at++) {
    total.data[at] = (gradient.data[at] as number) + factor * (parameter.data[at] as number);
  }
}

/** ‖after − before‖ / ‖before‖. Puts the difference in the place of `before`. */
function ratioOf(before: Matrix, after: Matrix): number {
  const size = norm(before);
  for (let at = 0; at < before.data.length; at++) {
    before.data[at] = (after.data[at] as number) - (before.data[at] as number);
  }
  const step = norm(before);
  return step === 0 ? 0 : step / size;
}

function multiply(m: Matrix, factor: number): void {
  for (let at = 0; at < m.data.length; at++) m.data[at] = factor * (m.data[at] as number);
}

function checkLists(
  operation: string,
  parameters: readonly Matrix[],
  gradients: readonly (Matrix | undefined)[],
): void {
  if (!Array.isArray(parameters) || !Array.isArray(gradients)) {
    const wrong = Array.isArray(parameters) ? gradients : parameters;
    throw failure(operation, "two lists of matrices", describeValue(wrong), "write step([w], [gradient])");
  }
  if (parameters.length === gradients.length) return;
  throw failure(
    operation,
    `${parameters.length} gradients, one for each parameter`,
    `${gradients.length}`,
    "pass undefined for a parameter without a gradient",
  );
}

function namedTwice(operation: string): Error {
  return failure(
    operation,
    "each parameter once",
    "one of them twice",
    "list a shared weight once; the tape has summed the gradient over its uses",
  );
}

/** Refuses what is not a matrix of the parameter's shape and precision. */
function checkFits(operation: string, place: number, gradient: Matrix, parameter: Matrix): void {
  const name = `${operation}, gradient ${place}`;
  checkMatrix(name, gradient);
  const sameShape = gradient.rows === parameter.rows && gradient.columns === parameter.columns;
  if (sameShape && precisionOf(gradient) === precisionOf(parameter)) return;
  throw failure(
    name,
    `an ${precisionOf(parameter)} matrix of shape ${shapeOf(parameter)}, as its parameter`,
    `an ${precisionOf(gradient)} matrix of shape ${shapeOf(gradient)}`,
    "keep both lists in the same order",
  );
}

function sameMatrices(some: readonly Matrix[], others: readonly Matrix[]): boolean {
  if (some.length !== others.length) return false;
  for (let place = 0; place < some.length; place++) if (some[place] !== others[place]) return false;
  return true;
}

/** Refuses a gradient with NaN or an infinity in it, and says where. */
export function checkFiniteEntries(operation: string, gradient: Matrix): void {
  const at = gradient.data.findIndex((entry: number) => !Number.isFinite(entry));
  if (at === -1) return;
  throw failure(
    operation,
    "finite entries",
    `${gradient.data[at]} in row ${Math.floor(at / gradient.columns)}, column ${at % gradient.columns}`,
    "the gradient has exploded: lower the learning rate, or clip in the steps before this one",
  );
}
