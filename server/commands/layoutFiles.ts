import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Layout, readLayout } from '../../layouts/document.ts';
import { CommandError } from './command.ts';
import { reasonOf } from './feed/post.ts';

/** Beside the layouts: upon which version of each they stand. */
const LEDGER = '.pulled.json';
const Pulled = z.record(z.string(), z.object({ etag: z.string(), digest: z.string() }));
export type Pulled = z.infer<typeof Pulled>;

/** A file of the directory: its layout, or in one sentence why it is none. */
export type LayoutFile = { file: string; id: string } & ({ layout: Layout } | { fault: string });

/** Of the content alone: the order of keys and the line breaks of the file say nothing. */
export const digestOf = (layout: Layout): string =>
  createHash('sha256').update(JSON.stringify(layout)).digest('hex').slice(0, 16);

/** What was pulled into the directory; nothing when nothing was. */
export async function readPulled(directory: string): Promise<Pulled> {
  let text: string;
  try {
    text = await readFile(join(directory, LEDGER), 'utf8');
  } catch {
    return {};
  }
  try {
    return Pulled.parse(JSON.parse(text));
  } catch {
    const path = join(directory, LEDGER);
    throw new CommandError({
      en: `${path} is not what pull wrote; remove it and pull again.`,
      'zh-CN': `${path} 不是 pull 写下的内容；删除后重新 pull。`,
    });
  }
}

export async function writePulled(directory: string, pulled: Pulled): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(pulled).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(join(directory, LEDGER), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** Writes one layout as people read it. Throws a CommandError when it cannot. */
export async function writeLayout(directory: string, layout: Layout): Promise<void> {
  const file = join(directory, `${layout.id}.json`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(file, `${JSON.stringify(layout, null, 2)}\n`);
  } catch (error) {
    const why = reasonOf(error);
    throw new CommandError({ en: `${file}: cannot be written: ${why}`, 'zh-CN': `${file}：无法写入：${why}` });
  }
}

/** All layouts of the directory, by file name. Throws a CommandError when it cannot be read. */
export async function readFiles(directory: string): Promise<LayoutFile[]> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    const why = reasonOf(error);
    throw new CommandError({ en: `${directory}: cannot be read: ${why}`, 'zh-CN': `${directory}：无法读取：${why}` });
  }
  const wanted = names.filter((name) => /^[^.].*\.json$/.test(name) && !name.endsWith('.schema.json')).sort();
  return Promise.all(wanted.map((name) => readOne(directory, name)));
}

async function readOne(directory: string, name: string): Promise<LayoutFile> {
  const file = join(directory, name);
  const id = name.slice(0, -5);
  let document: unknown;
  try {
    document = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return { file, id, fault: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const read = readLayout(document);
  if ('faults' in read) {
    const more = read.faults.length > 1 ? ` (and ${read.faults.length - 1} more)` : '';
    return { file, id, fault: `${read.faults[0]?.path}: ${read.faults[0]?.message}${more}` };
  }
  if (read.layout.id !== id) return { file, id, fault: `id: must be ${id}, as the file is named` };
  return { file, id, layout: read.layout };
}
