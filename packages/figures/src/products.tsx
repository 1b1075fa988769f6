import type { JSX } from "solid-js";
import { number, type StateOf } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import { describeProducts, type Products, products } from "./products-model.ts";
import { productsTable } from "./products-table.ts";

const load = async () => (await import("./products-plot.ts")).productsPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  gain: number({ label: "Gain per layer", min: 0.05, max: 2, step: 0.01, initial: 0.25 }),
  depth: number({ label: "Depth in layers", min: 1, max: 1100, step: 1, initial: 100 }),
};

/** What a product of equal factors leaves of a gradient, and where float32 and float64 run out. */
export function ProductsFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("products", controls, props.start);
  const own = createOwnCode(figure, "products", "products");
  const data = createFigureData(figure, (values) =>
    own.isOn() ? own.compute<Products>(values) : products(values),
  );
  return (
    <FigureFrame
      figure={figure}
      title="What is left after many layers"
      plotLabel="Line chart: the product of the gains against the number of layers"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeProducts}
      tables={[{ table: productsTable }]}
      caption="Every layer multiplies the gradient by its gain. The line shows the product, computed by multiplying; the dashed lines show where a number format ends."
    />
  );
}
