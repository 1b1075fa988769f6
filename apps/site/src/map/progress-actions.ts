import { mergeProgress, type Progress } from "@vanishing/catalogue/progress";
import { readProgress } from "@vanishing/catalogue/read-progress";
import { download } from "@vanishing/figures/download";
import { forgottenProgress } from "../progress/forgotten-progress.ts";
import { progressStore } from "../progress/progress-store.ts";
import type { LessonLink } from "../progress/resume-step.ts";
import { type GivenProgress, importInWords, progressText, readProgressFile } from "./progress-file.ts";

/** Hands a text of the learner's progress over as a file. */
export function saveProgress(name: string, text: string): void {
  download(name, "application/json", text);
}

export function exportProgress(): string {
  const { progress, trouble } = progressStore.load();
  if (trouble) return `${trouble}. There is nothing to export.`;
  saveProgress("progress.json", progressText(progress));
  return "The browser saves progress.json. In a copy of the course: pnpm course import, and the path of the file.";
}

export async function copyProgress(): Promise<string> {
  const { progress, trouble } = progressStore.load();
  if (trouble) return `${trouble}. There is nothing to copy.`;
  try {
    await navigator.clipboard.writeText(progressText(progress));
    return "Copied. On the map in another browser, paste it into the box for a file's text.";
  } catch {
    return "The browser does not let the page write to the clipboard. Download the file instead.";
  }
}

/** Merges a chosen file into the progress, as the terminal does. What is none changes nothing. */
export async function importFile(file: File, lessons: readonly LessonLink[]): Promise<string> {
  const name = file.name.length > 60 ? `${file.name.slice(0, 60)}…` : file.name;
  return importGiven(name, await readProgressFile(file), lessons);
}

export function importText(text: string, lessons: readonly LessonLink[]): string {
  if (text.trim() === "") return "The box is empty. Paste what a progress.json holds, then import it.";
  return importGiven("The text", readProgress(text), lessons);
}

function importGiven(name: string, given: GivenProgress, lessons: readonly LessonLink[]): string {
  if (!given.progress) return `${name} is no progress of this course: ${given.reason}. Nothing was changed.`;
  const theirs = given.progress;
  let words = "";
  const trouble = progressStore.change((now: Progress) => {
    const merged = mergeProgress(now, theirs);
    words = importInWords(now, merged, theirs, lessons);
    return merged;
  });
  return [words, trouble].filter(Boolean).join(" ");
}

export function forget(): string {
  const { isDone, trouble } = forgottenProgress.forget();
  const words =
    "Your progress is forgotten. What you wrote in the exercises stays. Undo brings the progress back.";
  return [isDone && words, trouble].filter(Boolean).join(" ");
}

export function bringBack(): string {
  const { isDone, trouble } = forgottenProgress.bringBack();
  return [isDone && "Your progress is back.", trouble].filter(Boolean).join(" ");
}
