import { z } from 'zod';
import { optional, Refused, required, shown } from './field.ts';
import { moneyMeta, NAME, quantityMeta, readMoney, readName, readQuantity, readTitle, TITLE } from './readers.ts';

/** What of the installation the schema depends on. */
export interface Money {
  readonly currency: string;
  readonly digits: number;
}

export const MOST_LINES = 2_000;

function lineSchema({ digits }: Money) {
  return z.object(
    {
      sku: required(NAME, readName),
      quantity: required(quantityMeta(1), (raw) => readQuantity(raw, 1)),
      amount: required(moneyMeta(digits), (raw) => readMoney(raw, digits)),
      title: optional(TITLE, readTitle, ''),
      category: optional(NAME, readName, ''),
      cost: optional(moneyMeta(digits), (raw) => readMoney(raw, digits), -1),
    },
    { error: (issue) => `expected an object with sku, quantity and amount, got ${shown(issue.input)}` },
  );
}

/** A list of lines that must be there, and one that need not. */
export function linesSchema(money: Money) {
  const line = lineSchema(money);
  const description = `a list of at most ${MOST_LINES} lines`;
  const meta = { type: 'array', description, maxItems: MOST_LINES, items: z.toJSONSchema(line, { io: 'input' }) };
  const read = (raw: unknown) => {
    if (!Array.isArray(raw)) return new Refused('lines', `expected ${description}, got ${shown(raw)}`);
    return raw.length > MOST_LINES
      ? new Refused('lines', `expected ${description}, got ${raw.length}`)
      : (raw as unknown[]);
  };
  return {
    Lines: required<unknown[]>(meta, read).pipe(z.array(line)),
    MaybeLines: optional<unknown[]>(meta, read, []).pipe(z.array(line)),
  };
}
