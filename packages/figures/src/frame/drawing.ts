/** The size for which a drawing is laid out; CSS then scales it to its container. */
export interface Layout {
  readonly name: "narrow" | "wide";
  /** In units of the drawing; text is 13 of them high (figures.css). */
  readonly width: number;
}

/** Draws a model for one layout. */
export type Draw<Model> = (model: Model, layout: Layout) => readonly Element[];

/**
 * How a figure's picture comes to be. The page holds the picture of the first state, drawn at build time; what draws another one is
 * fetched when it is about to be needed, since Observable Plot is larger than all the rest of a page's scripts.
 */
export interface Drawing<Model> {
  /** There at build time, and only then. */
  readonly atBuild: Draw<Model> | undefined;
  load(): Promise<Draw<Model>>;
}
