export { callTexts, type TextCall, type TextModule, withModules } from "./call-texts.ts";
export { type GradingStep, gradeModule, gradeTexts, type LessonTexts } from "./grade-texts.ts";
export { evaluateModule, type ModuleTable } from "./text-module.ts";
