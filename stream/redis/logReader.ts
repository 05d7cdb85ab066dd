import { type Connection, connect } from './connect.ts';
import { logTime } from './entryId.ts';
import { keys } from './keys.ts';

export interface Entry {
  /** Stream id: milliseconds of log time, a dash, a number. */
  id: string;
  body: Buffer;
}
export interface Slice {
  entries: Entry[];
  /** Everything accepted up to this epoch ms (of this machine) has been read by now. */
  asOf: number;
  /** There may be more at once. */
  more: boolean;
}

type Reply = [Buffer, [Buffer, Buffer[]][]][] | null;

/** Reads one partition's log in order, on a connection of its own, because a blocking read stands in the way of others. */
export class LogReader {
  /** The connection was made anew: whether what was read still stands must be asked before the next entry is counted. */
  renewed = false;
  private readonly connection: Connection;
  private readonly partition: number;

  constructor(url: string, partition: number) {
    this.partition = partition;
    this.connection = connect(url, { name: `log-${partition}` });
    this.connection.once('ready', () => {
      this.connection.on('ready', () => {
        this.renewed = true;
      });
    });
  }

  /**
   * Up to `count` entries after `after`, waiting up to `block` ms (0: not at all) for the first. A read issued at t that
   * found fewer than `count` proves that everything accepted before t was seen; one that waited in vain proves t + block.
   */
  async read(after: string, count: number, block: number): Promise<Slice> {
    const issued = Date.now();
    const stream = keys.log(this.partition);
    const reply = (
      block > 0
        ? await this.connection.xreadBuffer('COUNT', count, 'BLOCK', block, 'STREAMS', stream, after)
        : await this.connection.xreadBuffer('COUNT', count, 'STREAMS', stream, after)
    ) as Reply;
    if (!reply) return { entries: [], asOf: issued + block, more: false };
    const entries = (reply[0]?.[1] ?? []).map(([id, fields]) => ({
      id: id.toString('latin1'),
      body: fields[1] as Buffer,
    }));
    const more = entries.length >= count;
    const last = entries.at(-1);
    return { entries, asOf: more && last ? Math.min(issued, logTime(last.id) - 1) : issued, more };
  }

  close(): void {
    this.connection.disconnect();
  }
}
