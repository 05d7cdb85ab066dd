import type { z } from 'zod';
import type { Fault } from './failure.ts';
import { sentence } from './sentence.ts';

type Issue = z.core.$ZodIssue;

/** What comes from outside, as its schema gives it back, or every fault in it: where (JSON path), what was expected, what came. */
export function read<S extends z.ZodType>(schema: S, data: unknown): { value: z.output<S> } | { faults: Fault[] } {
  const result = schema.safeParse(data, { error: sentence });
  if (result.success) return { value: result.data };
  return { faults: flat(result.error.issues, [], data) };
}

/** A fault as one line of text. */
export const line = ({ path, message }: Fault): string => (path === '' ? message : `${path}: ${message}`);

function flat(issues: readonly Issue[], before: readonly PropertyKey[], data: unknown): Fault[] {
  const faults: Fault[] = [];
  for (const issue of issues) {
    const path = [...before, ...issue.path];
    const named = (end: readonly PropertyKey[], message: string): Fault => ({
      path: [...path, ...end].map(String).join('.'),
      message,
    });
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) faults.push(named([key], issue.message));
    else {
      const nearest = issue.code === 'invalid_union' ? branchOf(issue.errors, at(data, issue.path)) : undefined;
      if (nearest) faults.push(...flat(nearest, path, at(data, issue.path)));
      else faults.push(named([], issue.message));
    }
  }
  return faults;
}

/** Of a union's branches the one that knows most of the fields that came; undefined when none knows any: then the union's own words say most. */
function branchOf(branches: readonly (readonly Issue[])[], data: unknown): readonly Issue[] | undefined {
  let best: { issues: readonly Issue[]; known: number } | undefined;
  for (const issues of branches) {
    const known = knownBy(issues, data);
    const ahead = best ? known - best.known || best.issues.length - issues.length : known;
    if (known > 0 && ahead > 0) best = { issues, known };
  }
  return best?.issues;
}

function knownBy(issues: readonly Issue[], data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  let known = Object.keys(data).length;
  for (const issue of issues) {
    if (issue.path.length === 0 && issue.code !== 'unrecognized_keys') return 0;
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) known -= issue.keys.length;
    // Which kind it is was not said: nothing else was looked at.
    if (issue.code === 'invalid_union' && issue.discriminator !== undefined && at(data, issue.path) === undefined)
      return 0;
  }
  return known;
}

function at(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return value;
}
