import { isDone, withHelp, withOutcome } from "@vanishing/catalogue/progress";
import { passes, progressAfter } from "@vanishing/grader/outcome";
import { type Accessor, batch, createSignal } from "solid-js";
import { courseStorage } from "../progress/course-storage.ts";
import { progressStore } from "../progress/progress-store.ts";
import { rememberedFetch } from "../remembered-fetch.ts";
import { sharedRunner } from "../runner/shared-runner.ts";
import { copyExercise, pastedExercise } from "./clipboard.ts";
import type { Editor } from "./editor.ts";
import { exerciseSlots } from "./exercise-slots.ts";
import type { LessonFile } from "./lesson-file.ts";
import { type NextHints, nextHints } from "./next-hints.ts";
import { afterMessage, begunRun, type RunRecord } from "./run-record.ts";
import type { DifferenceLine } from "./solution-difference.ts";

/** What the page knows of an exercise before anything of it is fetched. */
export interface ExerciseFacts {
  readonly slug: string;
  readonly folder: string;
  /** The functions that the learner writes. */
  readonly tasks: readonly string[];
  readonly starter: string;
  readonly starterVersion: string;
  /** The address of the lesson's texts. */
  readonly address: string;
  /** The address of the runner's frame. */
  readonly runner: string;
  /** The address of the folder with the figures' models. */
  readonly models: string;
  readonly next: { readonly href: string; readonly label: string } | undefined;
}

/** A solution beside the learner's text. */
export interface ShownSolution {
  readonly lines: readonly DifferenceLine[];
  readonly algorithms: readonly string[];
}

/** An exercise in the page: its text, its runs, and the help that was asked for. */
export interface Exercise {
  /** `fixed`: the starter as text, without scripts. `opening`: the editor is on its way. `open`: it is there. */
  readonly stage: Accessor<"fixed" | "opening" | "open">;
  readonly record: Accessor<RunRecord | undefined>;
  /** Whether the text has changed since the run. */
  readonly isStale: Accessor<boolean>;
  /** What the last action came to, or what went wrong, in a sentence or two. */
  readonly note: Accessor<string>;
  readonly hints: Accessor<NextHints | undefined>;
  readonly solution: Accessor<ShownSolution | undefined>;
  readonly canUndo: Accessor<boolean>;
  /** How many texts for earlier editions of the starter there are. */
  readonly earlier: Accessor<number>;
  text(): string;
  open(host: HTMLElement): Promise<void>;
  run(): Promise<void>;
  askHint(): Promise<void>;
  askSolution(): Promise<void>;
  reset(): Promise<void>;
  undo(): Promise<void>;
  copy(): Promise<void>;
  paste(): Promise<void>;
  /** Puts the next text for an earlier starter into the editor. */
  takeEarlier(): Promise<void>;
  close(): void;
}

const lessonFileAt = rememberedFetch((response) => response.json() as Promise<LessonFile>);

/** How long after the last key a text is kept, in milliseconds. */
const keepAfter = 300;

