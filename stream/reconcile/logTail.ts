import type { Connection } from '../redis/connect.ts';
import { before } from '../redis/entryId.ts';
import { keys } from '../redis/keys.ts';

export interface LogEntry {
  id: string;
  body: Buffer;
}

/** Something was trimmed or changed under us: what was gathered proves nothing. Begin again. */
export class Torn extends Error {}

const CHUNK = 500;

/**
 * Gathers everything that a partition's log holds and goes on gathering, so that trimming meanwhile takes nothing away.
 * Each look asks in one transaction what was ever added and what is there: a gap cannot pass unseen.
 */
export class LogTail {
  readonly entries: LogEntry[] = [];
  readonly #connection: Connection;
  readonly #key: string;
  #cursor = '0-0';
  /** How many entries were ever added before the next one to come; undefined before the first look. */
  #next: number | undefined;
  #stopped = false;
  #failed: unknown;
  readonly #done: Promise<void>;

  constructor(connection: Connection, partition: number) {
    this.#connection = connection;
    this.#key = keys.log(partition);
    this.#done = this.#follow().catch((error: unknown) => {
      this.#failed = error;
    });
  }

  /** Resolves when everything up to this stream id has been gathered. Throws what stood in the way. */
  async upTo(offset: string): Promise<readonly LogEntry[]> {
    while (before(this.#cursor, offset)) {
      if (this.#failed !== undefined) throw this.#failed;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (this.#failed !== undefined) throw this.#failed;
    return this.entries.filter(({ id }) => !before(offset, id));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #follow(): Promise<void> {
    while (!this.#stopped) {
      const more = await this.#look();
      if (!more) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async #look(): Promise<boolean> {
    const replies = await this.#connection
      .multi()
      .exists(this.#key)
      .xinfo('STREAM', this.#key)
      .xrangeBuffer(this.#key, `(${this.#cursor}`, '+', 'COUNT', CHUNK)
      .exec();
    const [there, info, range] = replies ?? [];
    if (!there?.[1]) return false;
    if (!info || info[0] || !range || range[0]) throw new Torn('The log cannot be read.');
    const stream = info[1] as (string | number)[];
    const number = (name: string) => Number(stream[stream.indexOf(name) + 1]);
    const first = number('entries-added') - number('length');
    if (this.#next !== undefined && first > this.#next) throw new Torn('The log was trimmed before it was read.');
    const found = range[1] as [Buffer, Buffer[]][];
    for (const [id, fields] of found) this.entries.push({ id: id.toString('latin1'), body: fields[1] as Buffer });
    this.#next = (this.#next ?? first) + found.length;
    this.#cursor = this.entries.at(-1)?.id ?? this.#cursor;
    if (found.length === 0 && this.#cursor === '0-0')
      this.#cursor = String(stream[stream.indexOf('last-generated-id') + 1]);
    return found.length === CHUNK;
  }
}
