/** What the page fetches of a lesson when a reader first predicts something. */
export interface PredictionTexts {
  readonly predictions: string;
  readonly solution: string;
}
