/** The size for which a drawing is laid out; CSS then scales it to its container. */
export interface Layout {
  readonly name: "narrow" | "wide";
  /** In units of the drawing; text is 13 of them high (figures.css). */
  readonly width: number;
}

/** Draws data for one layout, as one or more SVG elements that stand below each other. */
export type Draw<Data> = (data: Data, layout: Layout) => readonly Element[];

/**
 * How a figure's picture comes to be. The page holds the picture of the first state, drawn at build time; what draws another one is
 * fetched when it is about to be needed, since Observable Plot is larger than all the rest of a page's scripts.
 */
export interface Drawing<Data> {
  /** There at build time, and only then. */
  readonly atBuild: Draw<Data> | undefined;
  load(): Promise<Draw<Data>>;
}
