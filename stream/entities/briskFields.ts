import type { Line } from '../contract/admitted.ts';
import { MOST_LINES } from '../contract/line.ts';
import { parseMoney } from '../contract/money.ts';
import { MOST_QUANTITY, readChannel } from '../contract/readers.ts';
import { readRegion } from '../contract/regions.ts';
import { nameFault, textFault, trimTitle } from '../contract/text.ts';
import { countAll } from './fields.ts';

/*
 * Fields of common events, read without the schema. '' is missing, undefined means that the schema must look.
 */

/** A name, '' when it is missing, undefined when the schema must look. */
export function name(raw: unknown): string | undefined {
  if (raw === undefined) return '';
  return typeof raw === 'string' && nameFault(raw) === undefined ? raw : undefined;
}

export function buyerOf(raw: unknown): string | undefined {
  if (raw === undefined) return '';
  return typeof raw === 'string' && textFault(raw) === undefined ? raw : undefined;
}

export function titleOf(raw: unknown): string | undefined {
  if (raw === undefined) return '';
  return typeof raw === 'string' ? trimTitle(raw) : undefined;
}

/** Channels seen and found right; so few that looking one up is cheaper than reading it. */
const channels = new Set<string>();
export function channelOf(raw: unknown): string | undefined {
  if (raw === undefined || raw === '') return '';
  if (channels.has(raw as string)) return raw as string;
  const channel = readChannel(raw);
  if (typeof channel !== 'string') return undefined;
  if (channels.size < 1_000) channels.add(channel);
  return channel;
}

export function regionOf(raw: unknown): string | undefined {
  if (raw === undefined || raw === '') return '';
  return typeof raw === 'string' ? readRegion(raw) : undefined;
}

export function moneyOf(raw: unknown, digits: number): number | undefined {
  return typeof raw === 'string' ? parseMoney(raw, digits) : undefined;
}

/** 1 for a field that is there: known fields are counted, and if the object has no more, nothing was left out. */
export const has = (raw: unknown) => (raw === undefined ? 0 : 1);

export const NO_LINES: readonly Line[] = Object.freeze([]);
/** The lines read last have no field nobody knows. */
export let plain = true;
export function linesOf(raw: unknown, digits: number): readonly Line[] | undefined {
  if (!Array.isArray(raw) || raw.length > MOST_LINES) return undefined;
  const lines: Line[] = [];
  plain = true;
  for (const line of raw as Record<string, unknown>[]) {
    if (typeof line !== 'object' || line === null || Array.isArray(line)) return undefined;
    const sku = name(line.sku);
    const { quantity } = line;
    const amount = moneyOf(line.amount, digits);
    const title = titleOf(line.title);
    const category = name(line.category);
    const cost = line.cost === undefined ? -1 : moneyOf(line.cost, digits);
    if (sku === undefined || sku === '' || amount === undefined || title === undefined) return undefined;
    if (category === undefined || cost === undefined || !Number.isInteger(quantity)) return undefined;
    if ((quantity as number) < 1 || (quantity as number) > MOST_QUANTITY) return undefined;
    if (countAll(line) > 3 + has(line.title) + has(line.category) + has(line.cost)) plain = false;
    lines.push({ sku, quantity: quantity as number, amount, title, category, cost });
  }
  return lines;
}
