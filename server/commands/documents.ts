import { type Fault, readLayout } from '../../layouts/document.ts';
import { prototypeKey } from '../../layouts/refuse.ts';
import { eventSchemas, type Money } from '../../stream/contract/event.ts';
import { Watched } from '../../stream/contract/query.ts';
import { read } from '../../stream/contract/read.ts';
import { explain } from '../ingest/mistake.ts';
import { faultsOfQuery, faultsOfWidgets } from '../layouts/widgets.ts';
import { CommandError } from './command.ts';
import { reasonOf } from './feed/post.ts';
import { linesOf, textAgain, textOf } from './feed/text.ts';

/** A document in one piece is read up to here; longer files are taken for events, line by line. */
const WHOLE = 4 * 1024 * 1024;
const LAYOUT_FIELDS = ['pages', 'canvas', 'schemaVersion'];

/** Every problem of a file, as it is found: a layout, a query (or a list of them), or events: one, a list, or one a line. */
export async function* problemsOf(file: string, money: Money): AsyncIterable<Fault> {
  const whole = await wholeOf(file);
  const document = whole === undefined ? undefined : parsed(whole);
  const schemas = eventSchemas(money);
  if (document !== undefined) {
    yield* problemsOfDocument(document.value, schemas);
    return;
  }
  if (whole !== undefined && !/^\s*\{.*\}\s*(\n|$)/.test(whole)) {
    yield { path: '', message: syntaxOf(whole) };
    return;
  }
  let count = 0;
  for await (const lines of linesOf(textAgain(file))) {
    for (const text of lines) {
      count += 1;
      if (text.trim() !== '') yield* problemsOfLine(text, `line ${count}`, schemas);
    }
  }
}

type Schemas = ReturnType<typeof eventSchemas>;

function problemsOfDocument(document: unknown, schemas: Schemas): Fault[] {
  if (Array.isArray(document))
    return document.flatMap((each, index) => within(`${index}`, problemsOfPart(each, schemas)));
  if (isObject(document) && LAYOUT_FIELDS.some((field) => field in document)) {
    const checked = readLayout(document);
    return 'faults' in checked ? checked.faults : faultsOfWidgets(checked.layout);
  }
  if (isObject(document) && Array.isArray(document.queries))
    return document.queries.flatMap((each, index) => within(`queries.${index}`, problemsOfPart(each, schemas)));
  return problemsOfPart(document, schemas);
}

function problemsOfPart(part: unknown, schemas: Schemas): Fault[] {
  if (isObject(part) && 'type' in part) return problemsOfEvent(part, schemas);
  if (!isObject(part) || !('metrics' in part || 'fact' in part || 'window' in part))
    return [{ path: '', message: 'neither a layout (pages), nor a query (metrics, fact), nor an event (type)' }];
  const key = prototypeKey(part);
  if (key) return [key];
  const checked = read(Watched, part);
  return 'faults' in checked ? checked.faults : faultsOfQuery(checked.value);
}

function problemsOfLine(text: string, place: string, schemas: Schemas): Fault[] {
  const document = parsed(text);
  if (document === undefined) return [{ path: place, message: syntaxOf(text) }];
  if (!isObject(document.value)) return [{ path: place, message: 'expected an event as a JSON object' }];
  return problemsOfEvent(document.value, schemas).map(({ path, message }) => ({ path: `${place} ${path}`, message }));
}

function problemsOfEvent(event: Record<string, unknown>, schemas: Schemas): Fault[] {
  const { type } = event;
  const schema = typeof type === 'string' && Object.hasOwn(schemas, type) ? schemas[type as keyof Schemas] : undefined;
  if (!schema) return [{ path: 'type', message: `expected one of ${Object.keys(schemas).join(', ')}` }];
  const checked = read(schema, event);
  return 'faults' in checked ? checked.faults : [];
}

const within = (place: string, faults: readonly Fault[]): Fault[] =>
  faults.map(({ path, message }) => ({ path: path === '' ? place : `${place}.${path}`, message }));

async function wholeOf(file: string): Promise<string | undefined> {
  let whole = '';
  try {
    for await (const text of textOf(file)) {
      whole += text;
      if (whole.length > WHOLE) return undefined;
    }
  } catch (error) {
    const why = reasonOf(error);
    throw new CommandError({ en: `${file}: cannot be read: ${why}`, 'zh-CN': `${file}：无法读取：${why}` });
  }
  return whole;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const syntaxOf = (text: string) => `not JSON: ${explain(text)}`;
