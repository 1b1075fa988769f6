import { Arena } from "./arena.ts";
import { type CustomOperation, checkCustomOperation, checkVjpResult } from "./custom-operation.ts";
import type { Elementwise } from "./elementwise.ts";
import { describeValue, failure } from "./failure.ts";
import { checkKernelSet, type KernelSet, kernelsInUse, kernelsOf, sharedSimd } from "./kernel-set.ts";
import type { Kernels } from "./kernels.ts";
import { preActivationIn } from "./layer-kernels.ts";
import { checkMatrix, checkPrecision, type Matrix, matrix, type Precision, shapeOf } from "./matrix.ts";
import { type AnyOperation, checkOperation, type Operation } from "./operation.ts";
import { type OperationName, type OperationSignatures, operationNamed } from "./operations.ts";
import { plainKernels } from "./plain-kernels.ts";
import { residentKernels } from "./resident-kernels.ts";
import { simdKernels } from "./simd-kernels.ts";
import { firstAddress, SimdMemory } from "./simd-memory.ts";
import { describeNode, type LabelledTensor, TapeNode } from "./tape-node.ts";
import { Tensor } from "./tensor.ts";

/** A step that is not repeated, or is small, gains less from a memory of its own than that costs. */
const stepsBeforeMoving = 2;
const leastBytesToMove = 16_384;

/** Tensors that stand where an operation has matrices. */
type TensorsOf<Inputs extends readonly Matrix[]> = { readonly [Place in keyof Inputs]: Tensor };

/** Matrices that an operation gets where tensors were passed. */
type MatricesOf<Tensors extends readonly Tensor[]> = { readonly [Place in keyof Tensors]: Matrix };

/**
 * A record of a computation, in the order in which it ran. Each operation writes down its result as it is computed
 * (define by run), so the inputs of a tensor always stand before it, and going back through the record from the end
 * meets every tensor after all of its uses. That is all that backpropagation needs: one loop, no sorting, no recursion.
 *
 * ```ts
 * const tape = new Tape();
 * const w = tape.parameter(matrixFromRows([[2]]), "w");
 * const loss = w.mul(w).sum();
 * loss.backward();
 * w.gradient; // ∂w²/∂w = 2w = 4
 * tape.reset();
 * ```
 */
export class Tape {
  /** Precision of every tensor on this tape. */
  readonly precision: Precision;
  /** The record, from the front. Behind `#size` stand nodes of earlier steps, so that the array need not grow anew in each. */
  readonly #nodes: TapeNode[] = [];
  #size = 0;
  readonly #labels = new Set<string>();
  readonly #arena: Arena;
  #kernels: Kernels;
  #generation = 0;
  /** Whether `backward` has left gradients since they were last forgotten. */
  #hasGradients = false;
  /** Bytes of a step that fit into the memory that the arena has moved to. */
  #bytesWithinReach = 0;
  readonly #plainly: boolean;

  /**
   * @param options.precision `"f32"` (the default, fast) or `"f64"` (for gradient checks and theory)
   * @param options.kernels of an f32 tape: `"simd"` or `"plain"`, with the same numbers; default as `useKernels` says
   */
  constructor({
    precision = "f32",
    kernels = kernelsInUse(),
  }: { readonly precision?: Precision; readonly kernels?: KernelSet } = {}) {
    if (precision !== "f32" && precision !== "f64") {
      throw failure(
        "new Tape",
        'the precision "f32" or "f64"',
        describeValue(precision),
        "name one of the two",
      );
    }
    this.precision = precision;
    this.#arena = new Arena(precision);
    checkKernelSet("new Tape", kernels);
    this.#plainly = precision === "f64" || kernels === "plain";
    this.#kernels = precision === "f32" ? kernelsOf(kernels) : plainKernels.f64;
  }

  /** How many tensors have been recorded since the last reset. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of memory that the tape holds for values and gradients. They stay with it: the next step uses them again. */
  get bytes(): number {
    return this.#arena.bytes;
  }

  /** A tensor that gets no gradient, such as a batch of data. The matrix is used as it is, not copied. */
  constant(value: Matrix): Tensor {
    return this.#leaf("constant", value, false);
  }

  /**
   * A tensor that gets a gradient, such as a weight. The matrix is used as it is, not copied: change it after the step,
   * not between forward and backward.
   */
  parameter(value: Matrix, label?: string): Tensor {
    const tensor = this.#leaf("parameter", value, true);
    return label === undefined ? tensor : tensor.label(label);
  }

