/** A value as JSON knows it. */
type Json = unknown;

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets an own property whatever its name is: `__proto__` must not reach into the prototype. */
function put(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/**
 * RFC 7396: `target` after the merge patch. Neither argument is changed; what the patch does not touch keeps its
 * identity, so that a screen draws only what moved.
 */
export function applyPatch<T>(target: T, patch: unknown): T {
  return merge(target, patch) as T;
}

function merge(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const key of Object.keys(patch)) {
    const change = patch[key];
    if (change === null) delete result[key];
    else put(result, key, merge(Object.hasOwn(result, key) ? result[key] : undefined, change));
  }
  return result;
}

interface Dated {
  from: number;
  to: number;
  asOf: number;
}
const isDated = (answer: Json): answer is Dated =>
  isObject(answer) && typeof answer.asOf === 'number' && typeof answer.to === 'number';

/**
 * Readings put forward to the `asOf` of a frame or beat, before its patch: those times are not patched. The `to` of a
 * window that ended now (it lay after the old `asOf`) goes on to the whole second that holds the new one. Other answers
 * are left alone.
 */
export function forward<T extends Record<string, unknown>>(readings: T, asOf: number): T {
  const result: Record<string, Json> = {};
  for (const key of Object.keys(readings)) {
    const answer = readings[key];
    if (!isDated(answer) || answer.asOf === asOf) put(result, key, answer);
    else {
      const to = answer.to > answer.asOf ? Math.max(answer.to, Math.ceil((asOf + 1) / 1000) * 1000) : answer.to;
      put(result, key, { ...answer, to, asOf });
    }
  }
  return result as T;
}
