import { formatMoney } from '../../../stream/contract/money.ts';
import type { WireEvent } from '../define.ts';
import type { Product } from './catalogue.ts';
import type { Delivery, Plan, Truth } from './plan.ts';
import { PROVINCES } from './provinces.ts';
import { type Random, Weighted } from './random.ts';
import { STORES, type Store } from './stores.ts';

export interface Picked {
  product: Product;
  quantity: number;
}

/** Everything that will be said about one order, and when its goods leave the shelf if they do. */
export interface Life {
  deliveries: Delivery[];
  soldAt: number | undefined;
}

const SECOND = 1_000;
const stores = new Weighted(STORES, ({ share }) => share);
const provinces = new Weighted(PROVINCES, ([, share]) => share);

/** Makes the lives of orders: placed, paid at once or by deposit and balance, cancelled, refunded, voided, told twice. */
export class Orders {
  readonly #plan: Plan;
  readonly #random: Random;
  readonly #truth: Truth;
  readonly #money: (fen: number) => string;
  #count = 0;

  constructor(plan: Plan, random: Random, truth: Truth) {
    this.#plan = plan;
    this.#random = random;
    this.#truth = truth;
    this.#money = (fen) => formatMoney(fen, plan.digits ?? 2);
  }

  /** One order placed at `at` whose shop can be heard from `reached` on. */
  live(at: number, reached: number, picked: readonly Picked[]): Life {
    const random = this.#random;
    const { end, opens = 0 } = this.#plan;
    const order = `${this.#plan.run}-${(this.#count++).toString(36)}`;
    const store = stores.draw(random);
    const goods = picked.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
    const amount = goods - this.#discount(goods) + (goods < 6_900 && random.chance(0.3) ? 800 : 0);
    const events = [this.#created(order, at, store, amount, picked)];
    if (random.chance(0.0005)) return this.#voided(events, order, at, amount, reached);
    const payments = this.#payments(at, opens, amount).filter((payment) => payment.at < end);
    this.#truth.orders += 1;
    this.#truth.order_amount += amount;
    for (const payment of payments) {
      const fields = { at: payment.at, order, payment: payment.id, amount: this.#money(payment.amount) };
      events.push({ type: 'order.paid', id: `${order}:${payment.id}`, ...fields });
      this.#truth.gmv += payment.amount;
    }
    const first = payments[0];
    if (first) {
      this.#truth.paid_orders += 1;
      this.#truth.units += picked.reduce((sum, { quantity }) => sum + quantity, 0);
      const paid = payments.reduce((sum, payment) => sum + payment.amount, 0);
      this.#afterwards(events, order, payments.at(-1)?.at ?? at, paid, picked);
    } else if (random.chance(0.4)) this.#cancelled(events, order, at + random.between(30, 120) * SECOND, '超时未付');
    if (random.chance(0.001)) events.push(this.#creditNote(order, at, store));
    return { deliveries: this.#deliver(events, reached), soldAt: first?.at };
  }

  #created(
    order: string,
    at: number,
    { channel, shop, rooms, live }: Store,
    amount: number,
    picked: readonly Picked[],
  ): WireEvent {
    const random = this.#random;
    const lines = picked.map(({ product, quantity }) => ({
      sku: product.sku,
      quantity,
      amount: this.#money(product.price * quantity),
      title: product.title,
      category: product.category,
      ...(product.cost === undefined ? {} : { cost: this.#money(product.cost * quantity) }),
    }));
    const region = provinces.draw(random)[0];
    const tag = rooms.length > 0 && random.chance(live) ? random.one(rooms) : undefined;
    const event: WireEvent = {
      type: 'order.created',
      id: `${order}:created`,
      at,
      order,
      channel,
      shop,
      amount: this.#money(amount),
      lines,
    };
    if (random.chance(0.98)) event.region = region;
    if (random.chance(0.96)) event.buyer = `buyer-${Math.floor(random.unit() ** 1.3 * 400_000)}`;
    if (tag !== undefined) event.tag = tag;
    return event;
  }

  /** 满减: 30 yuan off each full 300, for most carts that reach it; never of an ordinary day. */
  #discount(goods: number): number {
    return this.#plan.opens !== undefined && this.#random.chance(0.8) ? Math.floor(goods / 30_000) * 3_000 : 0;
  }

  #payments(at: number, opens: number, amount: number): { id: string; at: number; amount: number }[] {
    const random = this.#random;
    if (at < opens && random.chance(0.35)) {
      const deposit = Math.max(1, Math.round(amount / 1_000) * 100);
      const paid = [{ id: 'deposit', at: at + Math.round(random.wait(6 * SECOND)), amount: deposit }];
      if (random.chance(0.92))
        paid.push({ id: 'balance', at: opens + Math.round(random.wait(40 * SECOND)), amount: amount - deposit });
      return paid;
    }
    return random.chance(0.9) ? [{ id: 'whole', at: at + Math.round(random.wait(7 * SECOND)), amount }] : [];
  }

  #afterwards(events: WireEvent[], order: string, paidAt: number, paid: number, picked: readonly Picked[]): void {
    const random = this.#random;
    const later = paidAt + 20 * SECOND + Math.round(random.wait(90 * SECOND));
    if (later >= this.#plan.end) return;
    if (random.chance(0.03)) {
      const whole = random.chance(0.6);
      const { product, quantity } = random.one(picked);
      const amount = whole ? paid : Math.min(paid, product.price * quantity);
      const lines = whole ? {} : { lines: [{ sku: product.sku, quantity, amount: this.#money(amount) }] };
      events.push({
        type: 'order.refunded',
        id: `${order}:r`,
        at: later,
        order,
        refund: `${order}:r`,
        amount: this.#money(amount),
        ...lines,
      });
      this.#truth.refunds += 1;
      this.#truth.refund_amount += amount;
      if (whole && random.chance(0.15)) this.#cancelled(events, order, later, '买家取消');
    } else if (random.chance(0.15)) {
      events.push({ type: 'order.shipped', id: `${order}:shipped`, at: later, order });
    }
  }

  #cancelled(events: WireEvent[], order: string, at: number, reason: string): void {
    if (at >= this.#plan.end) return;
    events.push({ type: 'order.cancelled', id: `${order}:cancelled`, at, order, reason });
    this.#truth.cancelled_orders += 1;
  }

  #creditNote(order: string, at: number, { channel, shop }: Store): WireEvent {
    const amount = this.#random.between(5, 80) * 100;
    this.#truth.refunds += 1;
    this.#truth.refund_amount += amount;
    return {
      type: 'order.refunded',
      id: `${order}:note`,
      at,
      refund: `${order}:note`,
      channel,
      shop,
      amount: this.#money(amount),
    };
  }

  #voided(events: WireEvent[], order: string, at: number, amount: number, reached: number): Life {
    events.push({ type: 'order.paid', id: `${order}:whole`, at, order, payment: 'whole', amount: this.#money(amount) });
    events.push({ type: 'order.voided', id: `${order}:void`, at, order, reason: '测试订单' });
    this.#truth.voided_orders += 1;
    return { deliveries: this.#deliver(events, reached), soldAt: undefined };
  }

  /** When each event reaches the door: soon, sometimes much later than its neighbours, sometimes twice. */
  #deliver(events: readonly WireEvent[], reached: number): Delivery[] {
    const random = this.#random;
    const deliveries: Delivery[] = [];
    for (const event of events) {
      const heard = Math.max(reached, event.at);
      if (!this.#plan.trouble) {
        deliveries.push({ due: heard, event });
        continue;
      }
      const delay = random.chance(0.03) ? random.between(5, 40) * SECOND : Math.round(random.wait(250));
      deliveries.push({ due: heard + delay, event });
      if (!random.chance(0.02)) continue;
      const again = { ...event, id: `${event.id}:again` };
      deliveries.push({ due: heard + delay + Math.round(random.wait(20 * SECOND)), event: again });
    }
    return deliveries;
  }
}
