export { endlessAfter, endlessProblem, recognisedWithin } from "../endless.ts";
export { describePath, openTask, type TestResult } from "../verdict.ts";
export { type Candidate, type GenericAnswer, genericAnswers } from "./candidate.ts";
export { type Grade, type GradeOptions, grade, gradeAll } from "./grade.ts";
export {
  type LessonSurvey,
  type SurveyedMistake,
  type SurveyedVariant,
  surveyLesson,
} from "./lesson-survey.ts";
export { contractOfStarter, exerciseProblem } from "./read-exercise.ts";
