import type { Layout, Words } from '../../layouts/document.ts';

/** Where the operator stood: what undo brings back into view. */
export interface Place {
  page: string;
  selection: readonly string[];
}
/** One gesture: its name as a person would say it, and the document before and after. */
export interface Step {
  name: Required<Words>;
  before: Layout;
  after: Layout;
  from: Place;
  to: Place;
}
/** All steps that can be walked, of which the first `done` are in the document. */
export interface Steps {
  all: readonly Step[];
  done: number;
}

export const NO_STEPS: Steps = { all: [], done: 0 };
const MOST = 500;

/**
 * The steps with one more at the end; what was undone is gone. With `join` it melts into the step before it, whose name
 * it takes: a run of nudges is one step. Documents share everything that did not change, so a step costs what it changed.
 */
export function addStep({ all, done }: Steps, step: Step, join = false): Steps {
  const kept = all.slice(0, done);
  const last = kept.at(-1);
  if (join && last)
    return { all: [...kept.slice(0, -1), { ...last, ...step, before: last.before, from: last.from }], done };
  const grown = [...kept, step].slice(-MOST);
  return { all: grown, done: grown.length };
}

/** The document and the place after the first `done` steps; undefined when there are none or not so many. */
export function standing({ all }: Steps, done: number): { document: Layout; place: Place } | undefined {
  const last = all[done - 1];
  if (last) return { document: last.after, place: last.to };
  const first = all[0];
  return done === 0 && first ? { document: first.before, place: first.from } : undefined;
}
