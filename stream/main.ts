import { randomUUID } from 'node:crypto';
import type { Settings } from './contract/settings.ts';
import { Days } from './engine/days.ts';
import { answering } from './redis/answering.ts';
import { connect } from './redis/connect.ts';
import { retain } from './redis/functions/retain.ts';
import { KeptDays } from './redis/keptDays.ts';
import { Library } from './redis/library.ts';
import { readStanding } from './redis/load.ts';
import { Ownership } from './redis/ownership.ts';
import { settle } from './redis/settings.ts';
import { examine } from './redis/suitability.ts';
import { warmUp } from './redis/warmUp.ts';

export interface AggregatorOptions {
  /** Where Redis is; `unix://` for the embedded one. */
  url: string;
  settings: Settings;
  secret?: string;
  /** Its name among the aggregators. A process started again under the same name takes its partitions back at once. */
  owner?: string;
  /** Owns these partitions only; absent: a fair share. */
  only?: readonly number[];
  /** Entities per partition to make room for at the start. */
  room?: number;
  /** Told to the operator. */
  say?: (sentence: string) => void;
}

export interface Aggregator {
  /** The partitions counted here now. */
  live(): number[];
  /** As many as its share are counted. */
  ready(): boolean;
  /** How often counted data was found missing in Redis. */
  losses(): number;
  /** Saves everything counted and gives the partitions back; within 5 s also when Redis is away. */
  stop(): Promise<void>;
}

/**
 * Counts a fair share of the partitions until `stop`. Throws a Refusal when Redis is not suitable or was begun with other
 * settings; waits for a Redis that is away.
 */
export async function runAggregator(options: AggregatorOptions): Promise<Aggregator> {
  const { url, secret, owner = randomUUID(), only, room = 100_000, say = () => {} } = options;
  const connection = connect(url, { name: 'aggregator' });
  // Checkpoints are megabytes: on a line of their own, or deltas would stand behind them.
  const checkpoints = connect(url, { name: 'checkpoints' });
  const library = new Library(checkpoints);
  const disconnect = () => {
    connection.disconnect();
    checkpoints.disconnect();
  };
  try {
    await answering(connection, say);
    await examine(connection);
    const { settings } = await settle(library, options.settings, secret);
    await retain(library, settings.retentionDays);
    const days = new Days(settings.timezone);
    // Where numbers stand already walls wait for them, and nothing else comes first.
    if ((await readStanding(connection, 0)).number === 0) warmUp(days, settings.retentionDays);
    const kept = new KeptDays(url, connection, days);
    await kept.read();
    const { partitions, retentionDays } = settings;
    const keptDays = () => kept.current;
    const common = { url, connection, library, owner, days, retentionDays, keptDays, room, say, partitions };
    const ownership = new Ownership({ ...common, ...(only ? { only } : {}) });
    return {
      live: () => ownership.live,
      ready: () => ownership.ready,
      losses: () => ownership.losses,
      stop: async () => {
        await Promise.race([ownership.stop(), new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
        kept.close();
        disconnect();
      },
    };
  } catch (error) {
    disconnect();
    throw error;
  }
}
