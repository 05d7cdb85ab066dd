import type { Readings } from '../contract/live.ts';
import type { Answer, Reading, Series } from '../contract/reading.ts';
import { changesBetween } from './journal.ts';

export { applyPatch, forward } from '../contract/patch.ts';

type Patch = Record<string, unknown>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isReading = (answer: Answer): answer is Reading => 'groups' in answer;

function put(object: Patch, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/**
 * The RFC 7396 merge patch that makes `next` of `last`, or undefined when no answer changed but in its `asOf` and the `to`
 * of a window that ends now (each frame and beat carries those: `forward`). The moment a window ends, its `to` is patched.
 */
export function diff(last: Readings, next: Readings): Patch | undefined {
  let patch: Patch | undefined;
  const add = (key: string, change: unknown) => {
    patch ??= {};
    put(patch, key, change);
  };
  for (const key of Object.keys(last)) if (!Object.hasOwn(next, key)) add(key, null);
  for (const key of Object.keys(next)) {
    const before = Object.hasOwn(last, key) ? last[key] : undefined;
    const after = next[key] as Answer;
    if (before === after) continue;
    if (before === undefined) add(key, after);
    else {
      const change = isReading(before) && isReading(after) ? readingDiff(before, after) : difference(before, after);
      if (change !== undefined) add(key, change);
    }
  }
  return patch;
}

function readingDiff(before: Reading, after: Reading): Patch | undefined {
  const endsNow = after.to > after.asOf;
  const didEndNow = before.to > before.asOf;
  const to = endsNow && didEndNow ? before.to : after.to;
  const change = difference({ ...before, asOf: 0 }, { ...after, asOf: 0, to }) as Patch | undefined;
  if (didEndNow && !endsNow) return { ...change, to: after.to };
  return change;
}

/** The change that makes `after` of `before`, or undefined when they are equal. */
function difference(before: unknown, after: unknown): unknown {
  if (before === after) return undefined;
  if (!isObject(before) || !isObject(after)) return equal(before, after) ? undefined : after;
  const written = changesBetween(before, after);
  let patch = written && pointsOf(written.points, after);
  if (written && !written.all) return patch;
  for (const key in after) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const change = difference(old, after[key]);
    if (change === undefined) continue;
    patch ??= {};
    put(patch, key, written && Object.hasOwn(patch, key) ? { ...(change as Patch), ...(patch[key] as Patch) } : change);
  }
  for (const key in before)
    if (!Object.hasOwn(after, key)) {
      patch ??= {};
      put(patch, key, null);
    }
  return patch;
}

/** The points a journal wrote, as they stand now. */
function pointsOf(points: readonly (readonly [id: string, key: string])[], after: Patch): Patch | undefined {
  const patch: Record<string, Record<string, number | null>> = {};
  for (const [id, key] of points) {
    patch[id] ??= {};
    patch[id][key] = (after[id] as Series | undefined)?.[key] ?? null;
  }
  return points.length > 0 ? patch : undefined;
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((one, index) => difference(one, b[index]) === undefined);
}
