import { z } from 'zod';
import type { Admitted, EventType } from './admitted.ts';
import { orderEvent, stockEvent } from './blank.ts';
import { optional, required } from './field.ts';
import { linesSchema, type Money } from './line.ts';
import {
  AT,
  CHANNEL,
  moneyMeta,
  NAME,
  quantityMeta,
  REGION,
  readAt,
  readBuyer,
  readChannel,
  readCurrency,
  readMoney,
  readMove,
  readName,
  readQuantity,
  readRegionField,
  readTitle,
  TITLE,
} from './readers.ts';

export type { Money } from './line.ts';

const Name = required(NAME, readName);
const MaybeName = optional(NAME, readName, '');
const Title = optional(TITLE, readTitle, '');
const common = { id: Name, at: required(AT, readAt), source: MaybeName };
/** The schema of each event type, for one currency. What it gives back is the event as it is counted. */
export function eventSchemas(money: Money): Record<EventType, z.ZodType<Admitted>> {
  const { digits, currency } = money;
  const { Lines, MaybeLines } = linesSchema(money);
  const Amount = required(moneyMeta(digits), (raw) => readMoney(raw, digits));
  const Count = optional(quantityMeta(0), (raw) => readQuantity(raw, 0), -1);
  const place = {
    channel: optional(CHANNEL, readChannel, ''),
    region: optional(REGION, readRegionField, ''),
    tag: MaybeName,
  };
  const buying = {
    ...place,
    buyer: optional(NAME, readBuyer, ''),
    currency: optional(
      { type: 'string', description: currency, const: currency },
      (raw) => readCurrency(raw, currency),
      '',
    ),
  };
  const event = <Type extends EventType, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
    z.object({ type: z.literal(type), ...common, ...shape });
  const refuse = (context: z.RefinementCtx, code: string, path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message, params: { code } });

  return {
    'order.created': event('order.created', {
      order: Name,
      shop: Name,
      amount: Amount,
      lines: Lines,
      ...buying,
    }).transform((said) => orderEvent('order.created', said)),
    'order.paid': event('order.paid', {
      order: Name,
      amount: Amount,
      payment: MaybeName,
      shop: MaybeName,
      lines: MaybeLines,
      ...buying,
    }).transform((said) => orderEvent('order.paid', said)),
    'order.shipped': event('order.shipped', { order: Name }).transform((said) => orderEvent('order.shipped', said)),
    'order.completed': event('order.completed', { order: Name }).transform((said) =>
      orderEvent('order.completed', said),
    ),
    'order.cancelled': event('order.cancelled', { order: Name, reason: Title }).transform((said) =>
      orderEvent('order.cancelled', said),
    ),
    'order.voided': event('order.voided', { order: MaybeName, refund: MaybeName, reason: Title })
      .superRefine(({ order, refund }, context) => {
        if (order === '' && refund === '')
          refuse(context, 'required', 'order', 'missing; expected the order, or the refund of a credit note');
        if (order !== '' && refund !== '')
          refuse(
            context,
            'void_target',
            'refund',
            'expected either the order or the refund of a credit note, got both',
          );
      })
      .transform((said) => orderEvent('order.voided', said)),
    'order.refunded': event('order.refunded', {
      refund: Name,
      amount: Amount,
      order: MaybeName,
      shop: MaybeName,
      lines: MaybeLines,
      ...place,
    })
      .superRefine(({ order, shop }, context) => {
        if (order === '' && shop === '')
          refuse(
            context,
            'required',
            'order',
            'missing; expected the order, or for a free-standing credit note its shop',
          );
      })
      .transform((said) =>
        orderEvent(
          'order.refunded',
          said.order === '' ? said : { ...said, shop: '', channel: '', region: '', tag: '' },
        ),
      ),
    'stock.level': event('stock.level', {
      sku: Name,
      onHand: required(quantityMeta(0), (raw) => readQuantity(raw, 0)),
      warehouse: MaybeName,
      safety: Count,
      reserved: Count,
      title: Title,
      category: MaybeName,
    }).transform((said) => stockEvent('stock.level', said)),
    'stock.moved': event('stock.moved', {
      sku: Name,
      move: Name,
      quantity: required({ ...quantityMeta(-1_000_000), description: 'a whole number other than 0' }, readMove),
      warehouse: MaybeName,
      reason: Title,
    }).transform((said) => stockEvent('stock.moved', said)),
  };
}
