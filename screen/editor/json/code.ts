import { autocompletion } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { layoutSchema } from '../../../layouts/document.ts';
import { completion } from './complete.ts';

/** A code editor of one JSON text. */
export interface Code {
  text(): string;
  /** Puts another text in; the cursor stays where it can. Nobody is told of it. */
  write(text: string): void;
  mark(found: readonly Diagnostic[]): void;
  /** Brings a place into sight, with the cursor on it. */
  reveal(at: number): void;
  close(): void;
}

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink1)', backgroundColor: 'var(--bg0)', fontSize: '12px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', lineHeight: '20px' },
  '.cm-gutters': { color: 'var(--ink3)', backgroundColor: 'var(--bg1)', borderRight: '1px solid var(--hair)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--acc-bg)' },
  // Values in one colour that is read on both grounds; keys are text.
  '.cm-line > span': { color: 'var(--now) !important' },
  '.cm-cursor': { borderLeftColor: 'var(--ink1)' },
  '.cm-tooltip': { color: 'var(--ink1)', backgroundColor: 'var(--bg1)', border: '1px solid var(--hair2)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--ink1)', backgroundColor: 'var(--bg3)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--acc-bg) !important' },
  '.cm-foldPlaceholder': { color: 'var(--ink2)', backgroundColor: 'var(--bg3)', border: '0' },
});

/** Opens an editor in `host`; `typed` is called after each change that a person makes. */
export function openCode(host: HTMLElement, text: string, typed: () => void): Code {
  let quiet = false;
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: text,
      extensions: [
        basicSetup,
        json(),
        lintGutter(),
        autocompletion({ override: [completion(layoutSchema())] }),
        look,
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) typed();
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    write(next) {
      const present = view.state.doc.toString();
      if (present === next) return;
      // Only what differs is replaced, so that cursor and folds stay.
      let from = 0;
      while (from < present.length && from < next.length && present[from] === next[from]) from += 1;
      let end = 0;
      while (
        end < present.length - from &&
        end < next.length - from &&
        present[present.length - 1 - end] === next[next.length - 1 - end]
      )
        end += 1;
      quiet = true;
      view.dispatch({ changes: { from, to: present.length - end, insert: next.slice(from, next.length - end) } });
      quiet = false;
    },
    mark: (found) => view.dispatch(setDiagnostics(view.state, [...found])),
    reveal(at) {
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    close: () => view.destroy(),
  };
}
