/**
 * CodeMirror for a cell: Python, line numbers, the page's colours, and a keyboard that is not caught.
 *
 * Tab moves on, as everywhere on the page; Ctrl+] and Ctrl+[ indent. Escape leaves.
 */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Classes, so that the style sheet chooses the colours of both themes. */
const CLASSES = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], class: "live-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "live-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "live-number" },
  { tag: tags.comment, class: "live-comment" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.className], class: "live-name" },
]);

/**
 * @param {HTMLElement} parent
 * @param {{text: string, label: string, run: () => void, leave: () => void, changed: (text: string) => void}} given
 */
export function edit(parent, { text, label, run, leave, changed }) {
  const done = (/** @type {() => void} */ action) => () => (action(), true);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          { key: "Shift-Enter", run: done(run) },
          { key: "Mod-Enter", run: done(run) },
          { key: "Escape", run: done(leave) },
        ]),
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        python(),
        syntaxHighlighting(CLASSES),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    /** Goes to a line, counted from 1. @param {number} line */
    show(line) {
      const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
    /** @param {string} insert */
    replace: (insert) =>
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } }),
    remove: () => view.destroy(),
  };
}
