import { createHash } from 'node:crypto';

/**
 * One text for everything that means the same: keys in order, absent fields gone, the values of a filter as a set. Two
 * screens that ask the same are then one view.
 */
export function canonical(value: unknown, inFilter = false): string {
  if (Array.isArray(value)) {
    const parts = value.map((part) => canonical(part));
    return `[${(inFilter ? [...new Set(parts)].sort() : parts).join()}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field, inFilter || key === 'filter')}`);
  return `{${fields.join()}}`;
}

/** The name of a view: the same queries at the same pace in the same scope are the same view, for everybody. */
export function viewId(queries: readonly unknown[], every: number, scope: string): string {
  return createHash('sha256')
    .update(`${canonical(queries)} ${every} ${scope}`)
    .digest('base64url')
    .slice(0, 22);
}
