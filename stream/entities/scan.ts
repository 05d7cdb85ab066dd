import type { OrderEvent } from '../contract/admitted.ts';
import { readInstant } from '../contract/instant.ts';
import { parseMoney } from '../contract/money.ts';
import { textFault } from '../contract/text.ts';
import { NO_LINES } from './briskFields.ts';
import { channels, Fields, idOf, names, regions } from './scanFields.ts';
import { scanLines } from './scanLines.ts';
import { begin, CLOSE, COMMA, eat, is, next, OPEN, slice, string, whole } from './scanText.ts';

const FIELDS = [
  'type',
  'id',
  'at',
  'order',
  'channel',
  'shop',
  'region',
  'buyer',
  'amount',
  'lines',
  'payment',
  'tag',
  'source',
  'currency',
] as const;
const fields = new Fields(FIELDS);
const ALWAYS = ['type', 'id', 'at', 'order', 'amount'].reduce((bits, name) => bits | bit(name), 0);
function bit(name: string): number {
  return 1 << (FIELDS as readonly string[]).indexOf(name);
}
const LINES = bit('lines');
const PAYMENT = bit('payment');

/**
 * Reads a `created` or `paid` order out of the text of its JSON, from `from` up to `to`, without making the object: what it
 * gives, JSON.parse and `brisk` give too. Undefined means: parse it. O(length).
 */
export function scan(
  text: string,
  from: number,
  to: number,
  { currency, digits }: { readonly currency: string; readonly digits: number },
  source: string,
): OrderEvent | undefined {
  begin(text, from, to);
  if (!eat(OPEN)) return undefined;
  let seen = 0;
  let field = -1;
  let type: 'order.created' | 'order.paid' | undefined;
  let at: number | string = -1;
  let amount: number | undefined;
  let id: string | undefined;
  let order: string | undefined;
  let payment: string | undefined = '';
  let channel: string | undefined = '';
  let shop: string | undefined = '';
  let region: string | undefined = '';
  let tag: string | undefined = '';
  let buyer = '';
  let named: string | undefined = '';
  let lines: OrderEvent['lines'] | undefined = NO_LINES;
  do {
    field = fields.take(field + 1);
    if (field < 0 || (seen & (1 << field)) !== 0) return undefined;
    seen |= 1 << field;
    const name = FIELDS[field];
    if (name === 'lines') {
      lines = scanLines(digits);
      if (lines === undefined) return undefined;
      continue;
    }
    if (name === 'at' && next() !== 34) {
      at = readInstant(whole());
      continue;
    }
    if (!string()) return undefined;
    switch (name) {
      case 'type':
        type = typeOf();
        break;
      case 'id':
        id = idOf();
        break;
      case 'at':
        at = readInstant(slice());
        break;
      case 'order':
        order = idOf();
        break;
      case 'channel':
        channel = channels.take();
        break;
      case 'shop':
        shop = names.take();
        break;
      case 'region':
        region = regions.take();
        break;
      case 'buyer':
        buyer = slice();
        if (textFault(buyer) !== undefined) return undefined;
        break;
      case 'amount':
        amount = parseMoney(slice(), digits);
        break;
      case 'payment':
        payment = idOf();
        break;
      case 'tag':
        tag = names.take();
        break;
      case 'source':
        named = names.take();
        break;
      case 'currency':
        if (slice() !== currency) return undefined;
        break;
      default:
        return undefined;
    }
  } while (eat(COMMA));
  if (!eat(CLOSE) || next() !== -1 || (seen & ALWAYS) !== ALWAYS) return undefined;
  if (!id || !order || type === undefined || typeof at === 'string' || amount === undefined) return undefined;
  if (channel === undefined || shop === undefined || region === undefined || tag === undefined) return undefined;
  if (payment === undefined || named === undefined) return undefined;
  // What `created` requires, and does not know.
  if (type === 'order.created' && (shop === '' || (seen & LINES) === 0 || (seen & PAYMENT) !== 0)) return undefined;
  return {
    type,
    id,
    at,
    source: named || source,
    ignored: 0,
    order,
    refund: '',
    payment,
    amount,
    channel,
    shop,
    region,
    tag,
    buyer,
    reason: '',
    lines,
  };
}

function typeOf(): 'order.created' | 'order.paid' | undefined {
  return is('order.created') ? 'order.created' : is('order.paid') ? 'order.paid' : undefined;
}
