/** What the page asks of a worker. `id` names one run of a series. */
export type SeriesRequest =
  | { readonly kind: "open"; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: "advance"; readonly id: number; readonly steps: number }
  | { readonly kind: "close"; readonly id: number };

/** What a worker answers to each `advance`. */
export type SeriesAnswer =
  | { readonly id: number; readonly data: unknown; readonly isEnd: boolean }
  | { readonly id: number; readonly problem: string };
