import { createReadStream } from 'node:fs';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

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
