import type { CDPSession } from 'playwright-core';

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
}
export interface Heap {
  /** Bytes of what scripts keep alive: objects, texts, arrays. */
  live: number;
  /** Bytes of the browser's own parts of the page: nodes, styles, and what it remembers of texts and of slow moments. */
  native: number;
  /** Bytes of what the engine made of the scripts for itself. */
  code: number;
}

/**
 * What a heap snapshot holds, by who made it. The engine goes on for hours to compile what is called often: on a wall at 25
 * frames a second a quarter of a megabyte in four minutes, while no object, text or array is more. And the browser fills
 * buffers of a fixed length: 200 long frames, 150 shifts, the widths of the last texts. All of that has a bound of its own;
 * a leak is what lives besides.
 */
export function weigh(text: string): Heap {
  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size, width] = [fields.indexOf('type'), fields.indexOf('self_size'), fields.length];
  const maker = types[0].map((name): keyof Heap =>
    name === 'code' || name === 'object shape' ? 'code' : name === 'native' ? 'native' : 'live',
  );
  const heap: Heap = { live: 0, native: 0, code: 0 };
  for (let node = 0; node < nodes.length; node += width)
    heap[maker[nodes[node + type] ?? 0] ?? 'live'] += nodes[node + size] ?? 0;
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
