import type { Admitted } from '../../stream/contract/admitted.ts';
import { DAY_MS } from '../../stream/contract/settings.ts';
import { Edge, readBatch } from '../../stream/engine/batch.ts';
import type { Days } from '../../stream/engine/days.ts';
import { rankOf, registerOf } from '../../stream/engine/estimate.ts';
import {
  bucketAt,
  bucketStart,
  DAY,
  F,
  FAMILY_LIST,
  FAMILY_NAMES,
  GRAINS,
  MEASURES,
} from '../../stream/engine/families.ts';
import type { ImageStore } from '../../stream/engine/image.ts';
import { NameTable } from '../../stream/engine/names.ts';
import { SKETCH_GRAINS } from '../../stream/engine/sketches.ts';
import type { Kind, Place } from '../../stream/entities/define.ts';
import { kindOf } from '../../stream/entities/index.ts';
import { type Amount, amountsOf, type RawEvent, stockOf } from './oracle.ts';

/** Where a number stands, as text: family, grain, bucket start, measure and names of the group. */
export type Sums = Map<string, number>;
export type IsOpen = (family: number, grain: number, start: number) => boolean;

interface Entity {
  events: Admitted[];
  newest: number;
  /** For its buyers only: where they count depends on what was known when. */
  state: unknown;
}

/**
 * The numbers as they should be: sums of what the oracle says of each entity. Knows nothing of batches, cells, deltas or
 * checkpoints; an entity is forgotten when log time has passed its newest moment by the retention and a day.
 */
export class Naive {
  readonly names = new NameTable();
  readonly #entities = new Map<string, Entity>();
  /** Forgotten: their numbers stay. */
  readonly #past: Entity[] = [];
  /** Registers of buyers by place, grain, bucket and register. */
  readonly registers = new Map<string, number>();
  readonly #zone: string;
  readonly #edge: Edge;
  readonly #retention: number;

  constructor({ timezone }: Days, retentionDays: number, secret: string) {
    this.#zone = timezone;
    this.#edge = new Edge(secret, 1);
    this.#retention = (retentionDays + 1) * DAY_MS;
  }

