import { ORDER_TYPES, type OrderEvent } from '../contract/admitted.ts';
import type { Kind, Waiting } from './define.ts';
import { readOrder, writeOrder } from './orderBytes.ts';
import { countGrown, countOrder } from './orderCount.ts';
import {
  CREATED,
  CREDIT,
  CREDIT_VOIDED,
  type OrderFact,
  orderSkus,
  orderType,
  PAYMENT,
  REFUND,
  VOIDED,
} from './orderFact.ts';
import { joinOrder } from './orderJoin.ts';
import { packOrder, unpackOrder } from './orderRow.ts';
import { NEVER, type OrderState, PAID } from './orderState.ts';

/** An order with its payments, refunds, cancel and void; or a free-standing credit note. */
export const order: Kind<OrderState, OrderFact> = {
  name: 'order',
  number: 0,
  types: ORDER_TYPES,
  key: (event) => {
    const { order, refund } = event as OrderEvent;
    return order === '' ? `r:${refund}` : `o:${order}`;
  },
  factType: orderType,
  pack: (event, out) => packOrder(event as OrderEvent, orderType(event), out),
  unpack: unpackOrder,
  join: joinOrder,
  contribution: countOrder,
  grown: countGrown,
  newest: (state) => state.newest,
  settle: (state, closedBefore) => (state.newest < closedBefore ? undefined : state),
  conflict,
  write: writeOrder,
  read: readOrder,
  skus: orderSkus,
  label: (fact) => (fact.type >= CREDIT ? fact.refund() : fact.order()),
  voids: ({ type }) => (type === VOIDED ? 'order' : type === CREDIT_VOIDED ? 'refund' : undefined),
  waiting,
};

/** Two `created`, payments or refunds that should be one and say different things. */
function conflict(state: OrderState, fact: OrderFact): string | undefined {
  switch (fact.type) {
    case CREATED:
    case CREDIT:
      if (state.at === NEVER || state.digest === fact.digest) return undefined;
      if (state.told.shop !== fact.shop || state.told.channel !== fact.channel) return 'created_shop';
      return state.amount === fact.amount ? 'created_content' : 'created_amount';
    case PAYMENT:
      return differs(state.payments, fact, 'payment');
    case REFUND:
      return differs(state.refunds, fact, 'refund');
    default:
      return undefined;
  }
}

function differs(list: readonly number[], fact: OrderFact, what: string): string | undefined {
  for (let index = 0; index < list.length; index += PAID) {
    if (list[index + 3] !== fact.id || list[index + 2] === fact.digest) continue;
    return list[index + 1] === fact.amount ? `${what}_content` : `${what}_amount`;
  }
  return undefined;
}

function waiting(state: OrderState): Waiting[] {
  return state.waiting.map((refund, index) => ({
    order: state.order,
    refund,
    amount: state.refunds[index * PAID + 1] ?? 0,
    at: state.refunds[index * PAID] ?? 0,
  }));
}
