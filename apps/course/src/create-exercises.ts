import { courseLessons } from "./course-folder.ts";
import { ensureExercise } from "./learner/create-exercise.ts";
import { tellOfMovedExercises } from "./learner/stranded-exercises.ts";

// Runs after every install, so that the exercises are there to open before the first test.
// An install must not fail here: the first run of a lesson creates its exercise too, and says what is in the way.
tellOfMovedExercises();
try {
  const created = courseLessons().filter(ensureExercise);
  if (created.length > 0) {
    const files = created.map(({ folder }) => `lessons/${folder}/exercise.ts`);
    console.log(`Your exercises are ready: ${files.join(", ")}`);
  }
} catch (error) {
  console.warn(`The exercises are not created yet: ${(error as Error).message}`);
}
