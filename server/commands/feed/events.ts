import { readInstant } from '../../../stream/contract/instant.ts';
import type { FiledEvent, FileSource, Row, Skip } from '../../sources/define.ts';
import { onlineRetail } from '../../sources/onlineRetail.ts';
import { CommandError } from '../command.ts';
import { fieldsOf, recordsOf } from './csv.ts';
import { linesOf, textAgain, textOf } from './text.ts';

/** CSV files that are known by their header. */
export const FILE_SOURCES: readonly FileSource[] = [onlineRetail];

/** What a file turned out to be, and how to read it; it may be read more than once. */
export interface Feed {
  format: string;
  holds: string | undefined;
  events(skip: Skip): AsyncIterable<FiledEvent>;
  /** Rows read by the last reading so far. */
  rows(): number;
}

/** Looks at the beginning of a file: NDJSON events or a known CSV; throws a CommandError for anything else. */
export async function openFeed(path: string): Promise<Feed> {
  const first = await firstLine(path);
  let rows = 0;
  const again = <T>(read: () => T): T => {
    rows = 0;
    return read();
  };
  const shared = { rows: () => rows };
  if (first.startsWith('{')) {
    const count = () => ++rows;
    return {
      ...shared,
      format: 'NDJSON',
      holds: undefined,
      events: (skip) => again(() => jsonEvents(path, count, skip)),
    };
  }
  const header = fieldsOf(first).join();
  const source = FILE_SOURCES.find(({ columns }) => columns.join() === header);
  if (!source) {
    throw new CommandError({
      en: `${path}: this is neither NDJSON (one JSON event a line) nor a CSV whose header is known. Known headers: ${known()}`,
      'zh-CN': `${path}：既不是 NDJSON（每行一个 JSON 事件），也不是表头已知的 CSV。已知表头：${known()}`,
    });
  }
  const counted = async function* (): AsyncIterable<readonly Row[]> {
    for await (const chunk of recordsOf(textAgain(path))) {
      const records = chunk[0]?.row === 0 ? chunk.slice(1) : chunk;
      rows += records.length;
      yield records;
    }
  };
  return {
    ...shared,
    format: source.name,
    holds: source.holds,
    events: (skip) => again(() => source.read(counted(), skip)),
  };
}

const known = () => FILE_SOURCES.map(({ name, columns }) => `${name} (${columns.join(',')})`).join('; ');

async function firstLine(path: string): Promise<string> {
  try {
    for await (const lines of linesOf(textOf(path))) {
      const found = lines.find((line) => line.trim() !== '');
      if (found !== undefined) return found.replace(/^\uFEFF/, '').trim();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError({ en: `${path}: cannot be read: ${why}`, 'zh-CN': `${path}：无法读取：${why}` });
  }
  throw new CommandError({ en: `${path}: the file is empty.`, 'zh-CN': `${path}：文件为空。` });
}

/** NDJSON: what is no JSON object with an `at` is skipped; all else is the server's to judge, seconds too. */
async function* jsonEvents(path: string, count: () => number, skip: Skip): AsyncIterable<FiledEvent> {
  for await (const lines of linesOf(textAgain(path))) {
    for (const line of lines) {
      const row = count();
      if (line.trim() === '') {
        skip(row, 'empty line');
        continue;
      }
      const event = parsed(line);
      if (typeof event === 'string') skip(row, event);
      else yield event;
    }
  }
}

function parsed(line: string): FiledEvent | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  const event = value as FiledEvent;
  const at = readInstant(event.at);
  return typeof at === 'number' || at === 'at_seconds' ? event : 'no "at" (epoch ms or RFC 3339 with offset)';
}
