import { createEffect, createSignal, type JSX, on, onCleanup, onMount } from "solid-js";
import type { Draw, Drawing, Layout } from "./drawing.ts";
import { type Place, pickedPlace } from "./picking.ts";
import { plotDocument } from "./plot-document.ts";

const narrow: Layout = { name: "narrow", width: 350 };
const wide: Layout = { name: "wide", width: 660 };

// The width in pixels from which a figure has room for the wide layout: the same as in figures.css.
const wideFrom = 520;

interface PlotAreaProps<Data> {
  readonly drawing: Drawing<Data>;
  /** In the browser undefined until the figure is in use: the static picture stands until then. */
  readonly data: Data | undefined;
  /** Whether a reader is about to change something, so that the code which draws is wanted soon. */
  readonly isWanted: boolean;
  /** Hears whether the code which draws is missing, because it could not be fetched. */
  readonly onMissing: (isMissing: boolean) => void;
  /** Hears why the data cannot be drawn. */
  readonly onProblem: (problem: string) => void;
  /** Hears a click at a place that the drawing lets a reader pick. */
  readonly onPick: (place: Place) => void;
  /** What kind of picture this is, in a few words. */
  readonly label: string;
  /** The id of the text that states what the picture shows. */
  readonly describedBy: string;
}

/**
 * The picture. At build time it holds both layouts, and a container query shows the one that fits, so
 * the page is whole without JavaScript. Hydration leaves that markup alone. Once there are
 * data and the code which draws, an effect draws the fitting layout, and again at every change.
 */
export function PlotArea<Data>(props: PlotAreaProps<Data>): JSX.Element {
  let host!: HTMLDivElement;
  const [layout, setLayout] = createSignal<Layout>();
  const [draw, setDraw] = createSignal<Draw<Data>>();
  let isLoading = false;

  /** Fetches the code which draws. After a failure the next change tries again. */
  async function want(): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    try {
      const loaded = await props.drawing.load();
      setDraw(() => loaded);
      props.onMissing(false);
    } catch {
      isLoading = false;
      props.onMissing(true);
    }
  }

  onMount(() => {
    const fit = () => setLayout(host.clientWidth < wideFrom ? narrow : wide);
    const observer = new ResizeObserver(fit);
    observer.observe(host);
    onCleanup(() => observer.disconnect());
    fit();
    // Not among the element's attributes: the picture is no button, and what a click sets the controls set as well.
    host.addEventListener("click", (event) => {
      const place = pickedPlace(event);
      if (place) props.onPick(place);
    });
  });
  createEffect(() => {
    if (props.isWanted) void want();
  });
  createEffect(
    on(
      () => props.data,
      () => void want(),
      { defer: true },
    ),
  );
  createEffect(() => {
    const [fitting, drawn] = [layout(), draw()];
    if (fitting === undefined || drawn === undefined || props.data === undefined) return;
    try {
      host.replaceChildren(picture(drawn, props.data, fitting));
    } catch (error) {
      props.onProblem(`The picture is still that of another state, since this one cannot be drawn: ${error}`);
    }
  });

  return (
    <div
      class="vp-plot"
      role="img"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      ref={host}
      innerHTML={props.drawing.atBuild ? markup(props.drawing.atBuild, props.data) : ""}
    />
  );
}

function markup<Data>(draw: Draw<Data>, data: Data | undefined): string {
  if (data === undefined) throw new Error("At build time a figure's data must be there at once.");
  return [narrow, wide].map((layout) => picture(draw, data, layout).outerHTML).join("");
}

function picture<Data>(draw: Draw<Data>, data: Data, layout: Layout): Element {
  const element = plotDocument.createElement("div");
  element.dataset.layout = layout.name;
  element.append(...draw(data, layout));
  return element;
}