  /** Runs an operation of the table and writes it down. The methods of `Tensor` call this. */
  record<Name extends OperationName>(
    name: Name,
    inputs: TensorsOf<OperationSignatures[Name]["inputs"]>,
    settings: OperationSignatures[Name]["settings"],
  ): Tensor {
    type Inputs = OperationSignatures[Name]["inputs"];
    const operation: Operation<Inputs, OperationSignatures[Name]["settings"]> = operationNamed(name);
    const f = name === "apply" || name === "layer" ? (settings as { f: Elementwise }).f : undefined;
    return this.#run(name, operation, inputs, settings, f);
  }

  /**
   * Runs an operation that is not in the table, such as one of `@vanishing/normalization`, and writes it down. As with those of
   * the table, its results and gradients live in the tape's memory, so that a step like the one before allocates nothing.
   * For a function with a vjp that returns new matrices, see `custom`.
   *
   * @throws when something else than an operation is passed, when an input is not a tensor of this tape, and what the
   * operation's `shape` throws.
   */
  run<Inputs extends readonly Matrix[], Settings>(
    name: string,
    operation: Operation<Inputs, Settings>,
    inputs: TensorsOf<Inputs>,
    settings: Settings,
  ): Tensor {
    checkOperation(name, operation);
    return this.#run(name, operation, inputs, settings, undefined);
  }

