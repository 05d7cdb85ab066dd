import type { WireEvent } from '../define.ts';
import { CATALOGUE, type Product } from './catalogue.ts';
import { expectedOrders } from './curve.ts';
import type { Picked } from './orders.ts';
import type { Plan } from './plan.ts';
import { Weighted } from './random.ts';

const WAREHOUSES = ['华东仓', '华南仓'] as const;
/** Pieces an order takes, and the share of all picks that goes to a product: only for how much to lay in. */
const PIECES = 2.4;
const ALL = CATALOGUE.reduce((sum, { share }) => sum + share, 0);

interface Shelf {
  product: Product;
  /** By warehouse: what has not left yet. */
  onHand: [number, number];
  /** What may still be promised to a buyer. */
  free: number;
  safety: number;
}

/** Stock of every product in two warehouses. The hot one is laid in for the first minutes only, and brought in again later. */
export class Shelves {
  readonly #plan: Plan;
  readonly #shelves = new Map<string, Shelf>();
  readonly hot: Product | undefined = CATALOGUE[0];
  readonly picks = new Weighted(CATALOGUE, ({ share }) => share);
  #moves = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    const opens = plan.opens ?? plan.start;
    const whole = expectedOrders(plan.curve, plan.start, plan.end);
    const early = expectedOrders(
      plan.curve,
      plan.start,
      Math.min(plan.end, opens + Math.max(120_000, (plan.end - opens) * 0.1)),
    );
    for (const product of CATALOGUE) {
      const share = (product.share / ALL) * PIECES;
      const laidIn = Math.ceil(product === this.hot ? early * share * 0.8 : whole * share * 1.6) + 12;
      const near = Math.ceil(laidIn * 0.6);
      this.#shelves.set(product.sku, {
        product,
        onHand: [near, laidIn - near],
        free: laidIn,
        safety: Math.ceil(laidIn * 0.08),
      });
    }
  }

  /** Whether so many pieces can still be promised; promises them if so. */
  promise({ product, quantity }: Picked): boolean {
    const shelf = this.#shelves.get(product.sku);
    if (!shelf || shelf.free < quantity) return false;
    shelf.free -= quantity;
    return true;
  }

  /** The goods of an order leave: from the first warehouse that has them. */
  leave(picked: readonly Picked[]): void {
    for (const { product, quantity } of picked) {
      const shelf = this.#shelves.get(product.sku);
      if (!shelf) continue;
      const near = Math.min(quantity, shelf.onHand[0]);
      shelf.onHand[0] -= near;
      shelf.onHand[1] -= quantity - near;
    }
  }

  /** Readings of one product in all warehouses. */
  readings(product: Product, at: number): WireEvent[] {
    const shelf = this.#shelves.get(product.sku);
    if (!shelf) return [];
    const { sku, title, category } = product;
    return WAREHOUSES.map((warehouse, index) => ({
      type: 'stock.level',
      id: `${this.#plan.run}:${sku}:${index}:${at}`,
      at,
      sku,
      warehouse,
      onHand: Math.max(0, shelf.onHand[index] ?? 0),
      safety: Math.ceil(shelf.safety / WAREHOUSES.length),
      title,
      category,
    }));
  }

  /** More of a product arrives in the first warehouse. */
  arrive(product: Product, quantity: number, at: number): WireEvent[] {
    const shelf = this.#shelves.get(product.sku);
    if (!shelf) return [];
    shelf.onHand[0] += quantity;
    shelf.free += quantity;
    const move = `${this.#plan.run}:m${this.#moves++}`;
    return [
      { type: 'stock.moved', id: move, at, sku: product.sku, warehouse: WAREHOUSES[0], move, quantity, reason: '到货' },
    ];
  }
}
