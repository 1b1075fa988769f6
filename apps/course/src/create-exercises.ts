import { courseLessons } from "./course-folder.ts";
import { ensureExercise } from "./create-exercise.ts";

// Runs after every install, so that the exercises are there to open before the first test.
const created = courseLessons().filter(ensureExercise);
if (created.length > 0) {
  console.log(
    `Your exercises are ready: ${created.map(({ folder }) => `lessons/${folder}/exercise.ts`).join(", ")}`,
  );
}
