import type { TextCall } from "@vanishing/grader/page";
import { rememberedFetch } from "../remembered-fetch.ts";
import { type FrameMessage, frameReady, type GradeTask, type RunRequest, type RunTask } from "./messages.ts";
import { packagesNamedIn } from "./package-texts.ts";

/** How long the frame may be silent before it counts as gone, in milliseconds: it gives up a worker after five seconds itself. */
const frameGoneAfter = 12_000;

/** How long the frame may take to be ready once its document has come, or has failed to come, in milliseconds. */
const frameReadyWithin = 5_000;

const notLoaded =
  "The runner, which the code runs in, could not be loaded. Is the connection there? Run again to try once more.";
const packageMissing =
  "A package that this code needs could not be loaded. Is the connection there? Run again to try once more.";
const gone =
  "The frame that the code runs in does not answer, as when memory has run out. What grows without end?";

/** Runs exercises on suites, and calls what texts define, in a frame that can evaluate code and reach nothing. */
export interface Runner {
  /**
   * Runs one exercise, and gives what comes of it as it comes. The last message is `done`, `refused`, `broken` or `stopped`. A run that is
   * under way is given up, and nothing more is heard of it.
   */
  run(request: Omit<GradeTask, "kind">, heard: (message: FrameMessage) => void): Promise<void>;
  /**
   * Calls what texts define, beside other calls and a run.
   *
   * @throws with the reason in words, when there is no value
   */
  call(call: TextCall): Promise<unknown>;
  remove(): void;
}

/** One request under way. */
interface Run {
  readonly ended: Promise<void>;
  giveUp(): void;
}

const textAt = rememberedFetch((response) => response.text());

const endings: readonly FrameMessage["kind"][] = ["done", "refused", "broken", "stopped"];

/**
 * @param address the address of runner.html; the packages that lessons bring lie in the folder `runner` beside it
 * @param place where in the document the frame, which nobody sees, is put
 */
export function createRunner(address: string, place: HTMLElement): Runner {
  let frame: Promise<HTMLIFrameElement> | undefined;
  let current: Run | undefined;

  function remove(): void {
    current?.giveUp();
    frame?.then(
      (element) => element.remove(),
      () => {},
    );
    frame = undefined;
  }

  const packagesFor = (task: RunTask) =>
    packagesNamedIn(textsOf(task), (name) => textAt(address.replace(/\.html$/, `/${name}.js`)));

  function start(task: RunTask, heard: (message: FrameMessage) => void): Run {
    let isGivenUp = false;
    let giveUp = () => {
      isGivenUp = true;
    };
    const ended = (async () => {
      frame ??= openFrame(address, place);
      const packages = packagesFor(task).catch(() => undefined);
      let element: HTMLIFrameElement;
      try {
        element = await frame;
      } catch {
        frame = undefined;
        if (!isGivenUp) heard({ kind: "stopped", problem: notLoaded });
        return;
      }
      const brought = await packages;
      if (isGivenUp) return;
      if (!brought) return heard({ kind: "stopped", problem: packageMissing });
      await new Promise<void>((resolve) => {
        giveUp = ask(element, { task, packages: brought }, heard, (isGone) => {
          if (isGone) remove();
          resolve();
        });
      });
    })();
    return { ended, giveUp: () => giveUp() };
  }

  return {
    run(request, heard) {
      current?.giveUp();
      current = start({ kind: "grade", ...request }, heard);
      return current.ended;
    },
    async call(call) {
      let value: unknown;
      let problem: string | undefined = "Nothing came of the call.";
      await start({ kind: "call", call }, (message) => {
        if (message.kind === "value") {
          value = message.value;
          problem = undefined;
        } else if ("problem" in message) {
          problem = message.problem;
        }
      }).ended;
      if (problem !== undefined) throw new Error(problem);
      return value;
    },
    remove,
  };
}

/** The texts whose imports a task needs. An exercise may import only what its starter does. */
function textsOf(task: RunTask): string[] {
  if (task.kind === "call") return task.call.modules.map(({ text }) => text);
  const { suite, starter, solution, mistakes } = task.lesson;
  return [suite, starter, solution, mistakes];
}

/**
 * Sends a request to the frame and listens for what comes of it.
 *
 * @param ended called once, with whether the frame is gone
 * @returns what gives the request up
 */
function ask(
  element: HTMLIFrameElement,
  request: RunRequest,
  heard: (message: FrameMessage) => void,
  ended: (isGone: boolean) => void,
): () => void {
  const { port1, port2 } = new MessageChannel();
  let alarm = setTimeout(silent, frameGoneAfter);

  function end(isGone: boolean): void {
    clearTimeout(alarm);
    port1.close();
    ended(isGone);
  }

  function silent(): void {
    heard({ kind: "stopped", problem: gone });
    end(true);
  }

  port1.onmessage = ({ data: message }: MessageEvent<FrameMessage>) => {
    clearTimeout(alarm);
    alarm = setTimeout(silent, frameGoneAfter);
    heard(message);
    if (endings.includes(message.kind)) end(false);
  };
  element.contentWindow?.postMessage(request, "*", [port2]);
  return () => {
    port1.postMessage("give up");
    end(false);
  };
}

/** @throws when the frame does not say that it is ready */
function openFrame(address: string, place: HTMLElement): Promise<HTMLIFrameElement> {
  const element = document.createElement("iframe");
  element.sandbox.add("allow-scripts");
  element.src = address;
  element.title = "Where your code runs";
  element.hidden = true;
  return new Promise((resolve, reject) => {
    let alarm: ReturnType<typeof setTimeout>;
    const settle = () => {
      clearTimeout(alarm);
      removeEventListener("message", listen);
      element.removeEventListener("load", startWaiting);
    };
    const listen = ({ source, data }: MessageEvent) => {
      if (source !== element.contentWindow || data !== frameReady) return;
      settle();
      resolve(element);
    };
    // A document that could not be fetched ends in "load" too.
    const startWaiting = () => {
      alarm = setTimeout(() => {
        settle();
        element.remove();
        reject(new Error(notLoaded));
      }, frameReadyWithin);
    };
    addEventListener("message", listen);
    element.addEventListener("load", startWaiting);
    place.append(element);
  });
}
