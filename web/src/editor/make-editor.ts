import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { python } from '@codemirror/lang-python';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { ledgerTheme } from './editor-theme.ts';

/** A fault in the text: lines and columns count from 1, the end is exclusive. */
export interface EditorProblem {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
  readonly message: string;
}

export interface EditorHandle {
  replace(text: string): void;
  show(problems: readonly EditorProblem[]): void;
  go(line: number, column: number): void;
  destroy(): void;
}

interface Options {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly language: 'python' | 'json';
  readonly label: string;
  readonly readonly: boolean;
  readonly phrases: Readonly<Record<string, string>>;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}

const offsetOf = (doc: Text, line: number, column: number): number => {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(at.from + Math.max(column - 1, 0), at.to);
};

const diagnosticOf = (
  doc: Text,
  { line, column, endLine, endColumn, message }: EditorProblem,
): Diagnostic => {
  const from = offsetOf(doc, line, column);
  const to =
    endLine === undefined
      ? doc.line(Math.min(Math.max(line, 1), doc.lines)).to
      : offsetOf(doc, endLine, endColumn ?? 1);
  return { from, to: Math.max(from, to), severity: 'error', message };
};

/**
 * A code editor. Tab indents, so that Escape followed by Tab leaves it by keyboard. Styles go into the document's
 * style element; nothing is evaluated, nothing of the text becomes markup.
 */
export const makeEditor = (options: Options): EditorHandle => {
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('    '),
        bracketMatching(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: true }),
        options.language === 'python' ? python() : json(),
        lintGutter(),
        ledgerTheme,
        EditorState.phrases.of({ ...options.phrases }),
        EditorState.readOnly.of(options.readonly),
        EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
        ...(options.language === 'json' ? [EditorView.lineWrapping] : []),
        keymap.of([
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
          ...(options.readonly ? [] : [indentWithTab]),
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({ blur: () => options.onLeave() }),
      ],
    }),
  });
  return {
    replace: (text) => {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    show: (problems) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => diagnosticOf(view.state.doc, problem)),
        ),
      ),
    go: (line, column) => {
      const anchor = offsetOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
};
