export { type Candidate, type GenericAnswer, genericAnswers } from "./candidate.ts";
export { endlessAfter, type Grade, type GradeOptions, grade } from "./grade.ts";
export { readExercise } from "./read-exercise.ts";
