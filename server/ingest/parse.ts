import { Failure } from '../../stream/contract/failure.ts';
import { textOf } from './body.ts';
import { findMistake } from './mistake.ts';

/** More would make the answer larger than the question. */
export const EVENTS_PER_BODY = 200_000;

/** In the place of an event that is no JSON: why, for its sender. */
export class Unparsed {
  readonly message: string;
  /** The beginning of the line. */
  readonly text: string;
  constructor(message: string, text: string) {
    this.message = message;
    this.text = text;
  }
}

/** A JSON event or an array of events. Throws Failure `body` with the position of the mistake, or `too_large`. */
export function parseJson(body: Buffer): unknown[] {
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
  return events;
}

/**
 * One event a line; empty lines are passed over. A line that is no JSON stands as `Unparsed`, unless no line is: then
 * Failure `body` about the first.
 */
export function parseLines(body: Buffer): unknown[] {
  const text = textOf(body);
  const events = text === undefined ? linesOfBytes(body) : linesOfText(text);
  const first = events[0];
  if (first === undefined) throw new Failure('body', 'The body is empty.');
  if (first instanceof Unparsed && events.every((event) => event instanceof Unparsed))
    throw new Failure('body', `Line 1: ${first.message}`);
  return events;
}

function linesOfText(text: string): unknown[] {
  const events: unknown[] = [];
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const line = text.slice(start, end);
    start = end + 1;
    let event: unknown;
    try {
      event = JSON.parse(line);
    } catch {
      if (line.trim() === '') continue;
      event = new Unparsed(explain(line), line.slice(0, 2_000));
    }
    if (events.push(event) > EVENTS_PER_BODY) throw tooMany();
  }
  return events;
}

function linesOfBytes(body: Buffer): unknown[] {
  const events: unknown[] = [];
  for (let start = 0; start < body.length; ) {
    let end = body.indexOf(10, start);
    if (end < 0) end = body.length;
    const line = body.subarray(start, end);
    start = end + 1;
    const text = textOf(line);
    if (text === undefined)
      events.push(new Unparsed('The line is not UTF-8.', line.subarray(0, 2_000).toString('latin1')));
    else events.push(...linesOfText(text));
    if (events.length > EVENTS_PER_BODY) throw tooMany();
  }
  return events;
}

const tooMany = () => new Failure('too_large', `One body holds at most ${EVENTS_PER_BODY} events.`);

/** What is wrong, and where, without quoting the text, which may be personal. */
function explain(text: string): string {
  const at = findMistake(text);
  return at >= text.length
    ? `The JSON ends too early, at position ${text.length}.`
    : `The JSON is wrong at position ${at}.`;
}
