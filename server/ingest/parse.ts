import { isUtf8 } from 'node:buffer';
import { Failure } from '../../stream/contract/failure.ts';
import type { Edge } from '../../stream/index.ts';
import { textOf, tooMuch } from './body.ts';
import { explain } from './mistake.ts';

/** More would make the answer larger than the question. */
export const EVENTS_PER_BODY = 200_000;

/** In the place of an event that is no JSON: why, for its sender. */
export class Unparsed {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

type Terms = Parameters<Edge['readQuick']>[3];

/** The events of a body, counted from 0. */
export interface Events {
  readonly count: number;
  /** The event as JSON has it, or `Unparsed`. */
  raw(index: number): unknown;
  /** Reads the event into `edge.quick`, if it can be understood without parsing it. */
  quick(index: number, edge: Edge, terms: Terms): boolean;
}

class Listed implements Events {
  private readonly events: readonly unknown[];
  constructor(events: readonly unknown[]) {
    this.events = events;
  }
  get count(): number {
    return this.events.length;
  }
  raw(index: number): unknown {
    return this.events[index];
  }
  quick(): boolean {
    return false;
  }
}

/** A JSON event or an array of events. Throws Failure `body` with the position of the mistake, or `too_large`. */
export function parseJson(body: Buffer): Events {
  const text = textOf(body);
  if (text === undefined) throw new Failure('body', 'The body is not UTF-8.');
  if (text.trim() === '') throw new Failure('body', 'The body is empty.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Failure('body', explain(text));
  }
  if (typeof value !== 'object' || value === null)
    throw new Failure('body', 'The body must be an event (a JSON object) or an array of events.');
  const events = Array.isArray(value) ? value : [value];
  if (events.length > EVENTS_PER_BODY) throw tooMany();
  return new Listed(events);
}

/**
 * One event a line; empty lines are passed over. A line that is no JSON stands as `Unparsed`, unless no line is JSON: then
 * Failure `body` about the first.
 */
export function parseLines(body: Buffer): Events {
  const events = isUtf8(body) ? new Lines(body) : new Listed(linesOfBytes(body));
  if (events.count === 0) throw new Failure('body', 'The body is empty.');
  for (let index = 0; index < events.count; index++) if (!(events.raw(index) instanceof Unparsed)) return events;
  throw new Failure('body', `Line 1: ${(events.raw(0) as Unparsed).message}`);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return new Unparsed(explain(line));
  }
}

const NEWLINE = 10;
const OPEN = 123;

/** Lines of UTF-8, each read when it is asked for: most are understood without being parsed. */
class Lines implements Events {
  readonly count: number;
  private readonly body: Buffer;
  private readonly bounds: number[] = [];

  constructor(body: Buffer) {
    this.body = body;
    for (let start = hasByteOrderMark(body) ? 3 : 0; start < body.length; ) {
      let end = body.indexOf(NEWLINE, start);
      if (end < 0) end = body.length;
      if (body[start] === OPEN || body.toString('utf8', start, end).trim() !== '') this.bounds.push(start, end);
      start = end + 1;
    }
    this.count = this.bounds.length / 2;
    if (this.count > EVENTS_PER_BODY) throw tooMany();
  }

  raw(index: number): unknown {
    return parseLine(this.body.toString('utf8', this.bounds[index * 2], this.bounds[index * 2 + 1]));
  }

  quick(index: number, edge: Edge, terms: Terms): boolean {
    return edge.readQuick(this.body, this.bounds[index * 2] as number, this.bounds[index * 2 + 1] as number, terms);
  }
}

const hasByteOrderMark = (body: Buffer) => body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;

function linesOfBytes(body: Buffer): unknown[] {
  const events: unknown[] = [];
  for (let start = 0; start < body.length; ) {
    let end = body.indexOf(10, start);
    if (end < 0) end = body.length;
    const text = textOf(body.subarray(start, end));
    start = end + 1;
    if (text === undefined) events.push(new Unparsed('The line is not UTF-8.'));
    else if (text.trim() !== '') events.push(parseLine(text));
    if (events.length > EVENTS_PER_BODY) throw tooMany();
  }
  return events;
}

const tooMany = () => tooMuch(`${EVENTS_PER_BODY} events`);
