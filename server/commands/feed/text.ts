import { createReadStream } from 'node:fs';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { CommandError, STATUS } from '../command.ts';

/** The text of a file as it streams by: plain, `.gz` or `.br`. A broken file throws when the break is reached. */
export async function* textOf(path: string): AsyncIterable<string> {
  const raw = createReadStream(path, { highWaterMark: 256 * 1024 });
  const unpack = path.endsWith('.br') ? createBrotliDecompress() : path.endsWith('.gz') ? createGunzip() : undefined;
  const bytes = unpack ? raw.on('error', (error) => unpack.destroy(error)).pipe(unpack) : raw;
  const decoder = new TextDecoder();
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } finally {
    raw.destroy();
    unpack?.destroy();
  }
}

/** A file that could be opened is damaged, or ends too early. */
export class BrokenFile extends CommandError {
  constructor(path: string, error: unknown) {
    const why = error instanceof Error ? error.message : String(error);
    const words = {
      en: `${path}: the file is damaged or cut off: ${why}.`,
      'zh-CN': `${path}：文件已损坏或不完整：${why}。`,
    };
    super(words, STATUS.no);
  }
}

/** The same of a file whose beginning was read before: whatever goes wrong now is a BrokenFile. */
export async function* textAgain(path: string): AsyncIterable<string> {
  try {
    yield* textOf(path);
  } catch (error) {
    throw new BrokenFile(path, error);
  }
}

/** The lines of a text, several at a time; a last line without an end counts, too. `longest` bounds what one may hold: a longer line is given cut off there. */
export async function* linesOf(
  text: AsyncIterable<string>,
  longest = 4 * 1024 * 1024,
): AsyncIterable<readonly string[]> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longest) rest = rest.slice(0, longest);
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
}
