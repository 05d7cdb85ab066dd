import {
  CANCELLED,
  CREATED,
  CREDIT,
  CREDIT_VOIDED,
  type OrderFact,
  PAYMENT,
  REFUND,
  toldBy,
  VOIDED,
} from './orderFact.ts';
import {
  draftOf,
  earlier,
  NEVER,
  NO_TEXTS,
  nothingKnown,
  type OrderDraft,
  type OrderState,
  PAID,
} from './orderState.ts';

/** The order with one more fact known. Returns `state` itself when the fact says nothing new. */
export function joinOrder(state: OrderState | undefined, fact: OrderFact): OrderState {
  const before = state ?? nothingKnown(fact.type >= CREDIT);
  let draft: OrderDraft | undefined;
  switch (fact.type) {
    case CREATED:
    case CREDIT:
      if (before.at === NEVER || earlier(fact.at, fact.amount, fact.digest, before.at, before.amount, before.digest)) {
        draft = draftOf(before);
        draft.at = fact.at;
        draft.amount = fact.amount;
        draft.digest = fact.digest;
        draft.told = toldBy(fact);
      }
      break;
    case PAYMENT:
      draft = joinPayment(before, fact);
      break;
    case REFUND:
      draft = joinRefund(before, fact);
      break;
    case CANCELLED:
      if (before.cancelledAt === NEVER || fact.at < before.cancelledAt) {
        draft = draftOf(before);
        draft.cancelledAt = fact.at;
      }
      break;
    case VOIDED:
    case CREDIT_VOIDED:
      if (before.voidedAt === NEVER || fact.at < before.voidedAt) {
        draft = draftOf(before);
        draft.voidedAt = fact.at;
      }
      break;
    default:
      break;
  }
  if (fact.at > before.newest) {
    draft ??= draftOf(before);
    draft.newest = fact.at;
  }
  if (draft === undefined) return before;
  if (draft.waiting.length > 0 && (draft.payments.length > 0 || draft.voidedAt !== NEVER)) {
    draft.order = '';
    draft.waiting = NO_TEXTS;
  }
  return draft;
}

function joinPayment(before: OrderState, fact: OrderFact): OrderDraft | undefined {
  const { payments } = before;
  const known = find(payments, fact.id);
  if (known >= 0 && !isEarlier(fact, payments, known)) return undefined;
  const draft = draftOf(before);
  if (payments.length === 0 || isEarlier(fact, payments, 0)) draft.first = toldBy(fact);
  const rest = payments.slice();
  if (known >= 0) rest.splice(known, PAID);
  insert(rest, fact);
  draft.payments = rest;
  return draft;
}

function joinRefund(before: OrderState, fact: OrderFact): OrderDraft | undefined {
  const { refunds } = before;
  const known = find(refunds, fact.id);
  if (known >= 0 && !isEarlier(fact, refunds, known)) return undefined;
  const rest = refunds.slice();
  const lines = before.refundLines.slice();
  const waits = before.payments.length === 0 && before.voidedAt === NEVER;
  const texts = before.waiting.slice();
  if (known >= 0) {
    rest.splice(known, PAID);
    lines.splice(known / PAID, 1);
    texts.splice(known / PAID, 1);
  }
  const place = insert(rest, fact) / PAID;
  lines.splice(place, 0, fact.lines);
  if (waits) texts.splice(place, 0, fact.refund());
  return {
    ...before,
    refunds: rest,
    refundLines: lines,
    order: waits ? fact.order() : '',
    waiting: waits ? texts : [],
  };
}

/** Where the list holds the id, or -1. */
function find(list: readonly number[], id: number): number {
  for (let index = 0; index < list.length; index += PAID) if (list[index + 3] === id) return index;
  return -1;
}

function isEarlier(fact: OrderFact, list: readonly number[], index: number): boolean {
  return earlier(fact.at, fact.amount, fact.digest, list[index] ?? 0, list[index + 1] ?? 0, list[index + 2] ?? 0);
}

/** Puts the fact in its place in the order of at, amount, digest. */
function insert(list: number[], fact: OrderFact): number {
  let index = list.length;
  while (index > 0 && isEarlier(fact, list, index - PAID)) index -= PAID;
  list.splice(index, 0, fact.at, fact.amount, fact.digest, fact.id);
  return index;
}
