import type { MemoryTask } from "@vanishing/experiments";
import { createEffect, type JSX, on } from "solid-js";
import { figurePool } from "./figure-pool.ts";
import { createAnimation } from "./frame/animation.ts";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import type { LstmRun } from "./lstm-model.ts";
import { describeLstm } from "./lstm-summary.ts";
import { errorsTable, reachTable } from "./lstm-table.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./lstm-model.ts")).lstmAtStart : undefined;
const load = async () => (await import("./lstm-plot.ts")).lstmPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  forgetBias: number({ label: "Forget bias b", min: -1, max: 7, step: 0.5, initial: 1 }),
  lag: number({ label: "Lag in steps", min: 10, max: 60, step: 5, initial: 30 }),
  task: choice<MemoryTask>({
    label: "Task",
    options: { adding: "add two numbers", copy: "recall a symbol" },
    initial: "adding",
  }),
  seed: seed(),
};

/** An RNN and an LSTM with the same budget: what reaches inputs long ago, and what is learned of them. */
export function LstmFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("lstm", controls, props.start);
  const own = createOwnCode(figure, "lstm", "lstm");
  const data = createFigureData(figure, (values) => {
    if (atBuild) return atBuild(values);
    return own.isOn() ? own.compute<LstmRun>(values) : figurePool.run(figure, "lstm-start", values);
  });
  const training = {
    verb: "Train",
    ...createAnimation(
      () => figurePool.open(figure, "lstm-training", figure.values()),
      (problem) => figure.say(problem),
    ),
  };
  createEffect(on([figure.values, own.isOn], () => training.clear(), { defer: true }));
  return (
    <FigureFrame
      figure={figure}
      title="What a forget gate keeps open"
      plotLabel="Two charts: the gradient at each input of an RNN and of an LSTM, and the error of both while they learn"
      drawing={drawing}
      data={training.frame() ?? data()}
      describe={describeLstm}
      ownCode={own}
      animation={training}
      fileParts={fileParts(training.frame())}
      tables={[
        { name: "gradients", table: reachTable },
        { name: "errors", table: errorsTable },
      ]}
      caption="An RNN and an LSTM of 16 units each, drawn and trained from the same seed with the same budget: Adam with the learning rate 0.02, a batch of 32 new sequences in each step, gradients clipped to the norm 1, in float32. The dotted line is σ(b)ᵏ, the direct path of the cell with gates that see their bias alone. The picture shows both before training; Train shows it in steps of ten."
    />
  );
}

function fileParts(frame: LstmRun | undefined): string[] {
  return frame === undefined ? [] : ["training", `step-${frame.step}`];
}
