import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { typescriptLanguage } from "@codemirror/lang-javascript";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  LanguageSupport,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** An editor for one exercise. */
export interface Editor {
  text(): string;
  /** Puts another text in place of all that is there. The editor's own undo leads back. */
  replace(text: string): void;
  /** Whether keys go into it now. */
  hasFocus(): boolean;
  remove(): void;
}

interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  /** The editor's accessible name. */
  readonly label: string;
  /** What its keys do. A text, since nothing in a shadow root can point at an element of the page. */
  readonly description: string;
  readonly onChange: () => void;
  /** Called by Ctrl+Enter, or Cmd+Enter on a Mac. */
  readonly onRun: () => void;
}

/**
 * Creates an editor in a shadow root, where its style sheets are constructed ones: the page's policy forbids style elements that scripts
 * write. The Tab key leaves the editor, as it leaves any other field.
 */
export function createEditor({ parent, text, label, description, onChange, onRun }: EditorOptions): Editor {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const run = () => {
    onRun();
    return true;
  };
  const view = new EditorView({
    root,
    parent: root,
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      EditorView.lineWrapping,
      indentOnInput(),
      bracketMatching(),
      indentUnit.of("  "),
      EditorState.tabSize.of(2),
      new LanguageSupport(typescriptLanguage),
      syntaxHighlighting(highlighting),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-description": description }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange();
      }),
      // Before CodeMirror's own keys, of which this one opens an empty line.
      Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      theme,
    ],
  });
  return {
    text: () => view.state.doc.toString(),
    replace(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    hasFocus: () => view.hasFocus,
    remove: () => view.destroy(),
  };
}

// The custom properties are those of exercise.css and of the figures' palette: they reach into the shadow root.
const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--vp-ink)", backgroundColor: "var(--vp-paper)" },
  "&.cm-focused": { outline: "2px solid var(--vp-blue)", outlineOffset: "-2px" },
  ".cm-scroller": {
    fontFamily: "var(--exercise-font)",
    fontSize: "var(--exercise-size)",
    lineHeight: "var(--exercise-line)",
  },
  ".cm-content": { padding: "var(--exercise-padding) 0", caretColor: "var(--vp-ink)" },
  ".cm-line": { padding: "0 var(--exercise-padding)" },
  ".cm-gutters": {
    color: "var(--vp-muted)",
    backgroundColor: "var(--vp-paper)",
    border: "none",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.25rem", padding: "0 0.25rem 0 0" },
  ".cm-activeLine": { backgroundColor: "var(--exercise-line-mark)" },
  ".cm-cursor": { borderLeftColor: "var(--vp-ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--exercise-selection)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--vp-muted)",
  },
});

const highlighting = HighlightStyle.define([
  { tag: tags.comment, color: "var(--vp-muted)" },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--vp-blue)" },
  { tag: [tags.string, tags.regexp], color: "var(--vp-green)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--vp-orange)" },
  { tag: [tags.typeName, tags.className], color: "var(--exercise-type)" },
]);
