import { readInstant } from '../contract/instant.ts';
import { MOST_MINOR } from '../contract/money.ts';
import { REFUSED_NAMES } from '../contract/names.ts';
import { MOST_BYTES } from '../contract/text.ts';
import { CREATED, PAYMENT } from '../entities/orderFact.ts';
import type { Lexicon } from './lexicon.ts';
import { QuickLines } from './quickLines.ts';
import { Spelt } from './spelt.ts';
import {
  begin,
  CLOSE,
  COMMA,
  eat,
  Fields,
  is,
  money,
  next,
  OPEN,
  plain,
  slice,
  start,
  stop,
  string,
  whole,
} from './tokens.ts';

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
function bit(name: (typeof FIELDS)[number]): number {
  return 1 << FIELDS.indexOf(name);
}
const ALWAYS = bit('type') | bit('id') | bit('at') | bit('order') | bit('amount');
const LINES = bit('lines');
const PAID_AS = bit('payment');
const TYPES = [Buffer.from('order.created'), Buffer.from('order.paid')] as const;
const REFUSED = REFUSED_NAMES.map((name) => Buffer.from(name));

export interface Terms {
  readonly currency: string;
  readonly digits: number;
}

/** What a text of the body is: where it begins and ends. */
export interface Range {
  from: number;
  to: number;
}

/**
 * The quick road of the door: reads a `created` or `paid` order out of the bytes of its JSON, without making the object or
 * any string. What it understands, JSON.parse and the schema read the same; whatever is odd is theirs. One order at a time,
 * read again in place.
 */
export class QuickOrder {
  body: Uint8Array = new Uint8Array(0);
  /** CREATED or PAYMENT. */
  type = CREATED;
  at = 0;
  amount = 0;
  readonly order: Range = { from: 0, to: 0 };
  readonly payment: Range = { from: 0, to: 0 };
  readonly buyer: Range = { from: 0, to: 0 };
  /** Numbers of the lexicon, 0 = not said. */
  channel = 0;
  shop = 0;
  region = 0;
  tag = 0;
  source = 0;
  readonly lines: QuickLines;
  readonly #lexicon: Lexicon;
  readonly #spelt: Spelt;
  #seen = 0;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#spelt = new Spelt(lexicon);
    this.lines = new QuickLines(this.#spelt);
  }

  /** False: parse it. O(length). */
  read(body: Uint8Array, from: number, to: number, terms: Terms): boolean {
    this.#lexicon.breathe();
    this.#spelt.begin(body);
    begin(body, from, to);
    if (!eat(OPEN)) return false;
    this.body = body;
    this.type = -1;
    this.channel = this.shop = this.region = this.tag = this.source = this.#seen = 0;
    this.payment.from = this.payment.to = this.buyer.from = this.buyer.to = 0;
    this.lines.count = 0;
    let field = -1;
    do {
      field = fields.take(field + 1);
      if (field < 0 || (this.#seen & (1 << field)) !== 0) return false;
      this.#seen |= 1 << field;
      if (!this.#field(FIELDS[field], terms)) return false;
    } while (eat(COMMA));
    if (!eat(CLOSE) || next() !== -1 || (this.#seen & ALWAYS) !== ALWAYS) return false;
    // What `created` requires, and does not know.
    return this.type !== CREATED || (this.shop !== 0 && (this.#seen & LINES) !== 0 && (this.#seen & PAID_AS) === 0);
  }

  #field(name: (typeof FIELDS)[number] | undefined, { currency, digits }: Terms): boolean {
    if (name === 'lines') return this.lines.read(digits);
    if (name === 'at' && next() !== 34) return this.#when(readInstant(whole()));
    if (!string()) return false;
    switch (name) {
      case 'type':
        this.type = is(TYPES[0]) ? CREATED : is(TYPES[1]) ? PAYMENT : -1;
        return this.type >= 0;
      case 'at':
        return this.#when(readInstant(slice()));
      case 'id':
        return stop > start && isId();
      case 'order':
        return stop > start && isId() && keep(this.order);
      case 'payment':
        return isId() && keep(this.payment);
      case 'buyer':
        return plain && stop - start <= MOST_BYTES && keep(this.buyer);
      case 'channel':
        this.channel = this.#spelt.channel();
        return this.channel >= 0;
      case 'shop':
        this.shop = this.#spelt.name();
        return this.shop >= 0;
      case 'region':
        this.region = this.#spelt.region();
        return this.region >= 0;
      case 'tag':
        this.tag = this.#spelt.name();
        return this.tag >= 0;
      case 'source':
        this.source = this.#spelt.name();
        return this.source >= 0;
      case 'amount':
        this.amount = money(digits);
        return this.amount >= 0 && this.amount <= MOST_MINOR;
      case 'currency':
        return slice() === currency;
      default:
        return false;
    }
  }

  #when(at: number | string): boolean {
    if (typeof at === 'string') return false;
    this.at = at;
    return true;
  }
}

/** The string taken last is an id of plain ASCII that nobody refuses; others are looked at by the schema. */
function isId(): boolean {
  if (!plain || stop - start > MOST_BYTES) return false;
  for (const name of REFUSED) if (is(name)) return false;
  return true;
}

function keep(range: Range): true {
  range.from = start;
  range.to = stop;
  return true;
}
