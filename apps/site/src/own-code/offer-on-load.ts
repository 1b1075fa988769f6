import { exerciseSlots } from "../exercise/exercise-slots.ts";
import { courseStorage } from "../progress/course-storage.ts";
import type { PassedExercise } from "./offer-passed-text.ts";

/** What the page says of its exercise, in the attribute `data-own-code`. */
export interface OwnCodeFacts extends Omit<PassedExercise, "text"> {
  readonly starterVersion: string;
}

/** Offers the text that passed on an earlier visit to the figures of the page. Nothing is fetched for it where none has passed. */
export async function offerOnLoad(): Promise<void> {
  const facts = document.querySelector<HTMLElement>("[data-own-code]")?.dataset.ownCode;
  if (facts === undefined) return;
  const { starterVersion, ...exercise }: OwnCodeFacts = JSON.parse(facts);
  const text = exerciseSlots(courseStorage, exercise.slug, starterVersion).passed();
  if (text === undefined) return;
  const { offerPassedText } = await import("./offer-passed-text.ts");
  offerPassedText({ ...exercise, text });
}
