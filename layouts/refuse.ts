import type { Fault } from '../stream/contract/failure.ts';

const PROTOTYPE_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const MAX_DEPTH = 24;
/** So many steps of the way to what lies too deep are said. */
const SAID_DEPTH = 6;
const MAX_VALUES = 100_000;
/** Of a request that is no document: 200 queries may name as many groups as they like. */
const MAX_ASKED = 250_000;
const CODE = /^\s*(javascript|vbscript|data)\s*:|<\s*[a-z!/?]/i;

/** What is said of a document with more values than a reader takes. */
export const TOO_LARGE = 'the document is too large';

/** A value, and where it stands: the path is written out only for a fault. */
interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly parent: Place | undefined;
  readonly depth: number;
}

/**
 * What no schema may let through: keys that reach into prototypes, code or HTML as text, and documents made to exhaust
 * the reader. The first one found, or undefined. Walks without recursion, so depth cannot hurt.
 */
export function refusal(document: unknown): Fault | undefined {
  return walk(document, MAX_VALUES, (value) =>
    typeof value === 'string' && CODE.test(value) ? 'code and HTML are not allowed' : undefined,
  );
}

/** The first key that reaches into prototypes, or what would exhaust a schema; undefined where there is neither. O(values). */
export function prototypeKey(document: unknown): Fault | undefined {
  return walk(document, MAX_ASKED, () => undefined);
}

function walk(document: unknown, most: number, check: (value: unknown) => string | undefined): Fault | undefined {
  const open: Place[] = [{ value: document, key: '', parent: undefined, depth: 0 }];
  let seen = 0;
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, depth } = place;
    if (depth > MAX_DEPTH) return at(upper(place), `nested too deeply: more than ${MAX_DEPTH} levels`);
    const message = check(value);
    if (message !== undefined) return at(place, message);
    if (typeof value !== 'object' || value === null) continue;
    const keys = Object.keys(value);
    seen += keys.length;
    if (seen > most) return at(place, TOO_LARGE);
    for (const key of keys) {
      const child = { value: (value as Record<string, unknown>)[key], key, parent: place, depth: depth + 1 };
      if (PROTOTYPE_KEYS.includes(key)) return at(child, `the key ${key} is not allowed; leave it out`);
      open.push(child);
    }
  }
  return undefined;
}

/** Where a nest begins to be one; nobody reads the whole way down. */
function upper(place: Place): Place {
  let found = place;
  while (found.parent && found.depth > SAID_DEPTH) found = found.parent;
  return found;
}

function at(place: Place, message: string): Fault {
  const path: string[] = [];
  for (let step: Place | undefined = place; step?.parent; step = step.parent) path.unshift(step.key);
  return { path: path.join('.'), message };
}
