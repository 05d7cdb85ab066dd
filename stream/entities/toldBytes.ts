import type { ByteReader, ByteWriter } from './define.ts';
import { LINE, NO_LINES, NOTHING, type Told } from './orderState.ts';

const CHANNEL = 1;
const SHOP = 2;
const REGION = 4;
const TAG = 8;
const BUYER = 16;
const LINES = 32;

/** What was told, field by field: not at all, the same as in `like`, or in full. */
export function writeTold(told: Told, like: Told, out: ByteWriter): void {
  const said = maskOf(told);
  out.u8(said);
  if (said === 0) return;
  const same = like === NOTHING ? 0 : said & alike(told, like);
  if (like !== NOTHING) out.u8(same);
  const full = said & ~same;
  if (full & CHANNEL) out.varint(told.channel);
  if (full & SHOP) out.varint(told.shop);
  if (full & REGION) out.varint(told.region);
  if (full & TAG) out.varint(told.tag);
  if (full & BUYER) {
    out.u32(told.high);
    out.u32(told.low);
  }
  if (full & LINES) writeLines(told.lines, out);
}

function alike(told: Told, like: Told): number {
  let linesAlike = told.lines.length === like.lines.length;
  for (let index = 0; linesAlike && index < told.lines.length; index += 1) {
    linesAlike = told.lines[index] === like.lines[index];
  }
  return (
    (told.channel === like.channel ? CHANNEL : 0) |
    (told.shop === like.shop ? SHOP : 0) |
    (told.region === like.region ? REGION : 0) |
    (told.tag === like.tag ? TAG : 0) |
    (told.high === like.high && told.low === like.low ? BUYER : 0) |
    (linesAlike ? LINES : 0)
  );
}

/** Lines of an order or a refund, five numbers each. */
export function writeLines(lines: readonly number[], out: ByteWriter): void {
  out.varint(lines.length / LINE);
  for (let line = 0; line < lines.length; line += LINE) {
    out.varint(lines[line] ?? 0);
    out.varint(lines[line + 1] ?? 0);
    out.varint(lines[line + 2] ?? 0);
    out.varint(lines[line + 3] ?? 0);
    out.varint((lines[line + 4] ?? -1) + 1);
  }
}

/** The inverse of `writeTold`, with the same `like`. */
export function readTold(like: Told, input: ByteReader): Told {
  const said = input.u8();
  if (said === 0) return NOTHING;
  const same = like === NOTHING ? 0 : input.u8();
  if (same === said && said === maskOf(like)) return like;
  const full = said & ~same;
  return {
    channel: full & CHANNEL ? input.varint() : same & CHANNEL ? like.channel : 0,
    shop: full & SHOP ? input.varint() : same & SHOP ? like.shop : 0,
    region: full & REGION ? input.varint() : same & REGION ? like.region : 0,
    tag: full & TAG ? input.varint() : same & TAG ? like.tag : 0,
    high: full & BUYER ? input.u32() : same & BUYER ? like.high : 0,
    low: full & BUYER ? input.u32() : same & BUYER ? like.low : 0,
    lines: full & LINES ? readLines(input) : same & LINES ? like.lines : NO_LINES,
  };
}

function maskOf(told: Told): number {
  return (
    (told.channel !== 0 ? CHANNEL : 0) |
    (told.shop !== 0 ? SHOP : 0) |
    (told.region !== 0 ? REGION : 0) |
    (told.tag !== 0 ? TAG : 0) |
    (told.high !== 0 || told.low !== 0 ? BUYER : 0) |
    (told.lines.length > 0 ? LINES : 0)
  );
}

/** The inverse of `writeLines`. */
export function readLines(input: ByteReader): number[] {
  const lines: number[] = [];
  const count = input.varint();
  for (let line = 0; line < count; line += 1) {
    lines.push(input.varint(), input.varint(), input.varint(), input.varint(), input.varint() - 1);
  }
  return lines;
}
