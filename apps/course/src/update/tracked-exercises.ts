import { courseCheckout } from "./checkout.ts";
import { gitOutput, zeroSeparated } from "./git.ts";

/** The exercises as git names them: those of lessons that are not there any more as well. */
export const exercisePattern = ":(glob)lessons/*/exercise.ts";

/** The exercises that git follows, from the course's folder. */
export async function trackedExercises(): Promise<string[]> {
  return zeroSeparated(await gitOutput("ls-files", "-z", "--", exercisePattern));
}

/** Whether git follows any exercise; not so where there is no git. */
export async function exercisesAreTracked(): Promise<boolean> {
  const checkout = await courseCheckout();
  return checkout !== "none" && checkout !== "no git" && (await trackedExercises()).length > 0;
}