  /** One fact is known. */
  know(event: Admitted, logTime: number): void {
    this.#edge.add(event);
    const kind = kindOf(event.type);
    const key = kind.key(event);
    let entity = this.#entities.get(key);
    if (entity !== undefined && kind.name === 'order' && entity.newest < logTime - this.#retention) {
      this.#past.push(entity);
      entity = undefined;
    }
    entity ??= { events: [], newest: Number.NEGATIVE_INFINITY, state: undefined };
    this.#entities.set(key, entity);
    this.#forgetMoves(entity, logTime - this.#retention);
    entity.events.push(event);
    entity.newest = Math.max(entity.newest, event.at);
    const before = entity.state === undefined ? [] : buyersOf(kind, entity.state);
    readBatch(this.#edge.builders[0]?.take() as Uint8Array, this.names, (_number, _k0, _k1, _k2, fact) => {
      entity.state = kind.join(entity.state, fact);
    });
    if (before.length === 0) for (const buyer of buyersOf(kind, entity.state)) this.#see(buyer);
  }

  /** Moves stay, but their ids are forgotten like entities: another event may have them again. */
  #forgetMoves(entity: Entity, before: number): void {
    const earliest = new Map<string, number>();
    for (const event of entity.events) {
      if (event.type !== 'stock.moved' || event.move.includes('/')) continue;
      earliest.set(event.move, Math.min(event.at, earliest.get(event.move) ?? event.at));
    }
    const past = new Map<string, string>();
    for (const [move, at] of earliest) if (at < before) past.set(move, `${move}/${++this.#forgotten}`);
    if (past.size === 0) return;
    entity.events = entity.events.map((event) =>
      event.type === 'stock.moved' && past.has(event.move) ? { ...event, move: past.get(event.move) as string } : event,
    );
  }
  #forgotten = 0;

  /** All cells of open buckets; zeros are left out. */
  sums(isOpen: IsOpen): Sums {
    const sums: Sums = new Map();
    const digests = new Map<RawEvent, Admitted>();
    const terms = { digits: 2, digest: (raw: RawEvent) => this.#edge.digest(digests.get(raw) as Admitted) };
    for (const { events } of [...this.#entities.values(), ...this.#past]) {
      const raws = events.map(asSent);
      raws.forEach((raw, index) => {
        digests.set(raw, events[index] as Admitted);
      });
      for (const amount of amountsOf(raws, terms)) this.#amount(isOpen, sums, amount);
      for (const [shelf, value] of stockOf(raws, terms)) {
        const [sku, warehouse, measure] = shelf.split('|');
        addTo(sums, place(F.stock, DAY, bucketStart(DAY, 0), measure as string, [sku, warehouse] as string[]), value);
      }
    }
    return sums;
  }

  #amount(isOpen: IsOpen, sums: Sums, amount: Amount): void {
    const { channel, shop, region, tag, category, sku } = amount;
    const add = (family: number, names: (string | undefined)[]) => {
      for (const grain of FAMILY_LIST[family]?.keep.keys() ?? []) {
        const start = grain === DAY ? dayOf(this.#zone, amount.at) : amount.at;
        if (!isOpen(family, grain, start)) continue;
        const bucket = bucketStart(grain, bucketAt(grain, start));
        addTo(sums, place(family, grain, bucket, amount.measure, names as string[]), Number(amount.value));
      }
    };
    if (sku === undefined) {
      add(F.store, [channel, shop]);
      add(F.region, [channel, shop, region]);
      add(F.tag, [channel, shop, tag]);
    } else {
      add(F.category, [channel, shop, category]);
      add(F.sku, [sku]);
      add(F.channelSku, [channel, sku]);
    }
  }

  #see([at, { channel, shop, region }, high, low]: Buyer): void {
    for (const grain of SKETCH_GRAINS) {
      const start = bucketStart(grain, bucketAt(grain, grain === DAY ? dayOf(this.#zone, at) : at));
      for (const group of [
        `store ${this.names.text(channel)}·${this.names.text(shop)}`,
        `region ${this.names.text(region)}`,
      ]) {
        const key = `${group} ${grain} ${start} ${registerOf(high)}`;
        this.registers.set(key, Math.max(this.registers.get(key) ?? 0, rankOf(high, low)));
      }
    }
  }
}

const CALENDARS = new Map<string, { format: Intl.DateTimeFormat; starts: Map<string, number> }>();
const QUARTER_MS = 900_000;

/** Start of the business day of `at` by the calendar alone, without the engine's days: the first quarter of an hour of its local date. */
function dayOf(zone: string, at: number): number {
  const known = CALENDARS.get(zone);
  const { format, starts } = known ?? {
    format: new Intl.DateTimeFormat('sv-SE', { timeZone: zone }),
    starts: new Map(),
  };
  if (!known) CALENDARS.set(zone, { format, starts });
  const date = format.format(at);
  let start = starts.get(date);
  if (start === undefined) {
    start = Math.floor(at / QUARTER_MS) * QUARTER_MS;
    while (format.format(start - QUARTER_MS) === date) start -= QUARTER_MS;
    starts.set(date, start);
  }
  return start;
}

type Buyer = [at: number, place: Place, high: number, low: number];
function buyersOf(kind: Kind<unknown, unknown>, state: unknown): Buyer[] {
  const buyers: Buyer[] = [];
  const nothing = () => undefined;
  const buyer = (...seen: Buyer) => buyers.push(seen);
  kind.contribution(state, { whole: nothing, part: nothing, stock: nothing, notable: nothing, buyer });
  return buyers;
}

const money = (minor: number) => (minor / 100).toFixed(2);
/** The event as its sender wrote it; what was not said is absent. */
function asSent(event: Admitted): RawEvent {
  const said = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== '' && value !== -1));
  if (!('lines' in event)) return said as unknown as RawEvent;
  const lines = event.lines.map(({ cost, category, amount, ...line }) => ({
    ...line,
    amount: money(amount),
    ...(category === '' ? {} : { category }),
    ...(cost < 0 ? {} : { cost: money(cost) }),
  }));
  return { ...said, amount: money(event.amount), lines } as unknown as RawEvent;
}

const place = (family: number, grain: number, start: number, measure: string, names: readonly string[]) =>
  `${FAMILY_NAMES[family]} ${GRAINS[grain]} ${new Date(start).toISOString()} ${measure} ${names.join('·')}`;

function addTo(sums: Sums, key: string, value: number): void {
  const sum = (sums.get(key) ?? 0) + value;
  if (sum === 0) sums.delete(key);
  else sums.set(key, sum);
}

/** All cells of some images, added up; zeros are left out. */
export function cellsOf(images: readonly ImageStore[], isOpen: IsOpen = () => true): Sums {
  const sums: Sums = new Map();
  for (const image of images) {
    for (const track of image.cells.tracks) {
      if (!track) continue;
      for (const bucket of track.buckets.values()) {
        if (!isOpen(track.family, track.grain, bucket.start)) continue;
        for (let index = 0; index < bucket.sheets.length * MEASURES.length; index++) {
          const [measure, block] = [index % MEASURES.length, Math.floor(index / MEASURES.length)];
          const page = image.page(track.family, track.grain, measure, block, bucket.number);
          for (let slot = 0; slot < (page?.size ?? 0); slot++) {
            const value = page?.values[page.base + slot * page.stride] ?? 0;
            if (value === 0) continue;
            const dims = image.groups[track.family]?.dims(block * 256 + slot) ?? [];
            addTo(
              sums,
              place(
                track.family,
                track.grain,
                bucket.start,
                MEASURES[measure] as string,
                dims.map((id) => image.names.text(id)),
              ),
              value,
            );
          }
        }
      }
    }
  }
  return sums;
}
