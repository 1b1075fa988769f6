import type { Mistake, Probes } from "@vanishing/grader";

interface Branch {
  forward(x: readonly number[]): number[];
  vjp(upstream: readonly number[], x: readonly number[]): number[];
}

type Normalization = "none" | "layer" | "batch";
type List = readonly number[];

/** f(x) = (x₁ x₂, x₂ + x₁²): no two entries alike, no symmetry, and slopes that depend on x. */
const twisted: Branch = {
  forward: ([a = 0, b = 0]) => [a * b, b + a * a],
  vjp: ([g = 0, h = 0], [a = 0, b = 0]) => [g * b + 2 * a * h, g * a + h],
};

export const probes: Probes = {
  residual: [
    [twisted, [2, -1], 0.5],
    [twisted, [-0.5, 0.25], 3],
    [twisted, [-1, -2], -0.25],
  ],
  residualVjp: [
    [[1, -2], twisted, [2, -1], 0.5],
    [[0.3, 0.7], twisted, [-0.5, 0.25], 3],
    [[-1, 0.5], twisted, [-1, -2], -0.25],
  ],
  residualGain: (["none", "layer", "batch"] as const).flatMap((normalization) => [
    [normalization, 1, 3],
    [normalization, 0.5, 6],
    [normalization, 2, 2],
  ]),
  reZero: [
    [0, 0.1, [1, -2], twisted, [2, -1]],
    [0.5, 0.01, [0.3, 0.7], twisted, [-0.5, 0.25]],
    [-1, 1, [-1, 0.5], twisted, [-1, -2]],
  ],
};

const at = (list: List, i: number): number => list[i] ?? 0;
const total = (list: List): number => list.reduce((sum, entry) => sum + entry, 0);
const shareOf = (normalization: Normalization): number =>
  ({ none: 0, layer: 1, batch: 1 - 1 / Math.PI })[normalization];

