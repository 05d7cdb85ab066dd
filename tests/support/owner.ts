import { Core } from '../../stream/engine/core.ts';
import { Days } from '../../stream/engine/days.ts';
import type { Connection } from '../../stream/redis/connect.ts';
import { encodeMessage } from '../../stream/redis/deltas.ts';
import { type Changes, writeCheckpoint } from '../../stream/redis/functions/checkpoint.ts';
import { keys } from '../../stream/redis/keys.ts';
import { Library } from '../../stream/redis/library.ts';
import { readStanding } from '../../stream/redis/load.ts';

const FENCE = 1;

/** Owns one partition step by step, so that a test decides when it reads, publishes and saves. */
export class Owner {
  readonly core: Core;
  readonly #connection: Connection;
  readonly #library: Library;
  readonly #partition: number;
  #revision = 0;
  #saved = '';

  constructor(connection: Connection, partition: number, { timezone = 'Asia/Shanghai', retentionDays = 30 } = {}) {
    this.#connection = connection;
    this.#library = new Library(connection);
    this.#partition = partition;
    this.core = new Core({ days: new Days(timezone), retentionDays });
    this.core.sweep(Date.now(), []);
  }

  async begin(): Promise<void> {
    await this.#library.load();
    await this.#connection.hset(keys.state(this.#partition), 'fence', FENCE);
  }

  /** Reads what is new in the log and publishes it, whole or without what may wait. */
  async step(whole = true): Promise<void> {
    const range = await this.#connection.xrangeBuffer(
      keys.log(this.#partition),
      `(${this.core.offset}`,
      '+',
      'COUNT',
      50,
    );
    for (const [id, fields] of range) this.core.applyBatch(fields[1] as Buffer, id.toString(), { fold: true });
    const beat = !this.core.changed;
    if (!beat) this.#revision += 1;
    const { words, latest, cells, complete } = this.core.takeDelta({ slow: whole });
    const head = {
      ...{
        partition: this.#partition,
        fence: FENCE,
        revision: this.#revision,
        offset: this.core.offset,
        asOf: Date.now(),
      },
      ...{ complete, counters: this.core.counters, ...(beat ? { beat: true as const } : {}) },
      ...{ ...(words ? { words } : {}), ...(latest ? { latest } : {}) },
    };
    await this.#connection.publish(keys.deltas(this.#partition), encodeMessage({ head, cells }));
  }

  /** Writes a checkpoint and trims the log behind it. */
  async save(maxBytes = 1 << 20): Promise<void> {
    const taken = this.core.prepareCheckpoint(maxBytes);
    const { number } = await readStanding(this.#connection, this.#partition);
    const answer = await writeCheckpoint(this.#library, this.#partition, {
      ...{
        fence: FENCE,
        number: number + 1,
        expected: this.#saved,
        offset: taken.offset,
        revision: this.#revision,
        meta: taken.meta,
      },
      pages: changes(taken.pages),
      sketches: changes(taken.sketches),
      segments: changes(taken.segments),
      waiting: { set: [], remove: [] },
      redo: { set: taken.redo ? [[String(taken.id), Buffer.from(taken.redo)]] : [], remove: taken.settled.map(String) },
      words: taken.words ? [Buffer.from(taken.words)] : [],
      conflicts: [],
      voided: [],
    });
    if (answer !== 'ok') throw new Error(answer);
    this.#saved = taken.offset;
    this.core.checkpointDone();
    await this.#connection.xtrim(keys.log(this.#partition), 'MINID', taken.trimTo);
  }
}

function changes(list: readonly (readonly [number, Uint8Array | undefined])[]): Changes {
  return {
    set: list.flatMap(([field, bytes]) => (bytes ? [[String(field), Buffer.from(bytes)] as const] : [])),
    remove: list.flatMap(([field, bytes]) => (bytes ? [] : [String(field)])),
  };
}
