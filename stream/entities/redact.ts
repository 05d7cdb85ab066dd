import type { EventType } from '../contract/admitted.ts';
import { FIELDS, LINE_FIELDS } from './fields.ts';

const MOST_TEXT = 200;
const MOST_LINES = 20;
const ALL = new Set(Object.values(FIELDS).flatMap((fields) => [...fields]));

/**
 * What an operator may see of a refused or late event: fields of the contract only, texts cut short, the first lines only,
 * and never the buyer. Bounded in size and depth whatever was sent; safe to write as JSON.
 */
export function redact(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return flat(raw);
  const { type } = raw as { type?: unknown };
  const known = typeof type === 'string' && Object.hasOwn(FIELDS, type) ? FIELDS[type as EventType] : ALL;
  const kept: Record<string, unknown> = {};
  let others = 0;
  for (const [field, value] of Object.entries(raw)) {
    if (!known.has(field)) others += 1;
    else if (field === 'buyer') kept.buyer = '(not kept)';
    else kept[field] = field === 'lines' && Array.isArray(value) ? redactLines(value) : flat(value);
  }
  return others > 0 ? { ...kept, '(other fields)': others } : kept;
}

function redactLines(lines: readonly unknown[]): unknown[] {
  const kept = lines.slice(0, MOST_LINES).map((line) => {
    if (typeof line !== 'object' || line === null || Array.isArray(line)) return flat(line);
    return Object.fromEntries(
      Object.entries(line).flatMap(([field, value]) => (LINE_FIELDS.has(field) ? [[field, flat(value)]] : [])),
    );
  });
  return lines.length > MOST_LINES ? [...kept, `(${lines.length - MOST_LINES} more)`] : kept;
}

function flat(value: unknown): unknown {
  if (typeof value === 'string') return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? `(a list of ${value.length})` : '(an object)';
}
