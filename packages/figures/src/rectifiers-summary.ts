import { formatNumber, formatPercent } from "./frame/format.ts";
import type { RectifiersStep } from "./rectifiers-model.ts";
import { training } from "./rectifiers-settings.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeRectifiers(model: RectifiersStep): string {
  const { values, step, offShare, loss, isOverflowing } = model;
  return (
    `After ${step === 1 ? "1 update" : `${formatNumber(step)} updates`} with a learning rate of ${formatNumber(values.learningRate)}, ` +
    `${offUnits(model)} off for all ${training.inputs} inputs.${wayBack(model)} ` +
    `Of all entries, ${formatPercent(offShare)} are off. The loss is ${formatNumber(loss)}.` +
    (isOverflowing ? " A gradient is not finite, so the training ends here." : "")
  );
}

function offUnits({ activationName, offCounts }: RectifiersStep): string {
  const off = offCounts.at(-1) ?? 0;
  if (off === 0) return `no ${activationName} unit is`;
  return `${off} of ${training.units} ${activationName} units ${off === 1 ? "is" : "are"}`;
}

/** Which of the units that are off can come back, and which have. */
function wayBack({ offCounts, dead, slopeLeft, cameBack }: RectifiersStep): string {
  const off = offCounts.at(-1) ?? 0;
  const others = off === 0 ? "" : cameBack === 1 ? " other" : " others";
  const back =
    cameBack === 0
      ? ""
      : ` ${cameBack}${others} ${cameBack === 1 ? "was" : "were"} off for all inputs earlier and ${cameBack === 1 ? "has" : "have"} come back.`;
  if (dead > 0) {
    const [all, stay] = off === 1 ? ["It is dead: its", "stays"] : ["They are dead: their", "stay"];
    return `${dead === off ? ` ${all}` : ` ${dead} of them are dead: their`} slope is exactly 0, and ${off === 1 ? "it" : "they"} ${stay} off.${back}`;
  }
  if (slopeLeft === undefined) return back;
  const slope = formatNumber(slopeLeft, 2);
  return off === 1
    ? ` It is not dead, since its slope comes to ${slope}.${back}`
    : ` None of them is dead: even in the one that is farthest off the slope comes to ${slope}.${back}`;
}
