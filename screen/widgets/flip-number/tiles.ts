import { type Locale, MINUS, symbol, type Unit } from '../../format.ts';

/** A tile with one digit, or a word between tiles: 亿 万 元, a comma, a minus, a currency symbol. */
export type Tile =
  | { kind: 'digit'; place: number; digit: number }
  | { kind: 'unit' | 'comma' | 'sign'; place: number; text: string };

export const TILE_WIDTH = 110;
export const UNIT_WIDTH = 68;
/** Two letters: 万亿. */
export const LONG_UNIT_WIDTH = 116;
export const COMMA_WIDTH = 40;
export const GAP = 5;
/** Without tiles. */
export const PLAIN_DIGIT = 120;
export const PLAIN_POINT = 60;
export const PLAIN_UNIT = 110;
export const PLAIN_HEIGHT = 193;

const CHINESE = ['', '万', '亿', '万亿'];

/**
 * The number as it is read aloud: in Chinese grouped by 亿 / 万 / 元 instead of commas, in English by thousands. Money is
 * shown in whole units, cut off. `place` is the power of ten of a tile (of its right neighbour for words), so that a tile keeps its identity
 * while the number grows. Absent: no tiles.
 */
export function tiles(value: number | undefined, unit: Unit, locale: Locale): Tile[] {
  if (value === undefined || !Number.isFinite(value)) return [];
  const chinese = locale.language === 'zh-CN';
  const yuan = chinese && unit === 'money' && locale.currency === 'CNY';
  // A minute that is not over is none.
  const all = BigInt((unit === 'minutes' ? Math.floor : Math.round)(Math.abs(value))).toString();
  const digits = unit === 'money' && locale.digits > 0 ? all.slice(0, -locale.digits) || '0' : all;
  const group = chinese ? 4 : 3;
  const made: Tile[] = [];
  if (value < 0) made.push({ kind: 'sign', place: 100, text: MINUS });
  if (unit === 'money' && !yuan) made.push({ kind: 'sign', place: 101, text: symbol(locale) });
  for (let index = 0; index < digits.length; index += 1) {
    const place = digits.length - 1 - index;
    made.push({ kind: 'digit', place, digit: Number(digits[index]) });
    if (place > 0 && place % group === 0)
      made.push(
        chinese
          ? { kind: 'unit', place: 200 + place, text: CHINESE[place / 4] ?? '' }
          : { kind: 'comma', place: 200 + place, text: ',' },
      );
  }
  if (yuan) made.push({ kind: 'unit', place: 200, text: '元' });
  return made;
}

/** How wide the tiles stand, px. A word's box brings its own room; tiles beside each other keep a gap. */
export function widthOf(row: readonly Tile[]): number {
  let width = 0;
  row.forEach((tile, index) => {
    if (tile.kind === 'comma') width += COMMA_WIDTH;
    else if (tile.kind === 'unit' || tile.kind === 'sign') width += tile.text.length > 1 ? LONG_UNIT_WIDTH : UNIT_WIDTH;
    else width += TILE_WIDTH + (row[index + 1]?.kind === 'digit' ? GAP : 0);
  });
  return width;
}

/**
 * Where a rolling tile goes: the next position above `position` that shows `digit`, never more than one turn away; `either`
 * way by the shorter one, for what also falls.
 */
export function goal(position: number, digit: number, either = false): number {
  const base = Math.ceil(position - 1e-9);
  const above = base + ((((digit - base) % 10) + 10) % 10);
  return either && above - position > 5 ? above - 10 : above;
}

/** cubic-bezier(.2, 0, 0, 1), by its parameter: progress of time 0…1 → progress of the way. */
export function ease(time: number): number {
  if (time <= 0) return 0;
  if (time >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 18; step += 1) {
    const s = (low + high) / 2;
    const x = 3 * (1 - s) * (1 - s) * s * 0.2 + s * s * s;
    if (x < time) low = s;
    else high = s;
  }
  const s = (low + high) / 2;
  return 3 * (1 - s) * s * s + s * s * s;
}

/** How long a tile rolls, ms. */
export const ROLL_MS = 600;
const STEPS = 24;
const TURN = 10;
const lifted = (row: number): string => `translateY(${(-row * 100) / (TURN + 1)}%)`;
/** Where a strip of the digits 0 to 9 and 0 again stands to show `digit`, as CSS. */
export const standing = (digit: number): string => lifted(((digit % TURN) + TURN) % TURN);

/**
 * The roll of such a strip between two positions, as keyframes in straight pieces along `ease`: a browser moves these by itself,
 * without the page. Where the strip runs out it goes on from its other end in the same instant.
 */
export function roll(from: number, to: number): { offset: number; transform: string }[] {
  const points = [{ offset: 0, at: from }];
  for (let step = 1; step <= STEPS; step += 1) {
    const { offset, at: before } = points.at(-1) as (typeof points)[number];
    const end = { offset: step / STEPS, at: step === STEPS ? to : from + (to - from) * ease(step / STEPS) };
    const seam = TURN * Math.floor(Math.max(before, end.at) / TURN);
    const crosses = Math.min(before, end.at) < seam && seam < Math.max(before, end.at);
    if (crosses) points.push({ offset: offset + (seam - before) / (end.at - before) / STEPS, at: seam });
    points.push(end);
  }
  const frames: { offset: number; transform: string }[] = [];
  points.slice(1).forEach((end, index) => {
    const begin = points[index] ?? end;
    const base = TURN * Math.floor(Math.min(begin.at, end.at) / TURN);
    const start = lifted(begin.at - base);
    if (frames.at(-1)?.transform !== start) frames.push({ offset: begin.offset, transform: start });
    frames.push({ offset: end.offset, transform: lifted(end.at - base) });
  });
  return frames;
}
