export { describePath, openTask, type TestResult } from "../verdict.ts";
export { type Candidate, type GenericAnswer, genericAnswers } from "./candidate.ts";
export { endlessAfter, type Grade, type GradeOptions, grade } from "./grade.ts";
export { contractOfStarter, exerciseProblem } from "./read-exercise.ts";
