import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { tellOfMovedExercises } from "../learner/stranded-exercises.ts";
import { commandLine, pointToHelp } from "../terminal/run-command.ts";
import type { ReportOptions } from "./report.ts";
import type { UpdateOptions } from "./update.ts";

/** The commands after `pnpm course`. Each one's code is loaded when it is run: the map should be there at once. */
export function courseCommands(): Command {
  const course = commandLine("course")
    .description("The map of the course, and what helps you through it.")
    .helpCommand("help [command]", "what a command does and which words it takes")
    .hook("preAction", tellOfMovedExercises);
  findYourWay(course);
  getHelp(course);
  experiment(course);
  keepYourWork(course);
  newerVersions(course);
  teach(course);
  author(course);
  // After words that it does not know, a command's own help says more than the list of all commands.
  for (const command of course.commands) pointToHelp(command, `course ${command.name()}`);
  return course;
}

function findYourWay(course: Command): void {
  course.commandsGroup("Find your way:");
  course
    .command("status")
    .description("the map, your progress and the next lesson (also without a command)")
    .action(async () => done((await import("./status.ts")).status()));
  course
    .command("next")
    .description("the first lesson that is not done: its files, its page, its command")
    .action(async () => done((await import("./open.ts")).next()));
  course
    .command("list")
    .description("the lessons, one a line")
    .option("--json", "as JSON, for other programs")
    .action(async (options) => done((await import("./list.ts")).list(options)));
  course
    .command("open")
    .description("where a lesson's exercise and page are")
    .argument("[lesson...]", "the one that you are at, unless named")
    .action(async (words) => done((await import("./open.ts")).open(words)));
}

function getHelp(course: Command): void {
  course.commandsGroup("Get help:");
  course
    .command("watch")
    .description("check lessons now, and each again whenever you save it: test --watch")
    .argument("[lesson...]", "lesson-3; also 3, saturation; several at once")
    .action(async (words) => done((await import("./watch.ts")).watch(words)));
  course
    .command("hint")
    .description("the next hint for the first check that fails")
    .argument("[lesson...]", "the one that you are at, unless named")
    .action(async (words) => done((await import("./hint.ts")).hint(words)));
  course
    .command("solution")
    .description("a solution beside yours: after a pass, or when asked twice")
    .argument("[lesson...]", "the one that you are at, unless named")
    .action(async (words) => done((await import("./solution.ts")).solution(words)));
  course
    .command("doctor")
    .description("look at Node, pnpm, the install and the course's files, and tell what mends them")
    .action(async () => done((await import("./doctor.ts")).doctor()));
}

function experiment(course: Command): void {
  course.commandsGroup("Experiment:");
  course
    .command("run")
    .description("an experiment of the course, live; without a name, which ones there are")
    .addArgument(new Argument("[experiment]", "what to run").choices(["moons"]))
    .addOption(
      new Option("--activation <name>", "of the hidden layers")
        .choices(["sigmoid", "tanh", "relu"])
        .default("sigmoid"),
    )
    .addOption(
      new Option("--optimizer <name>", "what moves the weights").choices(["adam", "sgd"]).default("adam"),
    )
    .option("--learning-rate <number>", "0.001 with adam and 0.01 with sgd, unless told", readPositive)
    .option("--epochs <number>", "how many, up to 10000", readEpochs, 100)
    .option("--seed <number>", "of points and weights", readCount, 42)
    .addOption(
      new Option("--seeds <number>", "how many seeds to run, and what they come to; up to 1000")
        .argParser(readSeeds)
        .conflicts("seed"),
    )
    .action(async (name, { seeds, ...settings }) => {
      const { run, runSeeds } = await import("./run.ts");
      return done(
        name !== undefined && seeds !== undefined ? runSeeds(settings, seeds) : run(name, settings),
      );
    });
}

