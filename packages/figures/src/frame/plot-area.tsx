import { createEffect, createSignal, type JSX, onCleanup, onMount } from "solid-js";
import { plotDocument } from "./plot-document.ts";

/** The size for which a drawing is laid out; CSS then scales it to its container. */
export interface Layout {
  readonly name: "narrow" | "wide";
  /** In units of the drawing; text is 13 of them high (figures.css). */
  readonly width: number;
}

export type Draw = (layout: Layout) => readonly Element[];

const narrow: Layout = { name: "narrow", width: 350 };
const wide: Layout = { name: "wide", width: 660 };

// The width in pixels from which a figure has room for the wide layout: the same as in figures.css.
const wideFrom = 520;

interface PlotAreaProps {
  readonly draw: Draw;
  /** What kind of picture this is, in a few words. */
  readonly label: string;
  /** The id of the text that states what the picture shows. */
  readonly describedBy: string;
}

/**
 * The picture. At build time it holds both layouts, and a container query shows the one that fits, so
 * the page is whole without JavaScript. Hydration leaves that markup alone; then an effect draws the
 * fitting layout whenever `draw` reads something that changed.
 */
export function PlotArea(props: PlotAreaProps): JSX.Element {
  let host!: HTMLDivElement;
  const [layout, setLayout] = createSignal<Layout>();

  onMount(() => {
    const fit = () => setLayout(host.clientWidth < wideFrom ? narrow : wide);
    const observer = new ResizeObserver(fit);
    observer.observe(host);
    onCleanup(() => observer.disconnect());
    fit();
  });
  createEffect(() => {
    const fitting = layout();
    if (fitting !== undefined) host.replaceChildren(picture(props.draw, fitting));
  });

  return (
    <div
      class="vp-plot"
      role="img"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      ref={host}
      innerHTML={import.meta.env.SSR ? markup(props.draw) : ""}
    />
  );
}

function markup(draw: Draw): string {
  return [narrow, wide].map((layout) => picture(draw, layout).outerHTML).join("");
}

function picture(draw: Draw, layout: Layout): Element {
  const element = plotDocument.createElement("div");
  element.dataset.layout = layout.name;
  element.append(...draw(layout));
  return element;
}
