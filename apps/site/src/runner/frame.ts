import { endlessAfter, endlessProblem, recognisedWithin } from "@vanishing/grader/endless";
import { type FrameMessage, frameReady, type RunRequest, type WorkerMessage } from "./messages.ts";

// The script of the runner's frame: a document of an opaque origin, which may evaluate code and reach nothing. It starts a worker for each
// request, passes on what that tells, and ends it when it does not come back.

/** The worker's script, which the build puts in this place. */
declare const workerScript: string;

/** In a frame without a sandbox the learner's code, or a stranger's, would run as the site itself. */
const isSandboxed = self.origin === "null";

self.addEventListener("message", ({ data, source, ports }: MessageEvent<RunRequest>) => {
  const [port] = ports;
  if (isSandboxed && source === window.parent && port) run(data, port);
});
window.parent.postMessage(frameReady, "*");

function run(request: RunRequest, port: MessagePort): void {
  const tell = (message: FrameMessage) => port.postMessage(message);
  const answers = new MessageChannel();
  let where: readonly string[] = [];
  let worker: Worker | undefined;
  let alarm = setTimeout(stop, endlessAfter, endlessProblem(where));

  function end(): void {
    clearTimeout(alarm);
    worker?.terminate();
    answers.port1.close();
  }

  function stop(problem: string): void {
    end();
    tell({ kind: "stopped", problem });
  }

  /** The verdict stands, whatever becomes of the comparison. */
  function endWithoutRecognition(): void {
    end();
    tell({ kind: "done" });
  }

  answers.port1.onmessage = ({ data: message }: MessageEvent<WorkerMessage>) => {
    tell(message);
    // What is printed in a loop is no sign that the loop comes to an end.
    if (message.kind === "printed") return;
    clearTimeout(alarm);
    if (message.kind === "done" || message.kind === "refused" || message.kind === "broken") {
      end();
    } else if (message.kind === "recognises") {
      alarm = setTimeout(endWithoutRecognition, recognisedWithin);
    } else {
      if (message.kind === "started") where = message.path;
      alarm = setTimeout(() => stop(endlessProblem(where)), endlessAfter);
    }
  };
  // The page says only one thing: that it gives up this run.
  port.onmessage = end;

  try {
    worker = startWorker(stop);
    worker.postMessage(request, [answers.port2]);
  } catch (error) {
    stop(`This browser refuses to start a worker, which the code runs in: ${String(error)}`);
  }
}

function startWorker(failed: (problem: string) => void): Worker {
  const address = URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" }));
  const worker = new Worker(address);
  worker.addEventListener("error", ({ message }) => {
    failed(
      message
        ? `Your code failed outside of a check: ${message}`
        : "The worker that the exercise runs in has failed, as it does when memory runs out. What grows without end?",
    );
  });
  return worker;
}
