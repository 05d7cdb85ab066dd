import type { Days } from '../engine/days.ts';
import { ImageStore } from '../engine/image.ts';
import type { Meta } from '../engine/saving.ts';
import type { DeltaHead, Latest } from '../engine/shape.ts';
import type { Connection } from './connect.ts';
import type { Message, MessageHead } from './deltas.ts';
import { before } from './entryId.ts';
import { loadNumbers, readGrowth, type Standing } from './load.ts';

/** One loaded image and how far it has come. */
export class Copy {
  readonly image: ImageStore;
  head: DeltaHead;
  /** The ticker's rows that came with the checkpoint. */
  latest: readonly Latest[] = [];
  /** The checkpoint that was loaded last. */
  standing: Standing;
  private words = 0;
  private fence = 0;
  private revision = 0;
  /** No message was applied yet: it shows what stood at its checkpoint, or something between that and later ones. */
  private untouched = true;

  constructor(partition: number, standing: Standing, days: Days) {
    this.image = new ImageStore(days);
    this.standing = standing;
    this.head = this.stand(partition, standing);
  }

  /** Loads the checkpoint that `standing` was read from, or a newer one. */
  async load(connection: Connection, standing: Standing): Promise<void> {
    const { image } = this;
    this.words = await loadNumbers(connection, this.head.partition, standing, {
      loadMeta: (json) => image.loadMeta(json),
      loadWords: (chunk) => image.loadWords(chunk),
      loadPage: (key, bytes) => image.loadPage(key, bytes),
      loadSketch: (key, bytes) => image.loadSketch(key, bytes),
      loadRedo: (_, record) => image.apply(record),
    });
  }

  /**
   * Goes on from its own checkpoint to the one that stands by what changed since, which takes a moment where loading takes
   * seconds: a new owner has come up meanwhile. False, and nothing changed, when that is not enough or `holds` is false
   * after the reading.
   */
  async catchUp(connection: Connection, holds: () => boolean): Promise<boolean> {
    if (!this.untouched || !holds()) return false;
    const { partition, offset } = this.head;
    const { standing, redo, words } = await readGrowth(connection, partition, this.words);
    const { since } = (standing.meta ? JSON.parse(standing.meta) : {}) as Partial<Meta>;
    if (!this.untouched || !holds() || since === undefined || since > this.standing.number) return false;
    if (standing.number < this.standing.number || before(standing.offset || '0-0', offset)) return false;
    this.image.loadMeta(standing.meta);
    for (const chunk of words) this.image.loadWords(chunk);
    for (const [id, record] of redo) if (id > this.standing.number) this.image.apply(record);
    this.words += words.length;
    this.standing = standing;
    this.head = { ...this.stand(partition, standing), asOf: this.head.asOf };
    return true;
  }

  private stand(partition: number, standing: Standing): DeltaHead {
    const { counters, latest } = (standing.meta ? JSON.parse(standing.meta) : {}) as Partial<MessageHead>;
    this.fence = standing.by;
    this.revision = standing.revision;
    this.latest = latest ?? [];
    return {
      partition,
      fence: standing.by,
      revision: standing.revision,
      offset: standing.offset || '0-0',
      asOf: 0,
      complete: true,
      counters: counters ?? NOTHING,
    };
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
    this.untouched = false;
    if (head.words) this.image.load(head.words);
    if (cells.byteLength > 0) this.image.apply(cells);
    this.head = head;
    return 'next';
  }
}

/** The revision that must have been reached before a message makes sense. */
export const needs = (head: MessageHead): number => (head.beat ? head.revision : head.revision - 1);

const NOTHING = { events: 0, duplicates: 0, conflicts: 0, voided: 0, waiting: 0, setAside: 0, entities: 0 };