export function createExercise(facts: ExerciseFacts): Exercise {
  const slots = exerciseSlots(courseStorage, facts.slug, facts.starterVersion);
  const terminalFile = `lessons/${facts.folder}/exercise.ts`;
  const [stage, setStage] = createSignal<"fixed" | "opening" | "open">("fixed");
  const [record, setRecord] = createSignal<RunRecord>();
  const [isStale, setStale] = createSignal(false);
  const [note, setNote] = createSignal("");
  const [hints, setHints] = createSignal<NextHints>();
  const [solution, setSolution] = createSignal<ShownSolution>();
  const [canUndo, setCanUndo] = createSignal(false);
  const [earlier, setEarlier] = createSignal(0);

  let host: HTMLElement | undefined;
  let opening: Promise<Editor> | undefined;
  let editor: Editor | undefined;
  let pending: ReturnType<typeof setTimeout> | undefined;
  let takenEarlier = 0;
  let stopListening = () => {};

  const text = () => editor?.text() ?? slots.written() ?? facts.starter;

  function keepNow(): void {
    if (pending === undefined || !editor) return;
    clearTimeout(pending);
    pending = undefined;
    const trouble = slots.keep(editor.text());
    if (trouble) setNote(`What you write: ${trouble} Copy it before you leave.`);
  }

  function changed(): void {
    clearTimeout(pending);
    pending = setTimeout(keepNow, keepAfter);
    if (record()) setStale(true);
  }

  const keepWhenHidden = () => {
    if (document.visibilityState === "hidden") keepNow();
  };

  /** Another tab has kept a text: it counts, unless the learner is writing in this one. */
  const takeFromOtherTab = () => {
    const kept = slots.written();
    if (!editor || kept === undefined || kept === editor.text() || editor.hasFocus()) return;
    editor.replace(kept);
    keepNow();
    setNote("This text came from another tab.");
  };

  async function openEditor(): Promise<Editor> {
    const { createEditor } = await import("./editor.ts");
    editor = createEditor({
      parent: host as HTMLElement,
      text: text(),
      label: `Exercise of the lesson, ${facts.folder}/exercise.ts`,
      description: editorKeys,
      onChange: changed,
      onRun: () => void runOrSay(),
    });
    setStage("open");
    return editor;
  }

  function opened(): Promise<Editor> {
    opening ??= openEditor().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  /** Puts another text in place of the learner's, which is kept. */
  async function replace(next: string, said: string): Promise<void> {
    const open = await opened();
    const before = open.text();
    if (before === next) return void setNote("The text is the same already.");
    const trouble = slots.keepReplaced(before);
    open.replace(next);
    changed();
    keepNow();
    setCanUndo(true);
    setNote(trouble ? `${said} The text before could not be kept: ${trouble}` : said);
  }

  async function run(): Promise<void> {
    const [open, { lesson }] = await Promise.all([opened(), lessonFileAt(facts.address)]);
    keepNow();
    batch(() => {
      setRecord(begunRun(facts.tasks));
      setStale(false);
      setHints(undefined);
      setNote("");
    });
    const exercise = open.text();
    await sharedRunner(facts.runner).run({ lesson, exercise }, (message) =>
      setRecord((now) => afterMessage(now ?? begunRun(facts.tasks), message)),
    );
    const ended = record();
    if (!ended || ended.isRunning) return;
    setStale(open.text() !== exercise);
    const outcome = progressAfter(ended, facts.starterVersion, new Date());
    if (!outcome) return;
    const trouble = progressStore.change((progress) => withOutcome(progress, facts.slug, outcome));
    if (trouble) setNote(trouble);
    if (outcome.passed) await offer(exercise);
  }

  /** Lets the figures of the page run on a text that has passed, now and on later visits. */
  async function offer(text: string): Promise<void> {
    slots.keepPassed(text);
    const { slug, runner, models } = facts;
    try {
      const { offerPassedText } = await import("../own-code/offer-passed-text.ts");
      offerPassedText({ slug, text, runner, models });
    } catch {
      setNote(
        "Your code passed. What lets the figures run on it could not be loaded; reload the page for that.",
      );
    }
  }

  /** The newest run of the text as it is now. */
  async function newestRun(): Promise<RunRecord | undefined> {
    if (!record() || isStale() || record()?.isRunning) await run();
    return record();
  }

  async function askHint(): Promise<void> {
    const { hints } = await lessonFileAt(facts.address);
    const newest = await newestRun();
    if (!newest || newest.isRunning) return;
    const { progress } = progressStore.load();
    const next = nextHints(newest, hints, progress.help?.[facts.slug]?.hints ?? {});
    if (typeof next === "string") return void setNote(next);
    setHints(next);
    const trouble = progressStore.change((now) =>
      withHelp(now, facts.slug, {
        hints: { ...now.help?.[facts.slug]?.hints, [next.key]: next.stages.length },
      }),
    );
    setNote(trouble ?? "");
  }

  async function askSolution(): Promise<void> {
    const { lesson, algorithms } = await lessonFileAt(facts.address);
    const { progress } = progressStore.load();
    const newest = record();
    const hasPassed =
      isDone(progress, facts.slug) || (newest !== undefined && !newest.isRunning && passes(newest));
    if (!hasPassed && progress.help?.[facts.slug]?.solutionAsked === undefined) {
      const asked = { solutionAsked: new Date().toISOString() };
      const trouble = progressStore.change((now) => withHelp(now, facts.slug, asked));
      const words =
        "This exercise has not passed yet. A solution that one has only read is soon forgotten, and a hint may be enough. To see it all the same, press Solution once more.";
      return void setNote(trouble ? `${words} ${trouble}` : words);
    }
    const { solutionDifference } = await import("./solution-difference.ts");
    setNote("");
    setSolution({ lines: solutionDifference(text(), lesson.solution), algorithms });
  }

  async function paste(): Promise<void> {
    const pasted = await pastedExercise(terminalFile);
    if ("problem" in pasted) setNote(pasted.problem);
    else await replace(pasted.text, "This is what the clipboard held. Undo brings back what was here.");
  }

  /** What an action runs into is said; nothing else is changed by it. */
  const saying =
    (action: () => Promise<void>, trouble: string): (() => Promise<void>) =>
    async () => {
      try {
        await action();
      } catch (error) {
        setNote(`${trouble} (${error instanceof Error ? error.message : String(error)})`);
      }
    };

  const runOrSay = saying(run, checksMissing);

  return {
    stage,
    record,
    isStale,
    note,
    hints,
    solution,
    canUndo,
    earlier,
    text,
    async open(editorHost) {
      host = editorHost;
      setStage("opening");
      setEarlier(slots.earlier().length);
      setCanUndo(slots.replaced() !== undefined);
      document.addEventListener("visibilitychange", keepWhenHidden);
      addEventListener("pagehide", keepNow);
      stopListening = courseStorage.onOtherTab(takeFromOtherTab);
      await saying(async () => void (await opened()), editorMissing)();
    },
    run: runOrSay,
    askHint: saying(askHint, checksMissing),
    askSolution: saying(askSolution, checksMissing),
    reset: saying(
      () => replace(facts.starter, "This is the starter again. Undo brings back what you wrote."),
      editorMissing,
    ),
    undo: saying(async () => {
      const before = slots.replaced();
      if (before !== undefined) await replace(before, "This is what you had before. Undo again leads back.");
    }, editorMissing),
    copy: async () => void setNote(await copyExercise(text(), terminalFile)),
    paste: saying(paste, editorMissing),
    takeEarlier: saying(async () => {
      const texts = slots.earlier();
      const next = texts[takenEarlier % texts.length];
      takenEarlier += 1;
      if (next) {
        await replace(
          next.text,
          "This is what you wrote for an earlier edition of the starter. Undo brings back what was here.",
        );
      }
    }, editorMissing),
    close() {
      keepNow();
      document.removeEventListener("visibilitychange", keepWhenHidden);
      removeEventListener("pagehide", keepNow);
      stopListening();
      editor?.remove();
    },
  };
}

/** The keys of the editor, in words. */
export const editorKeys =
  "Ctrl+Enter runs the checks (on a Mac Cmd+Enter). Tab leaves the editor; Ctrl+] and Ctrl+[ move a line in and out.";

const editorMissing =
  "The editor could not be loaded. Is the connection there? Press Run to try again, or reload the page.";
const checksMissing =
  "The lesson's checks could not be loaded. Is the connection there? Press the button again, or reload the page.";
