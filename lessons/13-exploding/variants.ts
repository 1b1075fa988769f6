import type { Variant } from "@vanishing/grader";
import type { Tensors } from "./solution.ts";

function finite(gradients: Tensors): Tensors {
  if (gradients.every((gradient) => gradient.every(Number.isFinite))) return gradients;
  throw new Error("The gradient is not finite.");
}

export const variants: readonly Variant[] = [
  {
    algorithm:
      "one factor, never above 1, that multiplies every entry; entries sorted between the two limits",
    exports: {
      clipByNorm: (gradients: Tensors, limit: number) => {
        const factor = Math.min(1, limit / Math.hypot(...finite(gradients).flat()));
        return gradients.map((gradient) => gradient.map((entry) => factor * entry));
      },
      clipByValue: (gradients: Tensors, limit: number) =>
        finite(gradients).map((gradient) =>
          gradient.map((entry) => [-limit, entry, limit].sort((a, b) => a - b)[1] as number),
        ),
      weightDecayStep: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) => {
        finite(gradients);
        return weights.map((weight, tensor) =>
          weight.map((w, place) => w - learningRate * ((gradients[tensor]?.[place] as number) + decay * w)),
        );
      },
    },
  },
  {
    algorithm:
      "a running length: √(a² + b²) entry after entry; signs and sizes apart; decay first, then the step",
    exports: {
      clipByNorm: (gradients: Tensors, limit: number) => {
        let length = 0;
        for (const gradient of finite(gradients)) {
          for (const entry of gradient) length = Math.hypot(length, entry);
        }
        if (length <= limit) return gradients;
        const clipped: number[][] = [];
        for (const gradient of gradients) clipped.push(gradient.map((entry) => (entry / length) * limit));
        return clipped;
      },
      clipByValue: (gradients: Tensors, limit: number) =>
        finite(gradients).map((gradient) =>
          gradient.map((entry) => (Math.abs(entry) > limit ? Math.sign(entry) * limit : entry)),
        ),
      weightDecayStep: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) => {
        finite(gradients);
        const decayed = weights.map((weight) => weight.map((w) => w - w * decay * learningRate));
        return decayed.map((weight, tensor) =>
          weight.map((w, place) => w - (gradients[tensor]?.[place] as number) * learningRate),
        );
      },
    },
  },
  {
    algorithm:
      "one long list that is cut into shapes again; entries in units of the largest; a limit by comparison",
    exports: {
      clipByNorm: (gradients: Tensors, limit: number) => {
        const all = finite(gradients).flat();
        const largest = all.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
        if (largest === 0) return gradients;
        const units = all.map((entry) => entry / largest);
        const length = Math.sqrt(units.reduce((sum, unit) => sum + unit * unit, 0));
        if (largest * length <= limit) return gradients;
        let next = 0;
        return gradients.map((gradient) => gradient.map(() => ((units[next++] as number) * limit) / length));
      },
      clipByValue: (gradients: Tensors, limit: number) => {
        const all = finite(gradients).flat();
        let next = 0;
        return gradients.map((gradient) =>
          gradient.map(() => {
            const entry = all[next++] as number;
            if (entry > limit) return limit;
            return entry < -limit ? -limit : entry;
          }),
        );
      },
      weightDecayStep: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) => {
        const all = finite(gradients).flat();
        const stepped = weights.flat().map((w, place) => {
          const pull = all[place] as number;
          return -(learningRate * pull - w) - learningRate * decay * w;
        });
        let next = 0;
        return weights.map((weight) => weight.map(() => stepped[next++] as number));
      },
    },
  },
];
