import type { LessonLink } from "../progress/resume-step.ts";

/** A lesson as the map shows it. */
export interface MapLesson extends LessonLink {
  readonly minutes: number;
  /** The version of the lesson's starter. */
  readonly starter: string;
  readonly writes: readonly string[];
  readonly buildsOn: readonly LessonLink[];
}

/** The lessons that pair with one package. */
export interface MapPackage {
  readonly name: string;
  /** The address of the package's page. */
  readonly href: string | undefined;
  readonly lessons: readonly MapLesson[];
}