  #run<Inputs extends readonly Matrix[], Settings>(
    name: string,
    operation: Operation<Inputs, Settings>,
    inputs: TensorsOf<Inputs>,
    settings: Settings,
    f: Elementwise | undefined,
  ): Tensor {
    const node = this.#nextNode();
    const needsGradient = this.#setInputs(node, name, inputs);
    const values = node.inputs as unknown as Inputs;
    const [rows, columns] = operation.shape(values, settings);
    const output = this.#arena.matrix(rows, columns);
    node.describe(name, output, output, needsGradient);
    node.f = f;
    node.operation = operation as unknown as AnyOperation;
    node.kernels = this.#kernels;
    node.settings = settings;
    node.output = output;
    node.kept = undefined;
    if (needsGradient && operation.keeps !== undefined) {
      const [keptRows, keptColumns] = operation.keeps(values, settings);
      node.kept = this.#arena.matrix(keptRows, keptColumns);
    }
    const tensor = this.#append();
    (node.operation as AnyOperation).forward(node);
    return tensor;
  }

  /** The node behind the last one. It is not part of the record before `#append`. */
  #nextNode(): TapeNode {
    const known = this.#nodes[this.#size];
    if (known !== undefined) return known;
    const node = new TapeNode(this.#kernels);
    this.#nodes[this.#size] = node;
    return node;
  }

  /** Notes the inputs of a node, with their numbers where kernels reach them. Says whether one of them needs a gradient. */
  #setInputs(node: TapeNode, name: string, inputs: readonly Tensor[]): boolean {
    const count = inputs.length;
    const { inputNodes, inputs: values } = node;
    if (values.length !== count) {
      for (const list of [inputNodes, values, node.inputGradients, node.fromZeros]) list.length = count;
    }
    let needsGradient = false;
    for (let place = 0; place < count; place++) {
      const input = this.nodeOf(inputs[place] as Tensor, name);
      inputNodes[place] = input;
      values[place] = input.operand;
      needsGradient ||= input.needsGradient;
    }
    return needsGradient;
  }

  /** Adds to the gradients of a node's inputs what they receive from it. */
  #pullBack(node: TapeNode, gradient: Matrix): void {
    node.pullBack?.(gradient);
    const { operation, inputNodes, inputGradients, fromZeros } = node;
    if (operation === undefined) return;
    const clear = operation.startsFromZeros !== true;
    for (let place = 0; place < inputNodes.length; place++) {
      const input = inputNodes[place] as TapeNode;
      fromZeros[place] = !clear && input.gradient === undefined;
      inputGradients[place] = this.#gradientToAddTo(input, clear);
    }
    operation.vjp(node as TapeNode & { gradient: Matrix });
  }

  /**
   * Runs an operation of your own and writes it down: forward now, its vector-Jacobian product in `backward`.
   *
   * @throws when an input is not a tensor of this tape, or when forward or vjp returns something else than matrices of
   * this tape's precision in the right shapes.
   */
  custom<Tensors extends readonly Tensor[]>(
    operation: CustomOperation<MatricesOf<Tensors>>,
    ...inputs: Tensors
  ): Tensor {
    checkCustomOperation(operation);
    const { name } = operation;
    if (inputs.length === 0) {
      throw failure(name, "at least one input tensor", "none", "call tape.custom(operation, x, …)");
    }
    const nodes = inputs.map((input) => this.nodeOf(input, name));
    const values = nodes.map((node) => node.value) as unknown as MatricesOf<Tensors>;
    const output = operation.forward(...values);
    this.#checkOwn(`forward of ${name}`, output);
    const needsGradient = nodes.some((node) => node.needsGradient);
    const node = this.#nextNode();
    node.describe(name, output, output, needsGradient);
    node.pullBack = (gradient: Matrix) => {
      const gradients = checkVjpResult(name, operation.vjp({ gradient, output, inputs: values }), values);
      nodes.forEach((node, place) => {
        const contribution = gradients[place];
        const target = this.#gradientToAddTo(node, true);
        if (contribution === undefined || target === undefined) return;
        this.#checkLike(`vjp of ${name}, input ${place}`, contribution, node.value);
        this.#kernels.addScaled(contribution, 1, target);
      });
    };
    return this.#append();
  }

  /**
   * Computes ∂L/∂X for every tensor X that L depends on, where L = Σ seed ⊙ (entries of `tensor`); for a scalar `(1, 1)`
   * the seed is 1 unless given. Read the results from `X.gradient`. Gradients add up: a value that is used several
   * times gets the sum over its uses, and a further call adds to what the calls before have left, as if the sum of all L
   * had been differentiated. `clearGradients` and `reset` start again from zero.
   *
   * @throws when `tensor` is not a scalar and there is no seed, when the seed has another shape or precision, and when
   * `tensor` does not depend on any parameter.
   */
  backward(tensor: Tensor, seed?: Matrix): void {
    const last = this.nodeOf(tensor, "backward");
    const start = this.#seedFor(last, seed);
    if (!last.needsGradient) {
      throw failure(
        "backward",
        "a tensor computed from at least one parameter",
        `${describeNode(last)}, which depends on constants only`,
        "make the weights with tape.parameter(matrix)",
      );
    }
    const further = this.#hasGradients;
    if (further) this.#setGradientsAside();
    this.#hasGradients = true;
    last.gradient = start;
    for (let index = tensor.index; index >= 0; index--) {
      const node = this.#nodes[index] as TapeNode;
      if (node.gradient !== undefined) this.#pullBack(node, node.gradient);
    }
    if (further) this.#addGradientsSetAside();
  }

  #setGradientsAside(): void {
    for (let index = 0; index < this.#size; index++) {
      const node = this.#nodes[index] as TapeNode;
      node.earlier = node.gradient;
      node.gradient = undefined;
    }
  }

  #addGradientsSetAside(): void {
    for (let index = 0; index < this.#size; index++) {
      const node = this.#nodes[index] as TapeNode;
      if (node.earlier === undefined) continue;
      if (node.gradient === undefined) node.gradient = node.earlier;
      else this.#kernels.addScaled(node.earlier, 1, node.gradient);
      node.earlier = undefined;
    }
  }

  /** Forgets all gradients, so that the next `backward` starts from zero. The tensors stay. */
  clearGradients(): void {
    for (let index = 0; index < this.#size; index++) (this.#nodes[index] as TapeNode).gradient = undefined;
    this.#hasGradients = false;
  }

  /**
   * Forgets all tensors, so that the next step starts on an empty tape. Tensors made before may not be used any more.
   * The matrices that you passed in are untouched. Copy a `value` or `gradient` that you want to keep: its memory may
   * serve the next step.
   */
  reset(): void {
    this.#nodes.length = Math.min(this.#nodes.length, this.#size);
    this.#size = 0;
    this.#hasGradients = false;
    this.#labels.clear();
    this.#moveNearKernels();
    this.#arena.reset();
    this.#generation++;
  }

  /**
   * Where steps are repeated, moves their matrices into a memory of WebAssembly of the tape's own, so that compiled kernels need no
   * copies. The memory is freed with the last matrix in it, as every array is. It never grows, since that would empty the
   * matrices given out: a larger step lies partly outside, until the next reset finds it a larger memory.
   */
  #moveNearKernels(): void {
    const { bytesGiven } = this.#arena;
    const repeated = this.#generation >= stepsBeforeMoving;
    if (this.#plainly || !repeated || bytesGiven < leastBytesToMove || bytesGiven <= this.#bytesWithinReach) {
      return;
    }
    const simd = sharedSimd();
    // Beside the matrices, room for what the largest kernel so far has needed.
    const memory = simd && SimdMemory.create(bytesGiven + simd.memory.bytes);
    if (simd === undefined || memory === undefined) return;
    const end = firstAddress + bytesGiven;
    const otherwise = simdKernels(memory, { freeFrom: end, whenFull: simd.kernels });
    this.#kernels = residentKernels(memory, { freeFrom: end, otherwise });
    this.#arena.moveTo({ memory, kernels: this.#kernels }, end);
    this.#bytesWithinReach = bytesGiven;
  }

  /** Names a tensor for the probes. `tensor.label(name)` calls this. */
  label(tensor: Tensor, name: string): void {
    const node = this.nodeOf(tensor, "label");
    if (typeof name !== "string" || name === "") {
      throw failure(
        "label",
        "a name of at least one character",
        describeValue(name),
        'write x.label("layer 1")',
      );
    }
    if (node.label === name) return;
    if (this.#labels.has(name)) {
      throw failure(
        "label",
        "a name that is new on this tape",
        `${JSON.stringify(name)} again`,
        "number the layers, or reset the tape between two steps",
      );
    }
    if (node.label !== undefined) this.#labels.delete(node.label);
    this.#labels.add(name);
    node.label = name;
  }

  /** What is known of each labelled tensor, in creation order. `probe(tape)` turns this into numbers. */
  labelled(): LabelledTensor[] {
    return this.#nodes.slice(0, this.#size).flatMap((node) => {
      const { label, value, gradient, f } = node;
      if (label === undefined) return [];
      const activation = f && { f, preActivation: this.#preActivationOf(node) };
      return [{ label, value, gradient, activation }];
    });
  }

  /** What the function of an activation was applied to. A layer that no gradient flows through has not kept it. */
  #preActivationOf({ name, inputs, kept, value }: TapeNode): Matrix {
    const [x, w, b] = inputs as [Matrix, Matrix, Matrix];
    if (name !== "layer") return x;
    if (kept !== undefined) return preActivationIn(kept, value);
    const z = matrix(value.rows, value.columns, undefined, this.precision);
    this.#kernels.affine(x, w, b, z);
    return z;
  }

  /** The record of a tensor, after making sure that it may be used here and now. */
  nodeOf(tensor: Tensor, operation: string): TapeNode {
    if (!(tensor instanceof Tensor)) {
      throw failure(
        operation,
        "a tensor",
        describeValue(tensor),
        "wrap a matrix with tape.constant(matrix) or tape.parameter(matrix)",
      );
    }
    if (tensor.tape !== this) {
      throw failure(
        operation,
        `a tensor of this tape (${this.precision})`,
        `one of another tape (${tensor.tape.precision})`,
        "make both with the same tape; a value can cross over as tape.constant(tensor.value)",
      );
    }
    const node = this.#nodes[tensor.index];
    if (tensor.generation !== this.#generation || node === undefined) {
      throw failure(
        operation,
        "a tensor made since the tape's last reset",
        "one made before it",
        "build the computation anew in each step, and copy what you need before tape.reset()",
      );
    }
    return node;
  }

  /** Writes down a leaf. One that stood here in the step before has been checked. */
  #leaf(name: string, value: Matrix, needsGradient: boolean): Tensor {
    const node = this.#nextNode();
    if (node.value !== value) this.#checkOwn(name, value);
    node.describe(name, value, this.#arena.copyWithinReach(value), needsGradient);
    return this.#append();
  }

  /** Makes the next node a part of the record. */
  #append(): Tensor {
    return new Tensor(this, this.#size++, this.#generation);
  }

  /** The gradient of a node, undefined where none is wanted. One that is new is zero, or uncleared memory. */
  #gradientToAddTo(node: TapeNode, clear: boolean): Matrix | undefined {
    if (!node.needsGradient) return undefined;
    if (node.gradient === undefined) {
      node.gradient = this.#arena.matrix(node.value.rows, node.value.columns);
      if (clear) node.gradient.data.fill(0);
    }
    return node.gradient;
  }

  #seedFor(node: TapeNode, seed: Matrix | undefined): Matrix {
    const { rows, columns } = node.value;
    if (seed !== undefined) this.#checkLike("backward", seed, node.value);
    else if (rows !== 1 || columns !== 1) {
      throw failure(
        "backward",
        "a scalar loss (1×1) or a seed",
        `${describeNode(node)} and no seed`,
        `end with .sum() or .mean(), or pass a seed of shape ${shapeOf(node.value)}`,
      );
    }
    const start = this.#arena.matrix(rows, columns);
    start.data.set(seed?.data ?? [1]);
    return start;
  }

  #checkLike(operation: string, m: Matrix, model: Matrix): void {
    this.#checkOwn(operation, m);
    if (m.rows === model.rows && m.columns === model.columns) return;
    throw failure(
      operation,
      `a matrix of shape ${shapeOf(model)}`,
      shapeOf(m),
      "give one entry for each of its entries",
    );
  }

  #checkOwn(operation: string, m: Matrix): void {
    checkMatrix(operation, m);
    checkPrecision(operation, m, this.precision);
  }
}
