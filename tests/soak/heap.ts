import type { CDPSession } from 'playwright-core';

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
}
export interface Heap {
  /** Bytes of everything that lives: objects, texts, arrays, and the browser's own parts of the page. */
  live: number;
  /** Bytes of what the engine made of the scripts for itself. */
  code: number;
}

/**
 * What a heap snapshot holds, with code apart. The engine goes on for hours to compile what is called often, and to forget
 * what is not: on a wall at 25 frames a second a quarter of a megabyte in four minutes, while every object, text and array
 * stays. That is bounded by the scripts; a leak is what lives besides.
 */
export function weigh(text: string): Heap {
  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size, width] = [fields.indexOf('type'), fields.indexOf('self_size'), fields.length];
  const code = ['code', 'object shape'].map((name) => types[0].indexOf(name));
  const heap: Heap = { live: 0, code: 0 };
  for (let node = 0; node < nodes.length; node += width) {
    const bytes = nodes[node + size] ?? 0;
    if (code.includes(nodes[node + type] ?? -1)) heap.code += bytes;
    else heap.live += bytes;
  }
  return heap;
}

/** Everything that lives on the heap of a page, as the memory panel of a browser reads it. It collects garbage before. */
export async function takeSnapshot(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const hear = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', hear);
  return chunks.join('');
}
