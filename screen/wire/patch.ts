type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * RFC 7396: what `target` becomes by `patch`. Neither is changed; what the patch does not touch keeps its identity,
 * so a reader may tell by `===` what moved. Prototype keys are skipped. O(size of the patch + keys beside it).
 */
export function applyPatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Json = isObject(target) ? { ...target } : {};
  for (const key of Object.keys(patch)) {
    if (key === '__proto__') continue;
    const value = patch[key];
    if (value === null) delete result[key];
    else if (isObject(value)) result[key] = applyPatch(result[key], value);
    else result[key] = value;
  }
  return result;
}
