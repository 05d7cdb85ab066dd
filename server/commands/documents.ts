import type { z } from 'zod';
import { type Fault, readLayout } from '../../layouts/document.ts';
import { eventSchemas, type Money } from '../../stream/contract/event.ts';
import { FactQuery, Query } from '../../stream/contract/query.ts';
import { CommandError } from './command.ts';
import { reasonOf } from './feed/post.ts';
import { linesOf, textOf } from './feed/text.ts';

/** A document in one piece is read up to here; longer files are taken for events, line by line. */
const WHOLE = 4 * 1024 * 1024;

/** Every problem of a file, as it is found: a layout, a query (or a list of them), or events one a line. */
export async function* problemsOf(file: string, money: Money): AsyncIterable<Fault> {
  const whole = await wholeOf(file);
  const document = whole === undefined ? undefined : parsed(whole);
  if (document !== undefined && !(isObject(document.value) && 'type' in document.value)) {
    yield* problemsOfDocument(document.value);
    return;
  }
  if (whole !== undefined && !/^\s*\{.*\}\s*(\n|$)/.test(whole)) {
    yield { path: '', message: syntaxOf(whole) };
    return;
  }
  const schemas = eventSchemas(money);
  let line = 0;
  for await (const lines of linesOf(textOf(file))) {
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') yield* problemsOfEvent(text, `line ${line}`, schemas);
    }
  }
}

function* problemsOfDocument(document: unknown): Iterable<Fault> {
  if (isObject(document) && 'pages' in document) {
    const read = readLayout(document);
    if ('faults' in read) yield* read.faults;
    return;
  }
  const list: unknown[] = Array.isArray(document)
    ? document
    : isObject(document) && Array.isArray(document.queries)
      ? document.queries
      : [document];
  for (const [index, query] of list.entries()) {
    const before = list.length > 1 ? `${index}.` : '';
    if (!isObject(query) || !('metrics' in query || 'fact' in query)) {
      yield { path: before, message: 'neither a layout (pages), nor a query (metrics, fact), nor an event (type)' };
      continue;
    }
    for (const { path, message } of faultsOf(('fact' in query ? FactQuery : Query).safeParse(query)))
      yield { path: before + path, message };
  }
}

function* problemsOfEvent(text: string, line: string, schemas: ReturnType<typeof eventSchemas>): Iterable<Fault> {
  const document = parsed(text);
  if (document === undefined) {
    yield { path: line, message: syntaxOf(text) };
    return;
  }
  const type = isObject(document.value) ? document.value.type : undefined;
  const schema =
    typeof type === 'string' && Object.hasOwn(schemas, type) ? schemas[type as keyof typeof schemas] : undefined;
  if (!schema) {
    yield { path: `${line} type`, message: `expected one of ${Object.keys(schemas).join(', ')}` };
    return;
  }
  for (const { path, message } of faultsOf(schema.safeParse(document.value)))
    yield { path: `${line} ${path}`, message };
}

function faultsOf(result: { error?: z.ZodError | undefined }): Fault[] {
  const flat = (issues: readonly z.core.$ZodIssue[], before: readonly PropertyKey[]): Fault[] =>
    issues.flatMap((issue) => {
      const path = [...before, ...issue.path];
      // Of a union the alternative that came closest says most.
      const closest =
        issue.code === 'invalid_union' ? issue.errors.toSorted((a, b) => a.length - b.length)[0] : undefined;
      return closest && closest.length > 0 ? flat(closest, path) : [{ path: path.join('.'), message: issue.message }];
    });
  return result.error ? flat(result.error.issues, []) : [];
}

async function wholeOf(file: string): Promise<string | undefined> {
  let whole = '';
  try {
    for await (const text of textOf(file)) {
      whole += text;
      if (whole.length > WHOLE) return undefined;
    }
  } catch (error) {
    const why = reasonOf(error);
    throw new CommandError({ en: `${file}: cannot be read: ${why}`, 'zh-CN': `${file}:无法读取:${why}` });
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

function syntaxOf(text: string): string {
  try {
    JSON.parse(text);
    return 'no problem';
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
