import { LEAST_MS, readInstant } from '../../../stream/contract/instant.ts';
import type { FiledEvent } from '../../sources/define.ts';
import { CommandError } from '../command.ts';

const MINUTE = 60_000;
const FUTURE = 5 * MINUTE;

/** How a file's clock is moved: its first or last event to an instant (epoch ms), or not at all. */
export type Shift = { anchor: 'start' | 'end'; to: number } | 'none';
/** How fast it is played: times its own pace, or as fast as the server takes it. */
export const SPEEDS = ['1', '60', 'max'] as const;
export type Speed = 1 | 60 | 'max';

/** Reads `end=now`, `start=now`, `end=2026-11-11T00:00:00+08:00`, `none`; undefined when it is none of these. */
export function readShift(text: string, now: number): Shift | undefined {
  if (text === 'none') return 'none';
  const match = /^(start|end)=(.+)$/.exec(text);
  if (!match) return undefined;
  const to = match[2] === 'now' ? now : readInstant(match[2]);
  return typeof to === 'number' ? { anchor: match[1] as 'start' | 'end', to } : undefined;
}

/** Reads `1`, `60` or `max`; undefined when it is none of them. */
export function readSpeed(text: string): Speed | undefined {
  switch (SPEEDS.find((speed) => speed === text)) {
    case '1':
      return 1;
    case '60':
      return 60;
    case 'max':
      return 'max';
    default:
      return undefined;
  }
}

export interface Span {
  first: number;
  last: number;
  events: number;
}

/** First and last `at` of a feed and its length, by reading it once. What is no instant has no part in it. */
export async function spanOf(events: AsyncIterable<FiledEvent>): Promise<Span> {
  const span = { first: Infinity, last: -Infinity, events: 0 };
  for await (const event of events) {
    span.events += 1;
    const at = readInstant(event.at);
    if (typeof at !== 'number') continue;
    span.first = Math.min(span.first, at);
    span.last = Math.max(span.last, at);
  }
  return span;
}

/** An instant moved by the offset, as it goes over the wire: a number, or as a text where a number would be taken for seconds. */
export function moved(at: number, offset: number): number | string {
  const to = at + offset;
  return to < LEAST_MS ? new Date(to).toISOString() : to;
}

/** The one constant that every `at` moves by: whole minutes, so that minutes stay whole, and never past the anchor. */
export function offsetOf(shift: Shift, span: Span): number {
  if (shift === 'none' || !Number.isFinite(span.first)) return 0;
  return Math.floor((shift.to - (shift.anchor === 'end' ? span.last : span.first)) / MINUTE) * MINUTE;
}

/** Refuses a play whose last events would be sent before they happen: the server would call them late. */
export function checkFuture(span: Span, offset: number, speed: Speed, now: number): void {
  const takes = speed === 'max' ? 0 : (span.last - span.first) / speed;
  const ahead = span.last + offset - (now + takes);
  if (!Number.isFinite(span.first) || ahead <= FUTURE) return;
  const minutes = Math.ceil(ahead / MINUTE);
  throw new CommandError({
    en: `--shift and --speed: the last event would be sent ${minutes} minutes before it happens, and the server takes at most 5. Use --shift end=now, or --speed 1.`,
    'zh-CN': `--shift 与 --speed：最后一个事件会比发生时间早 ${minutes} 分钟发出，而服务器最多接受提前 5 分钟。改用 --shift end=now，或 --speed 1。`,
  });
}
