import { Refusal } from '../contract/failure.ts';
import { type Connection, masters } from './connect.ts';

export interface Suitability {
  version: string;
  /** `safe`: fsync before the reply; `fast`: every second; `none`: no append-only file; `unknown`: CONFIG is not readable. */
  durability: 'safe' | 'fast' | 'none' | 'unknown';
}

const field = (info: string, name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];

/**
 * Reads version, eviction policy and durability of every master. Rejects with a Refusal when it is older than 7.0 or
 * may evict keys. `durability` is the weakest of the masters.
 */
export async function examine(connection: Connection): Promise<Suitability> {
  const order = ['unknown', 'none', 'fast', 'safe'] as const;
  const result: Suitability = { version: '', durability: 'safe' };
  for (const node of masters(connection)) {
    const server = await node.info('server');
    const version = field(server, 'redis_version') ?? '0';
    const valkey = field(server, 'valkey_version');
    if (Number.parseInt(version, 10) < 7)
      throw new Refusal(`This Redis is version ${version}; Tidewall needs 7.0 or newer (functions).`);
    const policy = field(await node.info('memory'), 'maxmemory_policy');
    if (policy !== 'noeviction')
      throw new Refusal(
        `This Redis has maxmemory-policy ${policy ?? 'unknown'}, so it may drop numbers. Set maxmemory-policy noeviction.`,
      );
    const durability = await durabilityOf(node);
    result.version = valkey ?? version;
    if (order.indexOf(durability) < order.indexOf(result.durability)) result.durability = durability;
  }
  return result;
}

async function durabilityOf(node: { call(...command: [string, ...string[]]): Promise<unknown> }) {
  try {
    const read = async (name: string) => ((await node.call('CONFIG', 'GET', name)) as string[])[1];
    const appendonly = await read('appendonly');
    if (appendonly === undefined) return 'unknown';
    if (appendonly !== 'yes') return 'none';
    const fsync = await read('appendfsync');
    return fsync === 'always' ? 'safe' : fsync === 'everysec' ? 'fast' : 'none';
  } catch {
    return 'unknown'; // managed Redis hides CONFIG
  }
}
