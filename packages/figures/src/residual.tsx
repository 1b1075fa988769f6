import type { JSX } from "solid-js";
import { figurePool } from "./figure-pool.ts";
import { number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode, type OwnCode } from "./frame/own-code.ts";
import type { Place } from "./frame/picking.ts";
import { depths, type ResidualMap, type ResidualPicture, residualPicture, scales } from "./residual-grid.ts";
import { describeResidual, formatBlocks, formatScale } from "./residual-summary.ts";
import { residualTable } from "./residual-table.ts";

// In the browser workers have the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./residual-model.ts")).residualMap : undefined;
const load = async () => (await import("./residual-plot.ts")).residualPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  scale: number({
    label: "Scale of the branch, α",
    min: 0,
    max: scales.length - 1,
    step: 1,
    initial: scales.length - 1,
    format: formatScale,
  }),
  depth: number({
    label: "Depth",
    min: 0,
    max: depths.length - 1,
    step: 1,
    initial: depths.length - 1,
    format: formatBlocks,
  }),
  seed: seed(),
};

/** The growth of the squared gradient in residual networks, over depth and scale, with and without a normalisation in the branch. */
export function ResidualFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("residual", controls, props.start);
  const own = createOwnCode(figure, "residual", "residual");
  const mapOf = createMaps(figure, own);
  const data = createFigureData<typeof controls, ResidualPicture>(figure, (values) =>
    atBuild
      ? residualPicture(atBuild(values), values)
      : mapOf(values.seed).then((map) => residualPicture(map, values)),
  );
  function pick({ across, up }: Place): void {
    figure.set("depth", placeOf(across, depths.length));
    figure.set("scale", placeOf(up, scales.length));
  }
  return (
    <FigureFrame
      figure={figure}
      title="What skips make of a gradient"
      plotLabel="Two charts: three maps of the growth of the squared gradient over depth and scale, and the growth against depth"
      drawing={drawing}
      data={data()}
      ownCode={own}
      onPick={pick}
      describe={describeResidual}
      tables={[{ name: "growth", table: residualTable }]}
      caption="Above: how many times larger the squared gradient is at the input than at the end, in 147 real networks of blocks x + α W relu(x), or with layer or batch normalisation before relu; click a cell, or move the sliders. In the dashed cells α is 1/√L. Below: lines are theory, marks are the networks. Width 32, He's weights, in float32; a batch of 16, or of 32 for batch normalisation, whose theory is for large batches."
    />
  );
}

/** The cell in which a place lies. */
function placeOf(share: number, cells: number): number {
  return Math.min(cells - 1, Math.floor(share * cells));
}

/** The map depends on the seed alone, and is computed anew for another one, or by other functions. */
function createMaps(figure: { say(notice: string, stays: true): void }, own: OwnCode) {
  let newest: { readonly key: string; readonly map: Promise<ResidualMap> } | undefined;
  return (seed: number): Promise<ResidualMap> => {
    const key = `${own.isOn()} ${seed}`;
    if (newest?.key !== key) {
      const map = own.isOn()
        ? own.compute<ResidualMap>({ seed })
        : figurePool.run(figure, "residual-map", { seed });
      newest = { key, map };
      map.catch(() => {
        newest = undefined;
      });
    }
    return newest.map;
  };
}
