/** Where a value stands in a text: from its first sign to behind its last. */
export interface Span {
  from: number;
  to: number;
}
/** What a place in a JSON text is: the keys and indexes that lead there, and whether a key or a value stands there. */
export interface Here {
  path: readonly string[];
  what: 'key' | 'value';
  span: Span;
}
export interface Places {
  /** Every value by its path, joined with dots as faults name it. */
  values: ReadonlyMap<string, Span>;
  /** Keys and values in their order; a text that breaks off has those before. */
  all: readonly Here[];
  /** Where reading had to stop; undefined when the text is whole. */
  broken?: number;
}

const SPACE = /[\s]*/y;
const STRING = /"(?:[^"\\\n]|\\.)*"/y;
const BARE = /[^\s,\]}:"[{]+/y;

/** Reads a JSON text only for where its values stand, as far as it can be read. Does not recurse. */
export function placesOf(text: string): Places {
  const values = new Map<string, Span>();
  const all: Here[] = [];
  const open: { close: string; index: number; path: readonly string[]; from: number }[] = [];
  let at = 0;
  const skip = () => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
  };
  const take = (form: RegExp): string | undefined => {
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const seen = (path: readonly string[], what: Here['what'], from: number) => {
    all.push({ path, what, span: { from, to: at } });
    if (what === 'value') values.set(path.join('.'), { from, to: at });
  };
  const broken = (): Places => ({ values, all, broken: Math.min(at, text.length) });

  let path: readonly string[] = [];
  for (;;) {
    // A value begins here.
    skip();
    const from = at;
    const sign = text[at];
    if (sign === '{' || sign === '[') {
      at += 1;
      open.push({ close: sign === '{' ? '}' : ']', index: -1, path, from });
    } else {
      if (take(sign === '"' ? STRING : BARE) === undefined) return broken();
      seen(path, 'value', from);
    }
    // What follows it: an end, or a comma and the next.
    for (;;) {
      const frame = open.at(-1);
      if (!frame) return { values, all };
      skip();
      if (text[at] === frame.close) {
        at += 1;
        open.pop();
        seen(frame.path, 'value', frame.from);
        continue;
      }
      if (frame.index >= 0) {
        if (text[at] !== ',') return broken();
        at += 1;
        skip();
      }
      frame.index += 1;
      if (frame.close === ']') path = [...frame.path, String(frame.index)];
      else {
        const start = at;
        const key = take(STRING);
        if (key === undefined) return broken();
        path = [...frame.path, unquoted(key)];
        seen(path, 'key', start);
        skip();
        if (text[at] !== ':') return broken();
        at += 1;
      }
      break;
    }
  }
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** The nearest place that is there, of a fault's path or of what holds it; of what holds others its first sign. */
export function spanOf(places: Places, path: string): Span {
  const keys = path === '' ? [] : path.split('.');
  for (let length = keys.length; length >= 0; length -= 1) {
    const name = keys.slice(0, length).join('.');
    const found = places.values.get(name);
    if (!found) continue;
    const inside = name === '' ? '' : `${name}.`;
    const holds = [...places.values.keys()].some((other) => other !== name && other.startsWith(inside));
    return length === keys.length && !holds ? found : { from: found.from, to: Math.min(found.to, found.from + 1) };
  }
  return { from: 0, to: 0 };
}
