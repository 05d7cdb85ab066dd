import { type Layout, readLayout } from '../../../layouts/document.ts';
import { type Places, placesOf, type Span, spanOf } from './places.ts';

/** A mistake in the text and where it stands; the message is the schema's, or the reader's own. */
export interface Mistake extends Span {
  path: string;
  message: string;
}
/** What a text is: a layout; JSON that is none, with every mistake in its place; JSON with a key that stands twice; or no whole JSON, up to where. */
export type Checked =
  | { kind: 'layout'; layout: Layout }
  | { kind: 'faulty'; mistakes: readonly Mistake[] }
  | { kind: 'repeated'; mistakes: readonly Mistake[]; line: number }
  | { kind: 'broken'; at: number; line: number };

/** Reads the text of a layout that must keep its id. */
export function check(text: string, id: string): Checked {
  const places = placesOf(text);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const at = breakOf(error, places, text);
    return { kind: 'broken', at, line: lineOf(text, at) };
  }
  const twice = repeated(places);
  if (twice[0]) return { kind: 'repeated', mistakes: twice, line: lineOf(text, twice[0].from) };
  const read = readLayout(document);
  if ('layout' in read && read.layout.id === id) return { kind: 'layout', layout: read.layout };
  const faults = 'faults' in read ? read.faults : [{ path: 'id', message: `must stay ${id}` }];
  return { kind: 'faulty', mistakes: faults.map((fault) => ({ ...fault, ...spanOf(places, fault.path) })) };
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** Keys that stand twice in one object: JSON.parse would drop the first one without a word. */
function repeated({ all }: Places): Mistake[] {
  const known = new Set<string>();
  return all.flatMap(({ path, what, span }) => {
    if (what !== 'key') return [];
    const name = JSON.stringify(path);
    if (known.has(name)) return [{ path: path.join('.'), message: 'stands twice', ...span }];
    known.add(name);
    return [];
  });
}

/** Where it breaks: at the first of what the two readers say. */
function breakOf(error: unknown, places: Places, text: string): number {
  const said = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return Math.min(places.broken ?? text.length, said === undefined ? text.length : Number(said));
}
