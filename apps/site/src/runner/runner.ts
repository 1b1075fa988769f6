import type { FrameMessage, RunRequest } from "./messages.ts";

/** How long the frame may be silent before it counts as gone, in milliseconds: it gives up a worker after five seconds itself. */
const frameGoneAfter = 12_000;

/** Runs exercises on suites, in a frame that can evaluate code and reach nothing. */
export interface Runner {
  /**
   * Runs one exercise, and gives what comes of it as it comes. The last message is `done`, `refused`, `broken` or `stopped`. A run that is
   * under way is given up.
   */
  run(request: RunRequest, heard: (message: FrameMessage) => void): Promise<void>;
  remove(): void;
}

const endings: readonly FrameMessage["kind"][] = ["done", "refused", "broken", "stopped"];

/**
 * @param address the address of runner.html
 * @param place where in the document the frame, which nobody sees, is put
 */
export function createRunner(address: string, place: HTMLElement): Runner {
  let frame: Promise<HTMLIFrameElement> | undefined;
  let giveUp: (() => void) | undefined;
  let newest = 0;

  function remove(): void {
    giveUp?.();
    void frame?.then((element) => element.remove());
    frame = undefined;
  }

  async function run(request: RunRequest, heard: (message: FrameMessage) => void): Promise<void> {
    giveUp?.();
    newest += 1;
    const turn = newest;
    frame ??= openFrame(address, place);
    const element = await frame;
    if (turn !== newest) return;
    const { port1, port2 } = new MessageChannel();
    await new Promise<void>((resolve) => {
      const gone = () => {
        remove();
        heard({
          kind: "stopped",
          problem:
            "The frame that the exercise runs in does not answer, as when memory has run out. What grows without end?",
        });
        end();
      };
      let alarm = setTimeout(gone, frameGoneAfter);
      const end = () => {
        clearTimeout(alarm);
        port1.close();
        giveUp = undefined;
        resolve();
      };
      giveUp = () => {
        port1.postMessage("give up");
        end();
      };
      port1.onmessage = ({ data: message }: MessageEvent<FrameMessage>) => {
        clearTimeout(alarm);
        alarm = setTimeout(gone, frameGoneAfter);
        heard(message);
        if (endings.includes(message.kind)) end();
      };
      element.contentWindow?.postMessage(request, "*", [port2]);
    });
  }

  return { run, remove };
}

function openFrame(address: string, place: HTMLElement): Promise<HTMLIFrameElement> {
  const element = document.createElement("iframe");
  element.sandbox.add("allow-scripts");
  element.src = address;
  element.title = "Where exercises run";
  element.hidden = true;
  return new Promise((resolve) => {
    element.addEventListener("load", () => resolve(element), { once: true });
    place.append(element);
  });
}
