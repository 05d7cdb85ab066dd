import { z } from 'zod';

/** Why an event, or a field of it, is refused. Stable: other people's programs look at it. */
export const REFUSALS = [
  'object',
  'type',
  'required',
  'name',
  'money',
  'quantity',
  'at',
  'at_seconds',
  'at_zone',
  'lines',
  'currency',
  'region',
  'channel',
  'void_target',
  'cardinality',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** A refusal as a field's reader gives it back. */
export class Refused {
  readonly code: Refusal;
  readonly message: string;
  constructor(code: Refusal, message: string) {
    this.code = code;
    this.message = message;
  }
}

/** Nothing, null and the empty string are all "not said". */
export const missing = (raw: unknown) => raw === undefined || raw === null || raw === '';

/** Tells an operator what came instead, shortly. */
export function shown(raw: unknown): string {
  if (raw === undefined) return 'nothing';
  if (raw === null) return 'null';
  if (typeof raw === 'string') return JSON.stringify(raw.length > 40 ? `${raw.slice(0, 40)}…` : raw);
  if (typeof raw === 'number') return `the number ${raw}`;
  if (typeof raw === 'boolean') return String(raw);
  return Array.isArray(raw) ? 'a list' : 'an object';
}

/** What a field is, for the published schema and for sentences. */
export type Meta = { type: string; description: string; [more: string]: unknown };

/** A field that must be there. */
export function required<T>(meta: Meta, read: (raw: unknown) => T | Refused) {
  return z
    .unknown()
    .meta(meta)
    .transform((raw, context): T => {
      const value = missing(raw) ? new Refused('required', `missing; expected ${meta.description}`) : read(raw);
      if (!(value instanceof Refused)) return value;
      context.addIssue({ code: 'custom', message: value.message, params: { code: value.code } });
      return z.NEVER;
    });
}

/** A field that may be missing, with what stands in its place then. */
export function optional<T>(meta: Meta, read: (raw: unknown) => T | Refused, otherwise: T) {
  return z
    .unknown()
    .meta(meta)
    .optional()
    .transform((raw, context): T => {
      const value = missing(raw) ? otherwise : read(raw);
      if (!(value instanceof Refused)) return value;
      context.addIssue({ code: 'custom', message: value.message, params: { code: value.code } });
      return z.NEVER;
    });
}
