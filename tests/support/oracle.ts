/**
 * The naive sum, written from the contract's text alone and sharing no code with what it judges: join all events per
 * entity, sum all contributions. Slow, plain and in BigInt; takes events as they are sent.
 */

export interface RawLine {
  sku: string;
  quantity: number;
  amount: string;
  category?: string;
  title?: string;
  cost?: string;
}
export interface RawEvent {
  type: string;
  id: string;
  at: number | string;
  order?: string;
  refund?: string;
  payment?: string;
  amount?: string;
  channel?: string;
  shop?: string;
  region?: string;
  tag?: string;
  buyer?: string;
  lines?: RawLine[];
  sku?: string;
  warehouse?: string;
  onHand?: number;
  safety?: number;
  reserved?: number;
  move?: string;
  quantity?: number;
  [more: string]: unknown;
}

/** One number at one moment. `category` and `sku` stand on parts only. */
export interface Amount {
  measure: string;
  at: number;
  channel: string;
  shop: string;
  region: string;
  tag: string;
  category?: string;
  sku?: string;
  value: bigint;
}
export interface Terms {
  digits: number;
  /** The fixed digest of an event's content, which decides the last ties. */
  digest: (event: RawEvent) => number;
}

const READ_AS: Record<string, string> = { HK: 'CN-HK', MO: 'CN-MO', TW: 'CN-TW' };
const time = (event: RawEvent) => (typeof event.at === 'number' ? event.at : Date.parse(event.at));

function minor(text: string, digits: number): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(digits, '0'));
}

/** The earlier `at`, then the smaller amount, then the digest. */
function inOrder(events: RawEvent[], terms: Terms): RawEvent[] {
  const money = (event: RawEvent) => (event.amount === undefined ? 0n : minor(event.amount, terms.digits));
  return [...events].sort((one, two) => {
    const byAmount = money(one) - money(two);
    return time(one) - time(two) || Number(byAmount) || terms.digest(one) - terms.digest(two);
  });
}

/** The earliest event of each id, in order. */
function earliestEach(events: RawEvent[], idOf: (event: RawEvent) => string, terms: Terms): RawEvent[] {
  const seen = new Set<string>();
  return inOrder(events, terms).filter((event) => !seen.has(idOf(event)) && seen.add(idOf(event)));
}

/** Everything orders and credit notes add, each number by itself. */
export function amountsOf(events: readonly RawEvent[], terms: Terms): Amount[] {
  const entities = new Map<string, RawEvent[]>();
  for (const event of events) {
    if (!event.type.startsWith('order.')) continue;
    const key = event.order ? `order ${event.order}` : `credit ${event.refund}`;
    entities.set(key, [...(entities.get(key) ?? []), event]);
  }
  return [...entities].flatMap(([key, known]) =>
    key.startsWith('order ') ? order(known, terms) : credit(known, terms),
  );
}

type Place = Pick<Amount, 'channel' | 'shop' | 'region' | 'tag'>;
function placeOf(...tellers: (RawEvent | undefined)[]): Place {
  const field = (name: 'channel' | 'shop' | 'region' | 'tag') =>
    tellers.map((event) => event?.[name]).find(Boolean) ?? 'unknown';
  const region = field('region');
  return { channel: field('channel'), shop: field('shop'), region: READ_AS[region] ?? region, tag: field('tag') };
}

function credit(events: RawEvent[], terms: Terms): Amount[] {
  if (events.some((event) => event.type === 'order.voided')) return [];
  const [note] = inOrder(events, terms);
  if (note === undefined) return [];
  return refunded(note, minor(note.amount ?? '', terms.digits), placeOf(note), note.lines ?? [], undefined, terms);
}

