import type { Fault } from '../stream/contract/failure.ts';

const PROTOTYPE_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const MAX_DEPTH = 24;
const MAX_VALUES = 100_000;
const CODE = /^\s*(javascript|vbscript|data)\s*:|<\s*[a-z!/?]/i;

/**
 * What no schema may let through: keys that reach into prototypes, code or HTML as text, and documents made to exhaust
 * the reader. The first one found, or undefined. Walks without recursion, so depth cannot hurt.
 */
export function refusal(document: unknown): Fault | undefined {
  const open: { value: unknown; path: string[] }[] = [{ value: document, path: [] }];
  for (let seen = 0, next = open.pop(); next; next = open.pop(), seen += 1) {
    const { value, path } = next;
    const fault = (message: string): Fault => ({ path: path.join('.'), message });
    if (seen > MAX_VALUES) return fault('the document is too large');
    if (path.length > MAX_DEPTH) return fault('nested too deeply');
    if (typeof value === 'string' && CODE.test(value)) return fault('code and HTML are not allowed');
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      if (PROTOTYPE_KEYS.includes(key)) return forbidden(path, key);
      open.push({ value: (value as Record<string, unknown>)[key], path: [...path, key] });
    }
  }
  return undefined;
}

/** The first key that reaches into prototypes, or undefined. Walks without recursion. */
export function prototypeKey(document: unknown): Fault | undefined {
  const open: { value: unknown; path: string[] }[] = [{ value: document, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      if (PROTOTYPE_KEYS.includes(key)) return forbidden(path, key);
      open.push({ value: (value as Record<string, unknown>)[key], path: [...path, key] });
    }
  }
  return undefined;
}

const forbidden = (path: readonly string[], key: string): Fault => ({
  path: [...path, key].join('.'),
  message: `the key ${key} is not allowed; leave it out`,
});
