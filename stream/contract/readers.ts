import { type Meta, Refused, shown } from './field.ts';
import { type InstantFault, readInstant } from './instant.ts';
import { formatMoney, MOST_MINOR, parseMoney } from './money.ts';
import { readRegion } from './regions.ts';
import { MOST_BYTES, nameFault, type TextFault, textFault, trimTitle } from './text.ts';

const WHY: Record<TextFault, string> = {
  long: `at most ${MOST_BYTES} bytes`,
  control: 'no control characters and no half surrogate pairs',
  refused: 'another name: this one is reserved',
};

export const NAME: Meta = { type: 'string', description: 'a string of 1 to 128 bytes', maxLength: MOST_BYTES };
export function readName(raw: unknown): string | Refused {
  if (typeof raw !== 'string') return new Refused('name', `expected ${NAME.description}, got ${shown(raw)}`);
  const fault = nameFault(raw);
  return fault === undefined ? raw : new Refused('name', `expected ${WHY[fault]}, got ${shown(raw)}`);
}

/** A buyer is no name, so no name is refused; what was sent is never shown. */
export function readBuyer(raw: unknown): string | Refused {
  if (typeof raw !== 'string') return new Refused('name', `expected ${NAME.description}, got a ${typeof raw}`);
  const fault = textFault(raw);
  return fault === undefined ? raw : new Refused('name', `expected ${WHY[fault]}`);
}

export const TITLE: Meta = { type: 'string', description: 'a text; cut to 128 bytes' };
export function readTitle(raw: unknown): string | Refused {
  return typeof raw === 'string' ? trimTitle(raw) : new Refused('name', `expected a string, got ${shown(raw)}`);
}

export const moneyMeta = (digits: number): Meta => ({
  type: 'string',
  description: `a decimal string such as "${formatMoney(299 * 10 ** digits, digits)}"`,
  pattern: digits === 0 ? '^(0|[1-9]\\d*)$' : `^(0|[1-9]\\d*)(\\.\\d{1,${digits}})?$`,
});
export function readMoney(raw: unknown, digits: number): number | Refused {
  const minor = typeof raw === 'string' ? parseMoney(raw, digits) : undefined;
  if (minor !== undefined) return minor;
  const hint = `with at most ${digits} decimals, at most ${formatMoney(MOST_MINOR, digits)}`;
  return new Refused(
    'money',
    `expected ${moneyMeta(digits).description}${typeof raw === 'string' ? ` ${hint}` : ''}, got ${shown(raw)}`,
  );
}

export const MOST_QUANTITY = 1_000_000;
export const quantityMeta = (least: number): Meta => ({
  type: 'integer',
  description: `a whole number from ${least} to ${MOST_QUANTITY}`,
  minimum: least,
  maximum: MOST_QUANTITY,
});
export function readQuantity(raw: unknown, least: number): number | Refused {
  return Number.isInteger(raw) && (raw as number) >= least && (raw as number) <= MOST_QUANTITY
    ? (raw as number) + 0
    : new Refused('quantity', `expected ${quantityMeta(least).description}, got ${shown(raw)}`);
}
/** A move is signed, and moves something. */
export function readMove(raw: unknown): number | Refused {
  return raw === 0 || readQuantity(raw, -MOST_QUANTITY) instanceof Refused
    ? new Refused(
        'quantity',
        `expected a whole number from -${MOST_QUANTITY} to ${MOST_QUANTITY} other than 0, got ${shown(raw)}`,
      )
    : (raw as number);
}

const AT_SAYS: Record<InstantFault, string> = {
  at: 'expected a time such as "2026-11-11T00:00:00+08:00" or epoch milliseconds',
  at_seconds: 'looks like seconds; send milliseconds',
  at_zone: 'a time without a zone means nothing here; end it with Z or an offset such as +08:00',
};
export const AT: Meta = {
  type: 'string',
  description: 'when it happened: RFC 3339 with offset, or epoch milliseconds',
};
export function readAt(raw: unknown): number | Refused {
  const at = readInstant(raw);
  return typeof at === 'number' ? at : new Refused(at, `${AT_SAYS[at]}, got ${shown(raw)}`);
}

export const CHANNEL: Meta = { type: 'string', description: 'a lower-case slug such as "taobao" or "my-store"' };
const SLUG = /^[a-z0-9][a-z0-9-]*$/;
export function readChannel(raw: unknown): string | Refused {
  return typeof raw === 'string' && nameFault(raw) === undefined && SLUG.test(raw)
    ? raw
    : new Refused('channel', `expected ${CHANNEL.description}, got ${shown(raw)}`);
}

export const REGION: Meta = {
  type: 'string',
  description: 'an ISO 3166-2 code such as "CN-GD" or an ISO 3166-1 code such as "GB"',
};
export function readRegionField(raw: unknown): string | Refused {
  const region = typeof raw === 'string' ? readRegion(raw) : undefined;
  return region ?? new Refused('region', `expected ${REGION.description}, got ${shown(raw)}`);
}

export function readCurrency(raw: unknown, currency: string): string | Refused {
  return raw === currency
    ? currency
    : new Refused(
        'currency',
        `expected ${JSON.stringify(currency)}, the currency of this installation, got ${shown(raw)}`,
      );
}
