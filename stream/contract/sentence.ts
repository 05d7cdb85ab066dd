import type { z } from 'zod';
import { shown } from './field.ts';

const NOUNS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What a schema expected and what came instead, in one sentence; undefined where the schema's own words must do. */
export function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return wanted(NOUNS[issue.expected] ?? String(issue.expected), input);
    case 'invalid_value':
      return wanted(oneOf(issue.values), input);
    case 'invalid_union':
      return issue.discriminator === undefined ? undefined : kindOf(issue as unknown as Discriminated);
    case 'too_small':
      return `expected ${amount(issue.origin, 'at least', Number(issue.minimum))}, got ${size(input)}`;
    case 'too_big':
      return `expected ${amount(issue.origin, 'at most', Number(issue.maximum))}, got ${size(input)}`;
    case 'invalid_format':
      return issue.format === 'datetime'
        ? wanted('a time with its zone such as "2026-11-11T00:00:00+08:00"', input)
        : undefined;
    case 'unrecognized_keys':
      return `there is no such field; expected ${oneOf(fieldsOf(issue.inst))}`;
    default:
      return undefined;
  }
}

function wanted(what: string, input: unknown): string {
  if (input === undefined) return `missing; expected ${what}`;
  return `expected ${what}, got ${Number.isNaN(input) ? 'no number' : shown(input)}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}

function amount(origin: string, how: string, count: number): string {
  const one = origin === 'array' ? 'entry' : origin === 'string' ? 'character' : '';
  const unit = count === 1 || one === '' ? one : `${one.replace(/y$/, 'ie')}s`;
  return [how, count, unit].filter((word) => word !== '').join(' ');
}

/** Of a text only how long it is: it may be a secret. */
function size(input: unknown): string {
  return typeof input === 'string' || Array.isArray(input) ? String(input.length) : shown(input);
}

/** Insides of schemas, as far as a sentence needs them. */
interface Discriminated {
  discriminator: string;
  input: unknown;
  inst?: { _zod: { propValues?: Record<string, Set<unknown>> } };
}
interface Fields {
  _zod: { def: { shape?: object; keyType?: { _zod: { values?: Set<unknown> } } } };
}

function kindOf({ discriminator, input, inst }: Discriminated): string {
  const values = [...(inst?._zod.propValues?.[discriminator] ?? [])];
  return wanted(oneOf(values), (input as Record<string, unknown> | undefined)?.[discriminator]);
}

function fieldsOf(schema: unknown): readonly unknown[] {
  const { shape = {}, keyType } = (schema as Fields | undefined)?._zod.def ?? {};
  return keyType ? [...(keyType._zod.values ?? [])] : Object.keys(shape);
}
