import { createEffect, createSignal, type JSX, on, onCleanup, onMount } from "solid-js";
import type { Draw, Drawing, Layout } from "./drawing.ts";
import { plotDocument } from "./plot-document.ts";

const narrow: Layout = { name: "narrow", width: 350 };
const wide: Layout = { name: "wide", width: 660 };

// The width in pixels from which a figure has room for the wide layout: the same as in figures.css.
const wideFrom = 520;

interface PlotAreaProps<Model> {
  readonly drawing: Drawing<Model>;
  readonly model: Model;
  /** Whether a reader is about to change something, so that the code which draws is wanted soon. */
  readonly isWanted: boolean;
  /** Called when the code which draws cannot be fetched. */
  readonly onMissing: () => void;
  /** What kind of picture this is, in a few words. */
  readonly label: string;
  /** The id of the text that states what the picture shows. */
  readonly describedBy: string;
}

/**
 * The picture. At build time it holds both layouts, and a container query shows the one that fits, so
 * the page is whole without JavaScript. Hydration leaves that markup alone. Once the model is another
 * one, an effect draws the fitting layout, and again at every change.
 */
export function PlotArea<Model>(props: PlotAreaProps<Model>): JSX.Element {
  let host!: HTMLDivElement;
  const [layout, setLayout] = createSignal<Layout>();
  const [draw, setDraw] = createSignal<Draw<Model>>();
  let isLoading = false;

  /** Fetches the code which draws. After a failure the next change tries again. */
  async function want(): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    try {
      const loaded = await props.drawing.load();
      setDraw(() => loaded);
    } catch {
      isLoading = false;
      props.onMissing();
    }
  }

  onMount(() => {
    const fit = () => setLayout(host.clientWidth < wideFrom ? narrow : wide);
    const observer = new ResizeObserver(fit);
    observer.observe(host);
    onCleanup(() => observer.disconnect());
    fit();
  });
  createEffect(() => {
    if (props.isWanted) void want();
  });
  createEffect(
    on(
      () => props.model,
      () => void want(),
      { defer: true },
    ),
  );
  createEffect(() => {
    const [fitting, drawn] = [layout(), draw()];
    if (fitting !== undefined && drawn !== undefined) {
      host.replaceChildren(picture(drawn, props.model, fitting));
    }
  });

  return (
    <div
      class="vp-plot"
      role="img"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      ref={host}
      innerHTML={props.drawing.atBuild ? markup(props.drawing.atBuild, props.model) : ""}
    />
  );
}

function markup<Model>(draw: Draw<Model>, model: Model): string {
  return [narrow, wide].map((layout) => picture(draw, model, layout).outerHTML).join("");
}

function picture<Model>(draw: Draw<Model>, model: Model, layout: Layout): Element {
  const element = plotDocument.createElement("div");
  element.dataset.layout = layout.name;
  element.append(...draw(model, layout));
  return element;
}
