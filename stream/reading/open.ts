import type { Group, Reading, Values } from '../contract/reading.ts';
import type { Context, Shared } from './context.ts';
import { Groups, type Told } from './groups.ts';
import { type Placement, Placer } from './placement.ts';
import type { Plan } from './plan.ts';
import type { Projection } from './projection.ts';
import { rank } from './ranked.ts';
import type { LiveQuery, Moment } from './reader.ts';
import type { Rows } from './rows.ts';
import { Side } from './side.ts';
import type { Source } from './source.ts';
import { StockRows } from './stockRows.ts';
import { titleOf } from './titles.ts';
import { Yardstick } from './yardstick.ts';

/** One query kept up to date: laid out in time, added up, ranked and told, each only as far as something moved. */
export class OpenQuery implements LiveQuery {
  readonly #plan: Plan;
  readonly #context: Context;
  readonly #shared: Shared;
  readonly #projection: Projection;
  readonly #yardstick: Yardstick;
  readonly #placer: Placer;
  readonly #present: Side;
  readonly #baseline: Side | undefined;
  readonly #stock: StockRows | undefined;
  readonly #groups = new Groups();
  #stockVersion = -1;
  #titleVersions: readonly number[] = [];
  #reading: Reading | undefined;
  #rows: Rows | undefined;
  #baselineMoved = true;

  constructor(plan: Plan, context: Context) {
    this.#plan = plan;
    this.#context = context;
    this.#shared = context.takeColumns(plan);
    const { columns } = this.#shared;
    this.#projection = columns.projection;
    this.#yardstick = new Yardstick(plan);
    this.#placer = new Placer(plan);
    const sketched = plan.sketch && {
      family: plan.sketch,
      projection: this.#projection,
      only: plan.sketch === 'region' ? plan.filter.get('region') : undefined,
      tracker: context.tracker,
    };
    this.#present = new Side(columns, sketched, this.#yardstick);
    if (plan.query.compare && plan.measures.length > 0) this.#baseline = new Side(columns, sketched, this.#yardstick);
    if (plan.stock) this.#stock = new StockRows(context.takeBook(), plan, this.#projection);
  }

  read(moment: Moment): Reading {
    this.#context.refresh();
    const { days, campaigns, stamp } = this.#context;
    this.#context.sync(this.#shared);
    const groups = this.#projection.stride;
    const placement = this.#placer.place(moment, { days, campaigns, sources: this.#sources(), stamp, groups });
    const moved = this.#update(placement, moment.now);
    const last = this.#reading;
    if (last && !moved && stands(last, placement, moment)) return this.#forward(last, placement, moment);
    const told = moved || !last ? this.#tell(placement !== undefined) : last.groups;
    if (last && told === last.groups && stands(last, placement, moment)) return this.#forward(last, placement, moment);
    this.#reading = {
      from: placement?.from ?? 0,
      to: placement?.to ?? 0,
      asOf: moment.asOf,
      partial: moment.partial,
      ...(placement?.truncated ? { truncated: true as const } : {}),
      ...(placement?.step ? { step: placement.step } : {}),
      groups: told,
    };
    return this.#reading;
  }

  #sources(): Source[] {
    const { family, sketch, seconds } = this.#plan;
    return [this.#context.cells(family, seconds), ...(sketch ? [this.#context.sketches()] : [])];
  }

  #update(placement: Placement | undefined, now: number): boolean {
    const summed = this.#plan.measures.length > 0;
    let moved = false;
    if (this.#stock) {
      this.#stock.update(now); // first: it may bring SKUs that never sold, and sums must have room for them
      moved = this.#stock.version !== this.#stockVersion;
      this.#stockVersion = this.#stock.version;
    }
    if (summed) {
      moved = this.#present.set(placement?.present, placement?.points) || moved;
      moved = this.#present.update() || moved;
    }
    if (this.#baseline) {
      const turned = this.#baseline.set(placement?.baseline, placement?.baselinePoints);
      if (this.#baseline.update() || turned) moved = this.#baselineMoved = true;
    }
    if (this.#plan.by === 'sku') {
      const versions = this.#context.images.map((image) => image.skuVersion);
      moved ||= versions.some((version, index) => version !== this.#titleVersions[index]);
      this.#titleVersions = versions;
    }
    return moved;
  }

  #tell(placed: boolean): Record<string, Group> {
    const rows = rank(this.#plan, this.#projection, {
      mark: (slots) => this.#mark(slots),
      rank: (slot) => this.#place(slot),
    });
    const stands = !this.#baselineMoved;
    const sameRest = rows.sameRest(this.#rows);
    this.#rows = rows;
    this.#baselineMoved = false;
    const told: Told = {
      values: (row) => this.#values(rows, row, placed),
      baseline: this.#baseline?.known
        ? (row, old) => (old && stands && (row >= 0 || sameRest) ? old : this.#read(this.#baseline as Side, rows, row))
        : undefined,
      series: this.#present.drawn ? this.#present.curve.lines(rows) : undefined,
      baselineSeries: this.#baseline?.known && this.#baseline.drawn ? this.#baseline.curve.lines(rows) : undefined,
      title: this.#plan.by === 'sku' ? (key) => titleOf(this.#context.images, key) : undefined,
    };
    return this.#groups.tell(rows, told);
  }

  #mark(slots: Uint8Array): void {
    this.#present.stretch.mark(slots);
    this.#baseline?.stretch.mark(slots);
    this.#baseline?.curve.mark(slots);
    this.#stock?.mark(slots);
  }

  /** What stands first has the most. */
  #place(slot: number): number | undefined {
    const value = this.#rank(slot);
    return value !== undefined && this.#plan.least ? -value : value;
  }

  #rank(slot: number): number | undefined {
    const { sort } = this.#plan;
    switch (sort.formula.kind) {
      case 'sketch':
        return this.#present.unions?.countOf(slot);
      case 'stock':
        return this.#stock?.rank(sort, slot);
      case 'sum':
      case 'ratio':
        return this.#yardstick.rank(this.#present.stretch.values, slot, this.#projection.stride);
      default: {
        const never: never = sort.formula;
        return never;
      }
    }
  }

  #values(rows: Rows, row: number, placed: boolean): Values {
    const values = placed && this.#present.known ? this.#read(this.#present, rows, row) : {};
    return this.#stock ? { ...values, ...this.#stock.values(rows, row) } : values;
  }

  #read({ stretch, unions }: Side, rows: Rows, row: number): Values {
    return this.#yardstick.values(stretch, unions, rows, row);
  }

  /** Nothing but time went on: the same reading, its `asOf` and `to` put forward. */
  #forward(last: Reading, placement: Placement | undefined, moment: Moment): Reading {
    last.asOf = moment.asOf;
    last.to = placement?.to ?? 0;
    return last;
  }

  close(): void {
    this.#context.giveColumns(this.#shared);
    this.#present.close();
    this.#baseline?.close();
    if (this.#stock) this.#context.giveBook();
  }
}

/** Whether all but the groups is as it was. A window that ended meanwhile has moved: its `to` no longer goes with `asOf`. */
function stands(last: Reading, placement: Placement | undefined, moment: Moment): boolean {
  const to = placement?.to ?? 0;
  return (
    last.from === (placement?.from ?? 0) &&
    last.partial === moment.partial &&
    (last.truncated ?? false) === (placement?.truncated ?? false) &&
    last.step === placement?.step &&
    (last.to === to || (last.to > last.asOf && to > moment.asOf))
  );
}
