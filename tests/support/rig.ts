import type { Admitted } from '../../stream/contract/admitted.ts';
import { DAY_MS, FUTURE_MS } from '../../stream/contract/settings.ts';
import { Edge } from '../../stream/engine/batch.ts';
import { Core } from '../../stream/engine/core.ts';
import { Days } from '../../stream/engine/days.ts';
import { ImageStore } from '../../stream/engine/image.ts';
import { Disk } from './disk.ts';
import type { Act, History } from './histories.ts';
import { Naive } from './naive.ts';

const SECRET = 'a secret of the tests';
/** Budgets of checkpoints: often too small for everything. */
const BUDGETS = [0, 300, 4_000, 0, 50, 1 << 20];

const CALENDARS = new Map<string, Days>();
/** The days of a zone, which no history changes. */
function daysOf(zone: string): Days {
  const known = CALENDARS.get(zone) ?? new Days(zone);
  CALENDARS.set(zone, known);
  return known;
}

/** One partition: its owner, what is saved, and a server's copy of it. */
class Partition {
  core: Core;
  image: ImageStore;
  readonly disk = new Disk();
  #saves = 0;
  readonly #history: History;
  readonly #days: Days;

  constructor(history: History, days: Days) {
    this.#history = history;
    this.#days = days;
    this.core = this.#make();
    this.image = new ImageStore(days);
  }

  /** The owner dies; another one takes over from what is saved, and the copy begins again. */
  crash(keptDays: readonly number[]): void {
    this.core = this.#make();
    this.disk.recover(this.core, keptDays);
    this.save(false);
    this.recopy();
  }

  save(lost: boolean): void {
    const budget = BUDGETS[this.#saves++ % BUDGETS.length] as number;
    this.disk.save(this.core.prepareCheckpoint(budget));
    if (lost) this.disk.save(this.core.prepareCheckpoint(budget));
    this.core.checkpointDone();
  }

  publish(slow: boolean): void {
    this.#apply(this.core.takeDelta({ slow }));
  }

  /** A copy that starts while deltas pass by: what it buffers overlaps with what it loads. */
  recopy(torn = false): void {
    const early = torn ? [this.core.takeDelta({ slow: true })] : [];
    this.save(false);
    this.image = new ImageStore(this.#days);
    this.disk.copy(this.image);
    for (const delta of early) this.#apply(delta);
  }

  #apply({ words, cells }: ReturnType<Core['takeDelta']>): void {
    if (words) this.image.load(words);
    this.image.apply(cells);
  }

  #make(): Core {
    return new Core({ days: this.#days, retentionDays: this.#history.retentionDays });
  }
}

/** Plays a history through the engine, beside the naive sum. */
export class Rig {
  readonly partitions: Partition[];
  readonly naive: Naive;
  readonly #history: History;
  readonly #edge: Edge;
  #kept: number[];
  readonly #day: number;
  readonly #retention: number;
  #logTime: number;
  #entries = 0;

  constructor(history: History) {
    const days = daysOf(history.zone);
    this.#history = history;
    this.#retention = history.retentionDays * DAY_MS;
    this.#edge = new Edge(SECRET, history.partitions);
    this.naive = new Naive(days, history.retentionDays, SECRET);
    this.partitions = Array.from({ length: history.partitions }, () => new Partition(history, days));
    this.#day = days.start(history.moment);
    this.#kept = history.kept ? [this.#day] : [];
    this.#logTime = history.moment;
    this.#sweep();
  }

  play(): void {
    const { facts, deliveries } = this.#history;
    for (const { fact, again, wait, after } of deliveries) {
      if (wait > 0) this.#flush();
      this.#logTime += wait;
      const event = facts[fact % facts.length] as Admitted;
      for (let time = 0; time < again; time++) this.#deliver(event);
      this.#after(after);
    }
    this.#flush();
    this.#sweep();
    for (const partition of this.partitions) partition.publish(true);
  }

  /** Whether a bucket is whole everywhere: an owner that came up again may have kept a day that others closed already. */
  readonly isOpen = (family: number, grain: number, start: number): boolean =>
    this.partitions.every(({ core }) => core.image.isOpen(family, grain, start));

  #deliver(event: Admitted): void {
    // The door: what is too old or in the future never comes in.
    if (event.at < this.#logTime - this.#retention || event.at > this.#logTime + FUTURE_MS) return;
    this.#edge.add(event);
    this.naive.know(event, this.#logTime);
  }

  /** An entry for each partition, counted by turns, a few facts at a time. */
  #flush(): void {
    const begun: Core[] = [];
    this.#edge.builders.forEach((builder, number) => {
      if (builder.count === 0) return;
      const { core, disk } = this.partitions[number] as Partition;
      const offset = `${this.#logTime}-${++this.#entries}`;
      const body = builder.take();
      disk.append(offset, body);
      core.begin(body, offset, { fold: true });
      begun.push(core);
    });
    while (begun.some(({ midway }) => midway)) for (const core of begun) core.goOn(() => true);
  }

  #sweep(): void {
    for (const { core } of this.partitions) core.sweep(this.#logTime, this.#kept);
  }

  #after(what: Act): void {
    if (what === 'nothing') return;
    this.#flush();
    if (what === 'flush') return;
    if (what === 'keep') this.#kept = this.#kept.length > 0 ? [] : [this.#day];
    if (what === 'sweep' || what === 'keep') {
      this.#sweep();
      return;
    }
    const partition = this.partitions[this.#entries % this.partitions.length] as Partition;
    if (what === 'delta') partition.publish(this.#entries % 3 === 0);
    else if (what === 'torn') partition.recopy(true);
    else if (what === 'checkpoint') partition.save(false);
    else if (what === 'lost') partition.save(true);
    else if (what === 'crash') partition.crash(this.#kept);
    else what satisfies never;
  }
}