function keepYourWork(course: Command): void {
  course.commandsGroup("Keep your work:");
  course
    .command("reset")
    .description("begin lessons again from their starters; a snapshot is taken first")
    .argument("[lesson...]", "lesson-3; also 3, saturation; several at once")
    .option("--all", "every lesson")
    .option("-y, --yes", "do not ask")
    .action(async (words, options) => done((await import("./reset.ts")).reset(words, options)));
  course
    .command("undo")
    .description("bring back what an exercise was before it was replaced")
    .argument("[lesson...]", "the one with the newest snapshot, unless named")
    .option("--to <number>", "the snapshot with this number in the list", readCount)
    .action(async (words, options) => done((await import("./undo.ts")).undo(words, options)));
  course
    .command("snapshots")
    .description("the texts that were kept when an exercise was replaced")
    .argument("[lesson...]", "all lessons, unless named")
    .action(async (words) => done((await import("./snapshots.ts")).snapshots(words)));
  course
    .command("export")
    .description("your progress as one small file, for another device or for the page")
    .argument("[file]", "standard output, unless named")
    .option("-y, --yes", "replace a file that exists without asking")
    .option("--schema", "the JSON Schema of such a file instead")
    .action(async (file, options) => done((await import("./export.ts")).exportProgress(file, options)));
  course
    .command("import")
    .description("merge a file from export or from the page into your progress")
    .argument("<file>", "- for standard input")
    .action(async (file) => done((await import("./import.ts")).importProgress(file)));
}

function newerVersions(course: Command): void {
  course.commandsGroup("Keep the course:");
  course
    .command("update")
    .description("the newest version of the course; your exercises stay")
    .option(
      "--from <source>",
      "a git remote, a folder, a .zip or a .tar.gz; upstream or origin, unless named",
    )
    .option("-y, --yes", "do not ask; what you have edited stays as it is")
    .option("--merge-starters", "bring a starter's changes into what you have edited, after a snapshot")
    .option("--dry-run", "show what would change, and end there")
    .action(async (options: UpdateOptions) => done((await import("./update.ts")).update(options)));
}

function teach(course: Command): void {
  course.commandsGroup("Teach:");
  course
    .command("report")
    .description("checks lessons and reports each test, for teachers and for classroom grading")
    .argument("[lesson...]", "all lessons, unless named")
    .option("--json", "as JSON")
    .option("--junit", "as JUnit XML, which most graders and CI systems read")
    .option("--out <file>", "into this file, and not to standard output")
    .option("--schema", "print the JSON Schema of what --json writes, and check nothing")
    .action(async (words, options: ReportOptions) =>
      done((await import("./report.ts")).report(words, options)),
    );
  course
    .command("track")
    .description("put your exercises under version control, for a class or a second computer")
    .option("--stop", "take them out again; the files stay")
    .action(async (options) => done((await import("./track.ts")).track(options)));
}

function author(course: Command): void {
  course.commandsGroup("Author:");
  course
    .command("new")
    .description("a new lesson: a small one that works, with the places that are yours to fill")
    .argument("<slug>", "its name for ever, such as edge-of-chaos")
    .requiredOption("--package <name>", "the package that it pairs with, such as activations")
    .option("--title <title>", "the page's title; made from the slug, unless told")
    .option("--number <number>", "its place in the order; after the last lesson, unless told")
    .action(async (slug, options) => done((await import("./new.ts")).newLesson(slug, options)));
  course
    .command("renumber")
    .description("gives a lesson another place in the order; nobody loses progress by it")
    .argument("<lesson>", "its slug")
    .argument("<number>", "its new number, which no lesson has")
    .action(async (word, number) => done((await import("./renumber.ts")).renumber(word, number)));
  course
    .command("check")
    .description(
      "holds lessons to what a lesson must be: its suite tells right from wrong, its page is whole",
    )
    .argument("[lesson...]", "all lessons, unless named")
    .option("--force", "check anew what was found clean before and has not changed")
    .action(async (words, options) => done((await import("./check.ts")).check(words, options)));
}

/** Keeps a command's exit code until all of its output is written. */
async function done(exitCode: number | Promise<number>): Promise<void> {
  process.exitCode = await exitCode;
}

function readCount(word: string): number {
  const count = Number(word);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError("It should be a whole number from 1 on.");
}

const readEpochs = (word: string) => readCountUpTo(10_000, word);
const readSeeds = (word: string) => readCountUpTo(1000, word);

function readCountUpTo(most: number, word: string): number {
  const count = readCount(word);
  if (count <= most) return count;
  throw new InvalidArgumentError(`It should be at most ${most}.`);
}

function readPositive(word: string): number {
  const number = Number(word);
  if (number > 0 && number < Infinity) return number;
  throw new InvalidArgumentError("It should be a number above 0.");
}
