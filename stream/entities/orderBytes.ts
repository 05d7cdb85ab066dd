import type { ByteReader, ByteWriter } from './define.ts';
import {
  NEVER,
  NO_LINES,
  NO_REFUND_LINES,
  NO_TEXTS,
  NOTHING,
  type OrderDraft,
  type OrderState,
  PAID,
} from './orderState.ts';
import { readLines, readTold, writeLines, writeTold } from './toldBytes.ts';

/*
 * An order in as few bytes as make sense, because ten million of them stand in memory: times as distances from the newest
 * one, and what the earliest payment says again only by a mask. Some 60 bytes for an order created and paid.
 */
const CREDIT = 1;
const CREATED = 2;
const CANCELLED = 4;
const VOIDED = 8;
const REFUNDED = 16;
const WAITING = 32;
const PAYMENTS = 64;
/** In the place of how many payments: one, of the whole amount of the order. */
const WHOLE = 3;

/** Zig-zag distances are shorter from here than from 1970. */
const ORIGIN = Date.UTC(2024, 0, 1);

export function writeOrder(state: OrderState, out: ByteWriter): void {
  const { newest, payments, refunds } = state;
  const paid = payments.length / PAID;
  const whole = paid === 1 && state.at !== NEVER && payments[1] === state.amount;
  out.u8(
    (state.credit ? CREDIT : 0) |
      (state.at !== NEVER ? CREATED : 0) |
      (state.cancelledAt !== NEVER ? CANCELLED : 0) |
      (state.voidedAt !== NEVER ? VOIDED : 0) |
      (refunds.length > 0 ? REFUNDED : 0) |
      (state.waiting.length > 0 ? WAITING : 0) |
      // Most orders have no payment yet, or one of all that they cost; only more than one is counted out.
      ((whole ? WHOLE : Math.min(paid, 2)) * PAYMENTS),
  );
  out.signed(newest - ORIGIN);
  if (state.at !== NEVER) {
    out.varint(newest - state.at);
    out.varint(state.amount);
    out.u48(state.digest);
    writeTold(state.told, NOTHING, out);
  }
  if (whole) {
    const id = payments[3] ?? 0;
    out.varint((newest - (payments[0] ?? 0)) * 2 + (id === 0 ? 0 : 1));
    out.u48(payments[2] ?? 0);
    if (id !== 0) out.u48(id);
    writeTold(state.first, state.told, out);
  } else if (paid > 0) {
    if (paid > 1) out.varint(paid);
    for (let payment = 0; payment < payments.length; payment += PAID) {
      const id = payments[payment + 3] ?? 0;
      out.varint(newest - (payments[payment] ?? 0));
      out.varint((payments[payment + 1] ?? 0) * 2 + (id === 0 ? 0 : 1));
      out.u48(payments[payment + 2] ?? 0);
      if (id !== 0) out.u48(id);
    }
    writeTold(state.first, state.told, out);
  }
  if (state.cancelledAt !== NEVER) out.varint(newest - state.cancelledAt);
  if (state.voidedAt !== NEVER) out.varint(newest - state.voidedAt);
  if (refunds.length > 0) writeRefunds(state, out);
}

function writeRefunds(state: OrderState, out: ByteWriter): void {
  const { newest, refunds, waiting } = state;
  out.varint(refunds.length / PAID);
  if (waiting.length > 0) out.text(state.order);
  for (let refund = 0; refund < refunds.length; refund += PAID) {
    const lines = state.refundLines[refund / PAID] ?? NO_LINES;
    out.varint(newest - (refunds[refund] ?? 0));
    out.varint((refunds[refund + 1] ?? 0) * 2 + (lines.length > 0 ? 1 : 0));
    out.u48(refunds[refund + 2] ?? 0);
    out.u48(refunds[refund + 3] ?? 0);
    if (lines.length > 0) writeLines(lines, out);
    if (waiting.length > 0) out.text(waiting[refund / PAID] ?? '');
  }
}

export function readOrder(input: ByteReader): OrderState {
  const flags = input.u8();
  const newest = input.signed() + ORIGIN;
  let at = NEVER;
  let amount = 0;
  let digest = 0;
  let told = NOTHING;
  if (flags & CREATED) {
    at = newest - input.varint();
    amount = input.varint();
    digest = input.u48();
    told = readTold(NOTHING, input);
  }
  let payments = NO_LINES;
  let first = NOTHING;
  if (flags >= PAYMENTS) {
    if (flags >= WHOLE * PAYMENTS) payments = readWhole(newest, amount, input);
    else payments = readPayments(flags >= 2 * PAYMENTS ? input.varint() : 1, newest, input);
    first = readTold(told, input);
  }
  const cancelledAt = flags & CANCELLED ? newest - input.varint() : NEVER;
  const voidedAt = flags & VOIDED ? newest - input.varint() : NEVER;
  const state: OrderDraft = {
    credit: (flags & CREDIT) !== 0,
    newest,
    at,
    amount,
    digest,
    told,
    first,
    payments,
    refunds: NO_LINES,
    refundLines: NO_REFUND_LINES,
    cancelledAt,
    voidedAt,
    order: '',
    waiting: NO_TEXTS,
  };
  if (flags & REFUNDED) readRefunds(state, (flags & WAITING) !== 0, input);
  return state;
}

function readRefunds(state: OrderDraft, waits: boolean, input: ByteReader): void {
  const refunds: number[] = [];
  const refundLines: (readonly number[])[] = [];
  const waiting: string[] = [];
  const count = input.varint();
  if (waits) state.order = input.text();
  for (let refund = 0; refund < count; refund += 1) {
    const at = state.newest - input.varint();
    const packed = input.varint();
    refunds.push(at, Math.floor(packed / 2), input.u48(), input.u48());
    refundLines.push(packed % 2 === 1 ? readLines(input) : NO_LINES);
    if (waits) waiting.push(input.text());
  }
  state.refunds = refunds;
  state.refundLines = refundLines;
  if (waits) state.waiting = waiting;
}

function readWhole(newest: number, amount: number, input: ByteReader): number[] {
  const packed = input.varint();
  return [newest - Math.floor(packed / 2), amount, input.u48(), packed % 2 === 1 ? input.u48() : 0];
}

function readPayments(count: number, newest: number, input: ByteReader): number[] {
  const payments: number[] = [];
  for (let payment = 0; payment < count; payment += 1) {
    const at = newest - input.varint();
    const packed = input.varint();
    payments.push(at, Math.floor(packed / 2), input.u48(), packed % 2 === 1 ? input.u48() : 0);
  }
  return payments;
}
