import { DIMENSIONS, type Dimension } from '../contract/query.ts';

/** Amounts are spread over the lines of an order, so they know everything. */
export const EVERY: readonly Dimension[] = DIMENSIONS;
/** A count of orders, refunds or buyers belongs to no line: it has no category and no SKU. */
export const WHOLE_ORDERS: readonly Dimension[] = ['channel', 'shop', 'region', 'tag'];
/** Buyers are sketched by store and by region. */
export const BUYERS: readonly Dimension[] = ['channel', 'shop', 'region'];
export const SKU_ONLY: readonly Dimension[] = ['sku'];