export const mistakes: readonly Mistake[] = [
  {
    name: "activation-after-sum",
    task: "residual",
    misunderstanding: "ReLU is applied to the sum, and negative entries come out as 0.",
    hint: "Here the activation is inside of f. What does a second one after the sum do to an x below 0, and to its gradient?",
    wrong: (branch: Branch, x: List, scale: number) => {
      const change = branch.forward(x);
      return x.map((entry, i) => Math.max(0, entry + scale * at(change, i)));
    },
    inAnotherStyle: (branch: Branch, x: List, scale: number) => {
      const result: number[] = [];
      for (const [i, change] of branch.forward(x).entries()) {
        const sum = change * scale + at(x, i);
        result.push(sum > 0 ? sum : 0);
      }
      return result;
    },
  },
  {
    name: "scales-the-skip",
    task: "residual",
    misunderstanding: "α multiplies x, where it should multiply what the branch gives.",
    hint: "With α = 0 the block should give x back. What does yours give then?",
    wrong: (branch: Branch, x: List, scale: number) => {
      const change = branch.forward(x);
      return x.map((entry, i) => scale * entry + at(change, i));
    },
    inAnotherStyle: (branch: Branch, x: List, scale: number) => {
      const result = [...branch.forward(x)];
      for (let i = 0; i < result.length; i++) result[i] = at(result, i) + at(x, i) * scale;
      return result;
    },
  },
  {
    name: "scales-both",
    task: "residual",
    misunderstanding: "α multiplies the sum: the skip is scaled together with the branch.",
    hint: "Fifty blocks with α = 1/2 would leave 2 to the power of −50 of x. Which of the two ways is α for?",
    wrong: (branch: Branch, x: List, scale: number) => {
      const change = branch.forward(x);
      return x.map((entry, i) => scale * (entry + at(change, i)));
    },
    inAnotherStyle: (branch: Branch, x: List, scale: number) => {
      const result: number[] = [];
      for (const [i, change] of branch.forward(x).entries()) {
        result.push(change * scale + at(x, i) * scale);
      }
      return result;
    },
  },
  {
    name: "weighted-mean",
    task: "residual",
    misunderstanding: "x is multiplied by 1 − α: what the branch gains, the skip loses.",
    hint: "In this block the skip is whole, whatever α is. What multiplies x in the formula?",
    wrong: (branch: Branch, x: List, scale: number) => {
      const change = branch.forward(x);
      return x.map((entry, i) => (1 - scale) * entry + scale * at(change, i));
    },
    inAnotherStyle: (branch: Branch, x: List, scale: number) => {
      const result: number[] = [];
      for (const [i, change] of branch.forward(x).entries()) {
        result.push(at(x, i) + (change - at(x, i)) * scale);
      }
      return result;
    },
  },
  {
    name: "forgets-the-skip",
    task: "residual",
    misunderstanding: "Only α · f(x) comes out. x itself is not added.",
    hint: "With α = 0 nothing should be lost. What is left of x in yours?",
    wrong: (branch: Branch, x: List, scale: number) => branch.forward(x).map((change) => scale * change),
    inAnotherStyle: (branch: Branch, x: List, scale: number) => {
      const result: number[] = [];
      for (const change of branch.forward(x)) result.push(change * scale);
      return result;
    },
  },
  {
    name: "forgets-the-scale",
    task: "residual",
    misunderstanding: "x + f(x) comes out, whatever α is.",
    hint: "Change α alone, by hand. Does your result change?",
    wrong: (branch: Branch, x: List) => {
      const change = branch.forward(x);
      return x.map((entry, i) => entry + at(change, i));
    },
    inAnotherStyle: (branch: Branch, x: List) => {
      const result = [...branch.forward(x)];
      for (let i = 0; i < result.length; i++) result[i] = at(result, i) + at(x, i);
      return result;
    },
  },
  {
    name: "loses-the-skips-gradient",
    task: "residualVjp",
    misunderstanding: "Only what comes back through the branch is passed on. The skip's gradient is missing.",
    hint: "x is used twice in the block, by itself and in f(x). What does a gradient do where a value is used twice?",
    wrong: (upstream: List, branch: Branch, x: List, scale: number) =>
      branch.vjp(upstream, x).map((entry) => scale * entry),
    inAnotherStyle: (upstream: List, branch: Branch, x: List, scale: number) =>
      branch.vjp(
        upstream.map((entry) => entry * scale),
        x,
      ),
  },
  {
    name: "forgets-the-branch",
    task: "residualVjp",
    misunderstanding: "What arrives is passed on as it is. The way back through the branch is missing.",
    hint: "The skip is one of two ways back. Which function carries a gradient through f?",
    wrong: (upstream: List) => [...upstream],
    inAnotherStyle: (upstream: List) => {
      const result: number[] = [];
      for (const entry of upstream) result.push(entry);
      return result;
    },
  },
  {
    name: "branch-gradient-unscaled",
    task: "residualVjp",
    misunderstanding: "The branch's gradient is added without α.",
    hint: "On its way forward f(x) was multiplied by α. What does that do to a slope?",
    wrong: (upstream: List, branch: Branch, x: List) => {
      const back = branch.vjp(upstream, x);
      return upstream.map((entry, i) => entry + at(back, i));
    },
    inAnotherStyle: (upstream: List, branch: Branch, x: List) => {
      const result = [...upstream];
      for (const [i, entry] of branch.vjp(upstream, x).entries()) result[i] = at(result, i) + entry;
      return result;
    },
  },
  {
    name: "scales-the-skips-gradient",
    task: "residualVjp",
    misunderstanding: "α multiplies the skip's gradient, where it should multiply the branch's.",
    hint: "The Jacobian is I + α f′(x). Which of the two terms is the skip?",
    wrong: (upstream: List, branch: Branch, x: List, scale: number) => {
      const back = branch.vjp(upstream, x);
      return upstream.map((entry, i) => scale * entry + at(back, i));
    },
    inAnotherStyle: (upstream: List, branch: Branch, x: List, scale: number) => {
      const result = upstream.map((entry) => entry * scale);
      for (const [i, entry] of branch.vjp(upstream, x).entries()) result[i] = entry + at(result, i);
      return result;
    },
  },
  {
    name: "scales-both-gradients",
    task: "residualVjp",
    misunderstanding: "α multiplies the sum of both gradients.",
    hint: "With α = 0 what arrives should be passed on whole. What does yours pass on?",
    wrong: (upstream: List, branch: Branch, x: List, scale: number) => {
      const back = branch.vjp(upstream, x);
      return upstream.map((entry, i) => scale * (entry + at(back, i)));
    },
    inAnotherStyle: (upstream: List, branch: Branch, x: List, scale: number) => {
      const result = upstream.map((entry) => entry * scale);
      for (const [i, entry] of branch.vjp(upstream, x).entries()) result[i] = at(result, i) + entry * scale;
      return result;
    },
  },
  {
    name: "at-the-output",
    task: "residualVjp",
    misunderstanding: "The branch's slopes are taken at y, the output of the block. f was computed at x.",
    hint: "Going backward, the slopes of f are needed where f stood on the way forward. What was its input?",
    wrong: (upstream: List, branch: Branch, x: List, scale: number) => {
      const change = branch.forward(x);
      const y = x.map((entry, i) => entry + scale * at(change, i));
      const back = branch.vjp(upstream, y);
      return upstream.map((entry, i) => entry + scale * at(back, i));
    },
    inAnotherStyle: (upstream: List, branch: Branch, x: List, scale: number) => {
      const y: number[] = [];
      for (const [i, change] of branch.forward(x).entries()) y.push(change * scale + at(x, i));
      const scaled = upstream.map((entry) => entry * scale);
      return branch.vjp(scaled, y).map((entry, i) => entry + at(upstream, i));
    },
  },
  {
    name: "forward-for-vjp",
    task: "residualVjp",
    misunderstanding:
      "The gradient is sent forward through the branch, f(upstream), where it should go back through it.",
    hint: "A branch has two functions. Which of them carries a gradient from f(x) to x?",
    wrong: (upstream: List, branch: Branch, _: List, scale: number) => {
      const sent = branch.forward(upstream);
      return upstream.map((entry, i) => entry + scale * at(sent, i));
    },
    inAnotherStyle: (upstream: List, branch: Branch, _: List, scale: number) => {
      const result = [...upstream];
      for (const [i, entry] of branch.forward(upstream).entries()) result[i] = at(result, i) + entry * scale;
      return result;
    },
  },
  {
    name: "multiplies-the-ways",
    task: "residualVjp",
    misunderstanding:
      "The gradients of the two ways are multiplied, entry by entry, where they should be added.",
    hint: "Factors multiply along a way, one after the other. What happens where two ways meet?",
    wrong: (upstream: List, branch: Branch, x: List, scale: number) => {
      const back = branch.vjp(upstream, x);
      return upstream.map((entry, i) => entry * scale * at(back, i));
    },
    inAnotherStyle: (upstream: List, branch: Branch, x: List, scale: number) => {
      const result = upstream.map((entry) => entry * scale);
      for (const [i, entry] of branch.vjp(upstream, x).entries()) result[i] = entry * at(result, i);
      return result;
    },
  },
  {
    name: "mask-after-sum",
    task: "residualVjp",
    misunderstanding: "The gradient is stopped where y is not above 0, as if a ReLU stood after the sum.",
    hint: "After the sum there is nothing in this block. Is there any entry at which the skip should pass nothing?",
    wrong: (upstream: List, branch: Branch, x: List, scale: number) => {
      const change = branch.forward(x);
      const masked = upstream.map((entry, i) => (at(x, i) + scale * at(change, i) > 0 ? entry : 0));
      const back = branch.vjp(masked, x);
      return masked.map((entry, i) => entry + scale * at(back, i));
    },
    inAnotherStyle: (upstream: List, branch: Branch, x: List, scale: number) => {
      const masked: number[] = [];
      for (const [i, change] of branch.forward(x).entries()) {
        masked.push(Number(change * scale + at(x, i) > 0) * at(upstream, i));
      }
      const scaled = masked.map((entry) => entry * scale);
      return branch.vjp(scaled, x).map((entry, i) => at(masked, i) + entry);
    },
  },
  {
    name: "scale-not-squared",
    task: "residualGain",
    misunderstanding:
      "α stands where α² should: in the growth of a squared gradient, a scale counts by its square.",
    hint: "When a vector is multiplied by α, by what is its squared norm multiplied?",
    wrong: (normalization: Normalization, scale: number, blocks: number) => {
      let [v, gain] = [1, 1];
      for (let block = 0; block < blocks; block++) {
        gain *= 1 + scale / v;
        v += shareOf(normalization) * scale;
      }
      return gain;
    },
    inAnotherStyle: (normalization: Normalization, scale: number, blocks: number) =>
      Array.from({ length: blocks }, (_, l) => 1 + shareOf(normalization) * scale * l).reduce(
        (gain, v) => gain + (gain * scale) / v,
        1,
      ),
  },
  {
    name: "adds-norms",
    task: "residualGain",
    misunderstanding:
      "The norms of skip and branch are added and then squared. That is right for two vectors that point the same way.",
    hint: "A random branch stands at a right angle to the skip, nearly. What does Pythagoras add?",
    wrong: (normalization: Normalization, scale: number, blocks: number) => {
      let [v, gain] = [1, 1];
      for (let block = 0; block < blocks; block++) {
        gain *= (1 + scale / Math.sqrt(v)) ** 2;
        v += shareOf(normalization) * scale ** 2;
      }
      return gain;
    },
    inAnotherStyle: (normalization: Normalization, scale: number, blocks: number) => {
      const ofSquares = Array.from(
        { length: blocks },
        (_, l) => 1 + shareOf(normalization) * scale * scale * l,
      );
      return ofSquares.reduce((norm, v) => norm + (norm * scale) / v ** 0.5, 1) ** 2;
    },
  },
  {
    name: "size-first",
    task: "residualGain",
    misunderstanding:
      "v is made larger before the block has used it. So the first block divides by the size of the second one's x.",
    hint: "The first block meets the input itself, with v = 1. By how much does it multiply?",
    wrong: (normalization: Normalization, scale: number, blocks: number) => {
      let [v, gain] = [1, 1];
      for (let block = 0; block < blocks; block++) {
        v += shareOf(normalization) * scale ** 2;
        gain *= 1 + scale ** 2 / v;
      }
      return gain;
    },
    inAnotherStyle: (normalization: Normalization, scale: number, blocks: number) => {
      const added = scale * scale;
      let gain = 1;
      for (let l = blocks; l >= 1; l--) gain += (gain * added) / (1 + shareOf(normalization) * added * l);
      return gain;
    },
  },
  {
    name: "one-size-for-all",
    task: "residualGain",
    misunderstanding: "v stays 1 in all blocks, and the normalisation changes nothing.",
    hint: "x grows from block to block. What does a normalisation divide by, and so the way back too?",
    wrong: (_: Normalization, scale: number, blocks: number) => (1 + scale ** 2) ** blocks,
    inAnotherStyle: (_: Normalization, scale: number, blocks: number) => {
      let gain = 1;
      for (let block = 0; block < blocks; block++) gain += gain * scale * scale;
      return gain;
    },
  },
  {
    name: "normalises-always",
    task: "residualGain",
    misunderstanding: "v grows without a normalisation, too, and the growth is divided by it.",
    hint: 'Where nothing is normalised, nothing divides by the size of x. What is v for "none"?',
    wrong: (normalization: Normalization, scale: number, blocks: number) => {
      let [v, gain] = [1, 1];
      for (let block = 0; block < blocks; block++) {
        gain *= 1 + scale ** 2 / v;
        v += (normalization === "batch" ? 1 - 1 / Math.PI : 1) * scale ** 2;
      }
      return gain;
    },
    inAnotherStyle: (normalization: Normalization, scale: number, blocks: number) => {
      const added = scale * scale;
      if (normalization !== "batch") return 1 + added * blocks;
      let gain = 1;
      for (let l = 0; l < blocks; l++) gain += (gain * added) / (1 + shareOf(normalization) * added * l);
      return gain;
    },
  },
  {
    name: "layer-for-batch",
    task: "residualGain",
    misunderstanding: "Batch normalisation is treated like layer normalisation: v grows by all of α².",
    hint: "What is alike in all examples of a batch is taken away by the next batch normalisation. Which share of α² is left?",
    wrong: (normalization: Normalization, scale: number, blocks: number) =>
      normalization === "none" ? (1 + scale ** 2) ** blocks : 1 + scale ** 2 * blocks,
    inAnotherStyle: (normalization: Normalization, scale: number, blocks: number) => {
      let [v, gain] = [1, 1];
      for (let block = 0; block < blocks; block++) {
        gain += (gain * scale * scale) / v;
        if (normalization !== "none") v += scale * scale;
      }
      return gain;
    },
  },
  {
    name: "share-taken-for-rest",
    task: "residualGain",
    misunderstanding:
      "For batch normalisation v grows by α²/π: that is the share that is taken away, not the one that stays.",
    hint: "1/π is what the examples have in common. Does the normalisation keep that, or what differs?",
    wrong: (normalization: Normalization, scale: number, blocks: number) => {
      const share = { none: 0, layer: 1, batch: 1 / Math.PI }[normalization];
      let [v, gain] = [1, 1];
      for (let block = 0; block < blocks; block++) {
        gain *= 1 + scale ** 2 / v;
        v += share * scale ** 2;
      }
      return gain;
    },
    inAnotherStyle: (normalization: Normalization, scale: number, blocks: number) => {
      const added = scale * scale;
      const kept = normalization === "batch" ? added / Math.PI : normalization === "layer" ? added : 0;
      let gain = 1;
      for (let l = blocks - 1; l >= 0; l--) gain += (gain * added) / (1 + kept * l);
      return gain;
    },
  },
  {
    name: "growth-of-the-norm",
    task: "residualGain",
    misunderstanding: "The growth of the norm comes out: the square root of what is asked for.",
    hint: "One unscaled block doubles the mean of the squares. What does yours give for one block?",
    wrong: (normalization: Normalization, scale: number, blocks: number) => {
      let [v, gain] = [1, 1];
      for (let block = 0; block < blocks; block++) {
        gain *= Math.sqrt(1 + scale ** 2 / v);
        v += shareOf(normalization) * scale ** 2;
      }
      return gain;
    },
    inAnotherStyle: (normalization: Normalization, scale: number, blocks: number) => {
      const added = scale * scale;
      let logarithm = 0;
      for (let l = 0; l < blocks; l++)
        logarithm += Math.log1p(added / (1 + shareOf(normalization) * added * l));
      return Math.exp(logarithm / 2);
    },
  },
  {
    name: "adds-up-blocks",
    task: "residualGain",
    misunderstanding:
      "What the blocks add is summed up. Each block multiplies what the later ones have made of the gradient.",
    hint: "Two unscaled blocks: the second doubles, and the first doubles that again. What does yours give?",
    wrong: (normalization: Normalization, scale: number, blocks: number) => {
      let [v, gain] = [1, 1];
      for (let block = 0; block < blocks; block++) {
        gain += scale ** 2 / v;
        v += shareOf(normalization) * scale ** 2;
      }
      return gain;
    },
    inAnotherStyle: (normalization: Normalization, scale: number, blocks: number) => {
      const added = scale * scale;
      const parts = Array.from(
        { length: blocks },
        (_, l) => added / (1 + shareOf(normalization) * added * l),
      );
      return 1 + total(parts);
    },
  },
  {
    name: "alpha-in-its-own-slope",
    task: "reZero",
    misunderstanding: "The slope is multiplied by α. Then a block that begins at α = 0 stays there for ever.",
    hint: "y = x + α f(x) is a straight line in α. Does its slope depend on α?",
    wrong: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      const change = branch.forward(x);
      return alpha - learningRate * total(upstream.map((entry, i) => entry * alpha * at(change, i)));
    },
    inAnotherStyle: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      let slope = 0;
      for (const [i, change] of branch.forward(x).entries()) slope += change * at(upstream, i);
      return alpha * (1 - learningRate * slope);
    },
  },
  {
    name: "uphill",
    task: "reZero",
    misunderstanding: "The step goes up the slope: the loss becomes larger.",
    hint: "Descent goes against the gradient. Which sign has the step in the formula?",
    wrong: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      const change = branch.forward(x);
      return alpha + learningRate * total(upstream.map((entry, i) => entry * at(change, i)));
    },
    inAnotherStyle: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      let next = alpha;
      for (const [i, change] of branch.forward(x).entries()) next += change * at(upstream, i) * learningRate;
      return next;
    },
  },
  {
    name: "slope-of-the-skip",
    task: "reZero",
    misunderstanding: "The slope is made with x, where f(x) should stand.",
    hint: "When α moves, which part of y moves with it?",
    wrong: (alpha: number, learningRate: number, upstream: List, _: Branch, x: List) =>
      alpha - learningRate * total(upstream.map((entry, i) => entry * at(x, i))),
    inAnotherStyle: (alpha: number, learningRate: number, upstream: List, _: Branch, x: List) => {
      let next = alpha;
      for (const [i, entry] of x.entries()) next -= entry * at(upstream, i) * learningRate;
      return next;
    },
  },
  {
    name: "back-through-the-branch",
    task: "reZero",
    misunderstanding:
      "The gradient goes back through the branch first. That is the way to x, and α stands after the branch.",
    hint: "α multiplies f(x), which is known from the way forward. Is a slope of f needed for α?",
    wrong: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      const back = branch.vjp(upstream, x);
      return alpha - learningRate * total(back.map((entry, i) => entry * at(x, i)));
    },
    inAnotherStyle: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      let next = alpha;
      for (const [i, entry] of branch.vjp(upstream, x).entries()) next -= entry * at(x, i) * learningRate;
      return next;
    },
  },
  {
    name: "mean-for-sum",
    task: "reZero",
    misunderstanding:
      "The entries are averaged. α is one number that moves all entries of y, so their parts add up.",
    hint: "With two equal entries the slope along α is twice that of one. Is yours?",
    wrong: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      const change = branch.forward(x);
      return alpha - (learningRate * total(upstream.map((entry, i) => entry * at(change, i)))) / x.length;
    },
    inAnotherStyle: (alpha: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      let next = alpha;
      for (const [i, change] of branch.forward(x).entries()) {
        next -= (change * at(upstream, i) * learningRate) / upstream.length;
      }
      return next;
    },
  },
  {
    name: "gradient-alone",
    task: "reZero",
    misunderstanding: "The gradient comes out, and not the α that the step leads to.",
    hint: "The formula begins with the old α. What should come out for a learning rate of 0?",
    wrong: (_: number, _rate: number, upstream: List, branch: Branch, x: List) => {
      const change = branch.forward(x);
      return total(upstream.map((entry, i) => entry * at(change, i)));
    },
    inAnotherStyle: (_: number, _rate: number, upstream: List, branch: Branch, x: List) => {
      let slope = 0;
      for (const [i, change] of branch.forward(x).entries()) slope += change * at(upstream, i);
      return slope;
    },
  },
  {
    name: "step-alone",
    task: "reZero",
    misunderstanding: "The step comes out, without the α from which it starts.",
    hint: "What should come out for a learning rate of 0?",
    wrong: (_: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      const change = branch.forward(x);
      return -learningRate * total(upstream.map((entry, i) => entry * at(change, i)));
    },
    inAnotherStyle: (_: number, learningRate: number, upstream: List, branch: Branch, x: List) => {
      let step = 0;
      for (const [i, change] of branch.forward(x).entries()) step -= change * at(upstream, i) * learningRate;
      return step;
    },
  },
];
