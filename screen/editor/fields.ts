/** One value that two documents have differently, by the keys that lead to it. Undefined: it is not there. */
export interface FieldChange {
  path: readonly string[];
  before: unknown;
  after: unknown;
}

export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two JSON values say the same; the order of keys says nothing, an absent key is as one that is undefined. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => same(value, other[index]));
  if (!isFields(one) || !isFields(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => same(one[key], other[key]));
}

/** Every leaf that differs. Lists are leaves: what has changed in one is read as a whole. */
export function fieldChanges(before: unknown, after: unknown, path: readonly string[] = []): FieldChange[] {
  if (same(before, after)) return [];
  if (!isFields(before) || !isFields(after)) return [{ path, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    fieldChanges(before[key], after[key], [...path, key]),
  );
}

/** The object with some of its keys as another has them: absent there is absent here. Itself when they are already so. */
export function withFields<T extends object>(target: T, source: object, keys: readonly string[]): T {
  const has = target as Fields;
  const wanted = source as Fields;
  if (keys.every((key) => same(has[key], wanted[key]))) return target;
  const kept = Object.entries(has).filter(([key]) => !keys.includes(key));
  const taken = keys.flatMap((key) => (wanted[key] === undefined ? [] : [[key, wanted[key]] as const]));
  return Object.fromEntries([...kept, ...taken]) as T;
}
