import { type Layout, readLayout } from '../../../layouts/document.ts';
import { type Places, placesOf, type Span, spanOf } from './places.ts';

/** A mistake in the text and where it stands; the message is the schema's, or the reader's own. */
export interface Mistake extends Span {
  path: string;
  message: string;
}
/** What a text is: a layout; JSON that is none, with every mistake in its place; or no whole JSON, up to where. */
export type Checked =
  | { kind: 'layout'; layout: Layout }
  | { kind: 'faulty'; mistakes: readonly Mistake[] }
  | { kind: 'broken'; at: number; line: number };

/** Reads the text of a layout that must keep its id. */
export function check(text: string, id: string): Checked {
  const places = placesOf(text);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const at = breakOf(error, places, text);
    return { kind: 'broken', at, line: text.slice(0, at).split('\n').length };
  }
  const read = readLayout(document);
  if ('layout' in read && read.layout.id === id) return { kind: 'layout', layout: read.layout };
  const faults = 'faults' in read ? read.faults : [{ path: 'id', message: `must stay ${id}` }];
  return { kind: 'faulty', mistakes: faults.map((fault) => ({ ...fault, ...spanOf(places, fault.path) })) };
}

/** Where it breaks: at the first of what the two readers say. */
function breakOf(error: unknown, places: Places, text: string): number {
  const said = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return Math.min(places.broken ?? text.length, said === undefined ? text.length : Number(said));
}
