// Marks in the editor of a cell or a file: where it is no Python, and the line that drew an element.
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type { CodeEditor } from '@jupyterlab/codeeditor';

/** Lines and columns count from 1. */
export interface Problem {
  message: string;
  line: number;
  column: number;
  end_line?: number;
  end_column?: number;
}

/** A cell, or the editor of a file. */
export interface Edited {
  /** Missing while a cell is far out of sight. */
  editor: CodeEditor.IEditor | null;
}

/** Its CodeMirror. */
const viewOf = ({ editor }: Edited) => (editor as { editor?: EditorView } | null)?.editor;

export function showProblem(edited: Edited, problem: Problem | undefined): void {
  const view = viewOf(edited);
  view?.dispatch(setDiagnostics(view.state, problem ? [diagnostic(view, problem)] : []));
}

function diagnostic({ state: { doc } }: EditorView, problem: Problem): Diagnostic {
  const place = (line: number, column: number) => {
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(from + column - 1, to);
  };
  const from = place(problem.line, problem.column);
  const end = problem.end_line && problem.end_column && place(problem.end_line, problem.end_column);
  const to = end && end > from ? end : doc.lineAt(from).to;
  return {
    from: from === to ? doc.lineAt(from).from : from,
    to,
    severity: 'error',
    source: 'streamapp',
    message: problem.message
  };
}

/** Select a line, and bring it into sight; lines count from 1. */
export function selectLine(edited: Edited, line: number): void {
  const view = viewOf(edited);
  if (view && line <= view.state.doc.lines) {
    const { from, to } = view.state.doc.line(line);
    view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    view.focus();
  }
}

/** The line that the cursor is in, counted from 1. */
export const cursorLine = ({ editor }: Edited): number | undefined =>
  editor ? editor.getCursorPosition().line + 1 : undefined;
