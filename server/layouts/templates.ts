import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Layout, readLayout } from '../../layouts/document.ts';
import { Failure } from '../../stream/contract/failure.ts';

export const LAYOUT_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The layout of this id from the built-in templates, undefined when there is none. Throws Failure when the file is no layout. */
export async function readTemplate(directory: string, id: string): Promise<Layout | undefined> {
  if (!LAYOUT_ID.test(id)) return undefined;
  let text: string;
  try {
    text = await readFile(join(directory, `${id}.json`), 'utf8');
  } catch {
    return undefined;
  }
  const read = readLayout(JSON.parse(text));
  if ('layout' in read) return read.layout;
  const [fault] = read.faults;
  throw new Failure('layout', `layouts/${id}.json is no layout: ${fault?.path}: ${fault?.message}`);
}

/** All built-in templates that can be read, by id. */
export async function readTemplates(directory: string): Promise<Layout[]> {
  const files = await readdir(directory).catch(() => []);
  const ids = files.filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json')).sort();
  const read = await Promise.all(ids.map((file) => readTemplate(directory, file.slice(0, -5)).catch(() => undefined)));
  return read.flatMap((layout) => (layout ? [layout] : []));
}
