import { formatNumber } from "@vanishing/figures/format";
import {
  distanceInWords,
  isWithin,
  readTolerance,
  type Tolerance,
  toleranceInWords,
  withUnit,
} from "./tolerance.ts";
import { readTypedNumber } from "./typed-number.ts";

/** What a question takes for an answer. */
export type Question =
  /** One of a few, by what the function gives and how it reads. */
  | { readonly kind: "choice"; readonly choices: readonly (readonly [value: string, label: string])[] }
  | { readonly kind: "number"; readonly tolerance: Tolerance; readonly unit: string };

/** What the author of a page says of a question, as attributes. */
export interface QuestionAttributes {
  readonly choices?: Readonly<Record<string, string>> | undefined;
  readonly within?: string | undefined;
  readonly unit?: string | undefined;
}

/** @throws when the attributes make no question, with what they should be */
export function readQuestion({ choices, within, unit }: QuestionAttributes): Question {
  if ((choices === undefined) === (within === undefined)) {
    throw new Error(
      'A question has either choices={{ value: "label" }} or, for a number, within="a factor of 10".',
    );
  }
  if (choices === undefined) {
    return { kind: "number", tolerance: readTolerance(within ?? ""), unit: unit ?? "" };
  }
  const entries = Object.entries(choices);
  if (entries.length < 2 || entries.length > 4) {
    throw new Error(`A question has 2 to 4 choices; this one has ${entries.length}.`);
  }
  if (unit !== undefined) throw new Error("Only a number has a unit.");
  return { kind: "choice", choices: entries };
}

/** What a reader predicts: the value of a choice, or a number. */
export type Prediction = string | number;

/**
 * What a run has given, as an answer to the question. A function may give `true` or `false` where the choices have these names.
 *
 * @throws when it is none
 */
export function answerFrom(question: Question, value: unknown): Prediction {
  if (question.kind === "number") {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new Error(`The run gave ${shown(value)}, and the question asks for a finite number.`);
  }
  const answer = ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
  const known = question.choices.map(([name]) => name);
  if (answer !== undefined && known.includes(answer)) return answer;
  throw new Error(`The run gave ${shown(value)}, and the choices are ${known.join(", ")}.`);
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
}

/** A reader's prediction from what the form holds, or in words what is missing. */
export function readPrediction(
  question: Question,
  entered: string | null,
): { readonly value: Prediction } | { readonly problem: string } {
  if (question.kind === "number") return readTypedNumber(entered ?? "", question.unit);
  const isChosen = question.choices.some(([name]) => name === entered);
  return isChosen && entered !== null ? { value: entered } : { problem: "Choose an answer first." };
}

/** A prediction or a result as people read it. */
export function inWords(question: Question, answer: Prediction): string {
  if (question.kind === "number") return withUnit(formatNumber(answer as number), question.unit);
  const label = question.choices.find(([name]) => name === answer)?.[1];
  return `“${label ?? answer}”`;
}

/** What to know before one answers; nothing where the choices say it. */
export function expectation(question: Question): string {
  if (question.kind === "choice") return "";
  return `A number such as 0.25, 1e-6 or 10^-3. ${toleranceInWords(question.tolerance, question.unit)}`;
}

/** What became of a prediction. */
export interface Judgement {
  readonly holds: boolean;
  /** The prediction, what came, and how far apart they are. */
  readonly words: string;
}

export function judge(question: Question, prediction: Prediction, came: Prediction): Judgement {
  const said = `You said ${inWords(question, prediction)}. The run gave ${inWords(question, came)}`;
  if (question.kind === "choice") return { holds: prediction === came, words: `${said}.` };
  const [predicted, value] = [prediction as number, came as number];
  const distance = distanceInWords(question.tolerance, predicted, value, question.unit);
  return { holds: isWithin(question.tolerance, predicted, value), words: `${said}: yours is ${distance}.` };
}
