export { type GradingStep, gradeModule, gradeTexts, type LessonTexts } from "./grade-texts.ts";
export { evaluateModule, type ModuleTable } from "./text-module.ts";
