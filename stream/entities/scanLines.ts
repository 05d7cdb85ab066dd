import type { Line } from '../contract/admitted.ts';
import { MOST_LINES } from '../contract/line.ts';
import { parseMoney } from '../contract/money.ts';
import { MOST_QUANTITY } from '../contract/readers.ts';
import { Fields, names, titles } from './scanFields.ts';
import { CLOSE, CLOSE_LIST, COMMA, eat, OPEN, OPEN_LIST, slice, string, whole } from './scanText.ts';

const FIELDS = ['sku', 'quantity', 'amount', 'category', 'title', 'cost'] as const;
const fields = new Fields(FIELDS);
/** sku, quantity and amount. */
const ALWAYS = 7;

/** Takes the list of an order's lines; undefined: parse the event. */
export function scanLines(digits: number): Line[] | undefined {
  if (!eat(OPEN_LIST)) return undefined;
  const lines: Line[] = [];
  if (eat(CLOSE_LIST)) return lines;
  do {
    const line = scanLine(digits);
    if (line === undefined || lines.push(line) > MOST_LINES) return undefined;
  } while (eat(COMMA));
  return eat(CLOSE_LIST) ? lines : undefined;
}

function scanLine(digits: number): Line | undefined {
  if (!eat(OPEN)) return undefined;
  let seen = 0;
  let field = -1;
  let sku: string | undefined;
  let quantity = 0;
  let amount: number | undefined;
  let category: string | undefined = '';
  let title: string | undefined = '';
  let cost: number | undefined = -1;
  do {
    field = fields.take(field + 1);
    if (field < 0 || (seen & (1 << field)) !== 0) return undefined;
    seen |= 1 << field;
    const name = FIELDS[field];
    if (name === 'quantity') {
      quantity = whole();
      continue;
    }
    if (!string()) return undefined;
    if (name === 'sku') sku = names.take();
    else if (name === 'amount') amount = parseMoney(slice(), digits);
    else if (name === 'category') category = names.take();
    else if (name === 'title') title = titles.take();
    else cost = parseMoney(slice(), digits);
  } while (eat(COMMA));
  if (!eat(CLOSE) || (seen & ALWAYS) !== ALWAYS || quantity < 1 || quantity > MOST_QUANTITY) return undefined;
  if (!sku || amount === undefined || category === undefined || title === undefined || cost === undefined)
    return undefined;
  return { sku, quantity, amount, title, category, cost };
}
