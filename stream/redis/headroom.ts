import { readFileSync, statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { type Connection, masters } from './connect.ts';

/** From here on nothing more is let in, so that checkpoints and trimming always have room. */
export const MEMORY_LIMIT = 0.85;
export const DISK_LIMIT = 1 << 30;

export interface Headroom {
  /** Bytes that Redis uses and may use (its `maxmemory`, else of the machine or cgroup); of the fullest master. */
  memory: { used: number; limit: number };
  /** Free and all bytes where the embedded Redis keeps its files; absent with an external one. */
  disk?: { free: number; size: number };
}

/** Reads memory of Redis, and of the disk of `directory` when one is given. */
export async function readHeadroom(connection: Connection, directory?: string): Promise<Headroom> {
  let memory = { used: 0, limit: Number.POSITIVE_INFINITY };
  for (const node of masters(connection)) {
    const info = await node.info('memory');
    const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
    const machine = directory === undefined ? read('total_system_memory') : ownMachine();
    const one = { used: read('used_memory'), limit: read('maxmemory') || machine || Number.POSITIVE_INFINITY };
    if (one.used / one.limit >= memory.used / memory.limit) memory = one;
  }
  if (directory === undefined) return { memory };
  const { bavail, blocks, bsize } = statfsSync(directory);
  return { memory, disk: { free: bavail * bsize, size: blocks * bsize } };
}

/** What is too full to take more in, `undefined` when there is room. */
export function shortOf({ memory, disk }: Headroom): 'memory' | 'disk' | undefined {
  if (memory.used >= memory.limit * MEMORY_LIMIT) return 'memory';
  // A disk that is small altogether cannot have a gigabyte free: a fifth of it must do.
  if (disk && disk.free < Math.min(DISK_LIMIT, disk.size / 5)) return 'disk';
  return undefined;
}

function ownMachine(): number {
  const limits = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'].map((path) => {
    try {
      return Number(readFileSync(path, 'utf8'));
    } catch {
      return Number.NaN; // no such cgroup version here; `max` is no number either
    }
  });
  return Math.min(totalmem(), ...limits.filter((limit) => limit > 0));
}
