import { createEffect, createSignal, For, type JSX } from "solid-js";
import { download } from "./download.ts";
import { csv, type Table } from "./table.ts";

interface DownloadsProps<Data> {
  readonly data: Data | undefined;
  readonly tables: readonly Tabulate<Data>[];
  /** The name of a file with the state now shown. */
  readonly fileName: (parts: readonly string[], ending: string) => string;
  /** The picture now shown as a document of its own; undefined where there is none. */
  readonly svg: () => string | undefined;
}

/** Makes a table of a figure's data. */
export interface Tabulate<Data> {
  /** What the rows are, where a figure has more than one table: it names the button and the file. */
  readonly name?: string;
  readonly table: (data: Data) => Table;
}

/** The picture as SVG, and the numbers behind it as CSV: one file a table, since a spreadsheet opens one table a file. */
export function Downloads<Data>(props: DownloadsProps<Data>): JSX.Element {
  const [asked, setAsked] = createSignal<Tabulate<Data>>();
  // A figure that is computed elsewhere may have no data yet when one asks for them.
  createEffect(() => {
    const tabulate = asked();
    if (tabulate === undefined || props.data === undefined) return;
    setAsked(undefined);
    const parts = tabulate.name === undefined ? [] : [tabulate.name];
    download(props.fileName(parts, "csv"), "text/csv", csv(tabulate.table(props.data)));
  });
  const saveSvg = () => {
    const svg = props.svg();
    if (svg !== undefined) download(props.fileName([], "svg"), "image/svg+xml", svg);
  };
  return (
    <>
      <button type="button" onClick={saveSvg}>
        <span class="vp-unseen">Download the picture as </span>SVG
      </button>
      <For each={props.tables}>
        {(tabulate) => (
          <button type="button" onClick={() => setAsked(tabulate)}>
            <span class="vp-unseen">Download the data as </span>CSV
            {tabulate.name === undefined ? "" : `: ${tabulate.name}`}
          </button>
        )}
      </For>
    </>
  );
}