function order(events: RawEvent[], terms: Terms): Amount[] {
  const of = (type: string) => events.filter((event) => event.type === `order.${type}`);
  const money = (event: RawEvent) => minor(event.amount ?? '', terms.digits);
  const [created] = inOrder(of('created'), terms);
  const payments = earliestEach(of('paid'), (event) => event.payment ?? '', terms);
  const refunds = earliestEach(of('refunded'), (event) => event.refund ?? '', terms);
  const first = payments[0];
  const place = placeOf(created, first);
  const lines = created?.lines?.length ? created.lines : (first?.lines ?? []);
  const [voided] = inOrder(of('voided'), terms);
  if (voided) return [{ measure: 'voided_orders', at: time(voided), ...place, value: 1n }];

  const amounts: Amount[] = [];
  const whole = (measure: string, event: RawEvent, value: bigint) =>
    amounts.push({ measure, at: time(event), ...place, value });
  if (created) {
    whole('orders', created, 1n);
    whole('order_amount', created, money(created));
    amounts.push(...parts('order_amount', created, money(created), place, lines, fresh(lines, terms)));
  }
  if (first) {
    whole('paid_orders', first, 1n);
    for (const line of lines) {
      const at = { at: time(first), ...place, category: line.category || 'unknown', sku: line.sku };
      whole('units', first, BigInt(line.quantity));
      amounts.push({ measure: 'units', ...at, value: BigInt(line.quantity) });
      if (line.cost === undefined) continue;
      whole('cost', first, minor(line.cost, terms.digits));
      amounts.push({ measure: 'cost', ...at, value: minor(line.cost, terms.digits) });
    }
    const room = fresh(lines, terms);
    for (const payment of payments) {
      whole('gmv', payment, money(payment));
      const spread = parts('gmv', payment, money(payment), place, lines, room);
      amounts.push(...spread);
      for (const [index, line] of lines.entries()) {
        const part = spread[index];
        if (line.cost === undefined || part === undefined) continue;
        amounts.push({ ...part, measure: 'costed_gmv' });
        whole('costed_gmv', payment, part.value);
      }
    }
    let left = payments.reduce((sum, payment) => sum + money(payment), 0n);
    const refundRoom = fresh(lines, terms);
    for (const refund of refunds) {
      if (left === 0n) continue;
      const amount = money(refund) < left ? money(refund) : left;
      left -= amount;
      const own = refund.lines?.length ? refund.lines : undefined;
      amounts.push(...refunded(refund, amount, place, own ?? lines, own ? undefined : refundRoom, terms));
    }
  } else {
    for (const refund of refunds) whole('waiting', refund, 1n);
  }
  const [cancelled] = inOrder(of('cancelled'), terms);
  if (cancelled) whole('cancelled_orders', cancelled, 1n);
  return amounts;
}

function refunded(
  refund: RawEvent,
  amount: bigint,
  place: Place,
  lines: RawLine[],
  room: bigint[] | undefined,
  terms: Terms,
) {
  const at = time(refund);
  return [
    { measure: 'refunds', at, ...place, value: 1n },
    { measure: 'refund_amount', at, ...place, value: amount },
    ...parts('refund_amount', refund, amount, place, lines, room ?? fresh(lines, terms)),
  ];
}

const fresh = (lines: RawLine[], terms: Terms) => lines.map((line) => minor(line.amount, terms.digits));

/** One part a line, in line order, and what is left as `unknown`; takes what it gives from `room`. */
function parts(
  measure: string,
  event: RawEvent,
  amount: bigint,
  place: Place,
  lines: RawLine[],
  room: bigint[],
): Amount[] {
  const total = room.reduce((sum, left) => sum + left, 0n);
  const taken = amount < total ? amount : total;
  const shares = room.map((left) => (total === 0n ? 0n : (taken * left) / total));
  let remainder = taken - shares.reduce((sum, share) => sum + share, 0n);
  while (remainder > 0n) {
    for (const [index, left] of room.entries()) {
      const share = shares[index] ?? 0n;
      if (remainder === 0n || share >= left) continue;
      shares[index] = share + 1n;
      remainder -= 1n;
    }
  }
  for (const [index, share] of shares.entries()) room[index] = (room[index] ?? 0n) - share;
  const at = { measure, at: time(event), ...place };
  return [
    ...lines.map((line, index) => ({
      ...at,
      category: line.category || 'unknown',
      sku: line.sku,
      value: shares[index] ?? 0n,
    })),
    { ...at, category: 'unknown', sku: 'unknown', value: amount - taken },
  ];
}

/** What stands in stock now: `sku|warehouse|measure` → number. */
export function stockOf(events: readonly RawEvent[], terms: Terms): Map<string, number> {
  const shelves = new Map<string, RawEvent[]>();
  for (const event of events) {
    if (!event.type.startsWith('stock.')) continue;
    const key = `${event.sku}|${event.warehouse || 'unknown'}`;
    shelves.set(key, [...(shelves.get(key) ?? []), event]);
  }
  const cells = new Map<string, number>();
  for (const [key, known] of shelves) {
    const [reading] = known
      .filter((event) => event.type === 'stock.level')
      .sort((a, b) => time(b) - time(a) || (a.onHand ?? 0) - (b.onHand ?? 0) || terms.digest(a) - terms.digest(b));
    const seen = new Set<string>();
    const moves = known
      .filter((event) => event.type === 'stock.moved')
      .sort((a, b) => time(a) - time(b) || (a.quantity ?? 0) - (b.quantity ?? 0) || terms.digest(a) - terms.digest(b))
      .filter((event) => !seen.has(event.move ?? '') && seen.add(event.move ?? ''))
      .filter((event) => reading === undefined || time(event) > time(reading));
    const onHand = moves.reduce((sum, move) => sum + (move.quantity ?? 0), reading?.onHand ?? 0);
    const values = {
      on_hand: onHand,
      read_at: reading ? time(reading) : 0,
      safety: reading?.safety,
      reserved: reading?.reserved,
    };
    for (const [measure, value] of Object.entries(values)) if (value) cells.set(`${key}|${measure}`, value);
  }
  return cells;
}
