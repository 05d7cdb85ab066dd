import type { Days } from '../engine/days.ts';
import { ImageStore } from '../engine/image.ts';
import type { DeltaHead, Latest } from '../engine/shape.ts';
import type { Connection } from './connect.ts';
import type { Message, MessageHead } from './deltas.ts';
import { loadNumbers, type Standing } from './load.ts';

/** One loaded image and how far it has come. */
export class Copy {
  readonly image: ImageStore;
  head: DeltaHead;
  /** The ticker's rows that came with the checkpoint. */
  readonly latest: readonly Latest[];
  private readonly fence: number;
  private revision: number;

  constructor(partition: number, standing: Standing, days: Days) {
    this.image = new ImageStore(days);
    const { counters, latest } = (standing.meta ? JSON.parse(standing.meta) : {}) as Partial<MessageHead>;
    this.fence = standing.by;
    this.revision = standing.revision;
    this.latest = latest ?? [];
    this.head = {
      partition,
      fence: standing.by,
      revision: standing.revision,
      offset: standing.offset || '0-0',
      asOf: 0,
      complete: true,
      counters: counters ?? NOTHING,
    };
  }

  /** Loads the checkpoint that `standing` was read from, or a newer one. */
  async load(connection: Connection, standing: Standing): Promise<void> {
    const { image } = this;
    await loadNumbers(connection, this.head.partition, standing, {
      loadMeta: (json) => image.loadMeta(json),
      loadWords: (chunk) => image.loadWords(chunk),
      loadPage: (key, bytes) => image.loadPage(key, bytes),
      loadSketch: (key, bytes) => image.loadSketch(key, bytes),
      loadRedo: (_, record) => image.apply(record),
    });
  }

  /** Makes `head` the next message expected, though its changes may be loaded already: they are absolute. */
  rewind(head: MessageHead): void {
    if (head.fence === this.fence) this.revision = Math.min(this.revision, needs(head));
  }

  /** Whether the changes of this message were loaded. */
  includes(head: MessageHead): boolean {
    return head.fence < this.fence || (head.fence === this.fence && needs(head) < this.revision);
  }

  /** Applies the next message. `old` is of an earlier owner and passed over; `gap` means that one is missing or the owner changed. */
  apply({ head, cells }: Message): 'next' | 'old' | 'gap' {
    if (head.fence < this.fence) return 'old';
    if (head.fence > this.fence || needs(head) !== this.revision) return 'gap';
    this.revision = head.revision;
    if (head.words) this.image.load(head.words);
    if (cells.byteLength > 0) this.image.apply(cells);
    this.head = head;
    return 'next';
  }
}

/** The revision that must have been reached before a message makes sense. */
export const needs = (head: MessageHead): number => (head.beat ? head.revision : head.revision - 1);

const NOTHING = { events: 0, duplicates: 0, conflicts: 0, voided: 0, waiting: 0, setAside: 0, entities: 0 };
