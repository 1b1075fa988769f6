import { createSignal, createUniqueId, For, type JSX, onMount, Show } from "solid-js";
import {
  answerFrom,
  expectation,
  inWords,
  type Judgement,
  judge,
  type Prediction,
  type Question,
  readPrediction,
} from "./question.ts";
import { type PredictionAddresses, runPrediction } from "./run-prediction.ts";

export interface PredictionProps {
  /** The function of predictions.ts that answers. */
  readonly run: string;
  readonly question: Question;
  /** What the function gave when the page was built, for those who cannot run it. */
  readonly answer: string;
  readonly addresses: PredictionAddresses;
  /** The question's text. */
  readonly children?: JSX.Element;
  /** Why it comes out so. */
  readonly why?: JSX.Element;
  /** The code that runs. */
  readonly code?: JSX.Element;
}

interface Answered extends Judgement {
  readonly prediction: Prediction;
}

/**
 * A question about what code will give: the reader predicts, and the code is run. What was predicted is kept as long as the page is open and
 * no longer: it is there to think with, and who comes back should meet the question fresh.
 */
export function PredictionPanel(props: PredictionProps): JSX.Element {
  const id = createUniqueId();
  const [alive, setAlive] = createSignal(false);
  const [running, setRunning] = createSignal(false);
  /** Why there is nothing to run. */
  const [refusal, setRefusal] = createSignal("");
  /** Why the run gave nothing. */
  const [failure, setFailure] = createSignal("");
  const [first, setFirst] = createSignal<Prediction>();
  const [answered, setAnswered] = createSignal<Answered>();
  onMount(() => setAlive(true));

  async function predict(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    if (running()) return;
    const form = event.currentTarget;
    const read = readPrediction(props.question, new FormData(form).get(id) as string | null);
    if ("problem" in read) {
      setRefusal(read.problem);
      form.querySelector("input")?.focus();
      return;
    }
    setRefusal("");
    setFailure("");
    setRunning(true);
    try {
      const came = answerFrom(props.question, await runPrediction(props.addresses, props.run));
      setAnswered({ ...judge(props.question, read.value, came), prediction: read.value });
      setFirst((before) => before ?? read.value);
    } catch (error) {
      setFailure((error as Error).message);
    }
    setRunning(false);
  }

  const firstInWords = () => {
    const prediction = first();
    if (prediction === undefined || prediction === answered()?.prediction) return "";
    return ` Your first prediction was ${inWords(props.question, prediction)}.`;
  };

  return (
    <div class="vp-predict" data-predict={props.run}>
      <div id={`${id}-question`}>{props.children}</div>
      <form class="not-content" novalidate data-pagefind-ignore onSubmit={predict}>
        <fieldset disabled={!alive()} aria-describedby={`${id}-question`}>
          <legend>Your prediction</legend>
          <Fields id={id} question={props.question} isRefused={refusal() !== ""} />
          <button type="submit">Predict and run</button>
        </fieldset>
        <div role="status" class="vp-predict-status" data-withhold-in-print>
          <Show when={running()}>
            <p>Running…</p>
          </Show>
          <Show when={refusal() || failure()}>{(problem) => <p id={`${id}-problem`}>{problem()}</p>}</Show>
          {/* What became of the last prediction stays, also while the next one waits or is refused. */}
          <Show when={answered()}>
            {(judgement) => (
              <p classList={{ "vp-predict-holds": judgement().holds }}>
                <strong>
                  {judgement().holds ? "Your prediction holds." : "Your prediction does not hold."}
                </strong>{" "}
                {judgement().words}
                {firstInWords()}
              </p>
            )}
          </Show>
        </div>
      </form>
      <Show
        when={answered()}
        fallback={
          <details data-withhold-in-print>
            <summary>Show the answer</summary>
            <p>The run gives {props.answer}.</p>
            <Explanation why={props.why} code={props.code} />
          </details>
        }
      >
        <div data-withhold-in-print>
          <Explanation why={props.why} code={props.code} />
        </div>
      </Show>
    </div>
  );
}

function Fields(props: {
  readonly id: string;
  readonly question: Question;
  readonly isRefused: boolean;
}): JSX.Element {
  if (props.question.kind === "choice") {
    return (
      <For each={props.question.choices}>
        {([value, label]) => (
          <label>
            <input type="radio" name={props.id} value={value} autocomplete="off" /> {label}
          </label>
        )}
      </For>
    );
  }
  return (
    <>
      <div class="vp-predict-number">
        <input
          type="text"
          inputmode="decimal"
          name={props.id}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-label={`A number${props.question.unit && ` of ${props.question.unit}`}`}
          aria-describedby={`${props.id}-expectation ${props.id}-problem`}
          aria-invalid={props.isRefused}
        />
        {props.question.unit}
      </div>
      <p id={`${props.id}-expectation`} class="vp-predict-expectation">
        {expectation(props.question)}
      </p>
    </>
  );
}

function Explanation(props: { readonly why: JSX.Element; readonly code: JSX.Element }): JSX.Element {
  return (
    <>
      {props.why}
      <p class="vp-predict-ran" data-pagefind-ignore>
        This ran:
      </p>
      <div data-pagefind-ignore>{props.code}</div>
    </>
  );
}
