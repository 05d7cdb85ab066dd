import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { placesOf } from './places.ts';
import { keysAt, valuesAt } from './schema.ts';

const QUOTED = /"[^"\\\n]*$/;
const BARE = /[A-Za-z]*$/;

/** Keys and values that the schema has for the place of the cursor. Reads only what stands before it. */
export const completion =
  (schema: unknown) =>
  (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(0, context.pos);
    const word = QUOTED.exec(before)?.[0] ?? BARE.exec(before)?.[0] ?? '';
    const start = before.slice(0, before.length - word.length);
    const place = openPath(start);
    if (!place || (word === '' && !context.explicit)) return null;
    const options: Completion[] =
      place.what === 'key'
        ? keysAt(schema, place.path).map((key) => ({ label: `"${key}"`, type: 'property', apply: `"${key}": ` }))
        : valuesAt(schema, place.path).map((value) => ({ label: value, type: 'enum' }));
    const wanted = word.startsWith('"')
      ? options
      : options.filter(({ label }) => place.what === 'key' || !label.startsWith('"') || word === '');
    return wanted.length === 0 ? null : { from: context.pos - word.length, options: wanted, validFor: /^"?[\w-]*$/ };
  };

/** The place that an unfinished text leads to: which object wants a key, or which key a value. */
export function openPath(text: string): { path: readonly string[]; what: 'key' | 'value' } | undefined {
  const tail = text.trimEnd();
  const last = tail.at(-1);
  // A mark stands in for what is to be typed; where it is read tells the place.
  const probe = last === ':' || last === '[' ? '0' : last === '{' || last === ',' ? '"\u0000' : undefined;
  if (probe === undefined) return undefined;
  const asKey = placesOf(`${tail}"\u0000":0`).all.at(-2);
  if (probe !== '0' && asKey?.what === 'key' && asKey.path.at(-1) === '\u0000')
    return { path: asKey.path.slice(0, -1), what: 'key' };
  const asValue = placesOf(`${tail}0`).all.at(-1);
  return asValue?.what === 'value' && asValue.span.to === tail.length + 1
    ? { path: asValue.path, what: 'value' }
    : undefined;
}
