import { formatMoney, parseMoney } from '../../stream/contract/money.ts';
import { COUNTRIES } from './countries.ts';
import type { FileSource, Row, Skip, WireEvent } from './define.ts';
import { LocalTime } from './localTime.ts';

const DIGITS = 3;
const MAX_LINES = 2_000;
const PLACE = { channel: 'web', shop: 'Online Retail' };

interface Line {
  sku: string;
  quantity: number;
  amount: string;
  title?: string;
}

interface Invoice {
  at: number;
  /** Thousandths of a pound. */
  amount: number;
  lines: Line[];
  buyer: string;
  region: string | undefined;
  moves: { sku: string; quantity: number; at: number; index: number }[];
  rows: number;
  first: number;
}

/** With no more digits than it needs: most are pence, and a store that counts in pence takes them. */
const written = (amount: number) => formatMoney(amount, DIGITS).replace(/\.?0+$/, '');

function blank(row: number): Invoice {
  return { at: Infinity, amount: 0, lines: [], buyer: '', region: undefined, moves: [], rows: 0, first: row };
}

/**
 * Invoice lines of a UK gift shop (Chen, D. (2015), Online Retail, UCI Machine Learning Repository, doi 10.24432/C5BW33).
 * An invoice is one order placed and paid at its first timestamp, from its lines with quantity and price above 0; a `C…`
 * invoice is one credit note; lines without a price move stock; `A…` lines (bad debt) are skipped. Times are London minutes.
 */
export const onlineRetail: FileSource = {
  name: 'online-retail',
  columns: ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
  holds: 'all invoices of the file, since the lines of one need not stand together',
  async *read(rows, skip) {
    const clock = new LocalTime('Europe/London');
    const invoices = new Map<string, Invoice>();
    for await (const chunk of rows) {
      for (const row of chunk) {
        const reason = gather(invoices, row, clock);
        if (reason) skip(row.row, reason);
      }
    }
    for (const [number, invoice] of invoices) yield* events(number, invoice, skip);
  },
};

/** Takes one row into its invoice; answers why not when it makes nothing. */
function gather(invoices: Map<string, Invoice>, { row, fields }: Row, clock: LocalTime): string | undefined {
  const [number = '', sku = '', description = '', count = '', date = '', price = '', buyer = '', country = ''] = fields;
  if (fields.length !== 8) return 'not 8 columns';
  if (number === '' || sku === '') return 'no invoice number or stock code';
  if (number.startsWith('A')) return 'bad debt adjustment (A…)';
  const at = clock.read(date);
  if (Number.isNaN(at)) return 'InvoiceDate is no time';
  const each = parseMoney(price, DIGITS);
  if (each === undefined) return 'UnitPrice is no number of at most 3 decimals';
  if (!/^-?\d{1,7}$/.test(count)) return 'Quantity is no integer';
  const quantity = Number(count);
  const credit = number.startsWith('C');
  const invoice = invoices.get(number) ?? blank(row);
  invoices.set(number, invoice);
  const index = invoice.rows++;
  if (!credit && each === 0 && quantity !== 0) {
    invoice.moves.push({ sku, quantity, at, index });
    return undefined;
  }
  if (each === 0 || (credit ? quantity >= 0 : quantity <= 0)) return 'neither a sale, a credit nor a stock move';
  const pieces = Math.abs(quantity);
  const amount = pieces * each;
  invoice.at = Math.min(invoice.at, at);
  invoice.amount += amount;
  if (buyer !== '') invoice.buyer = buyer;
  invoice.region ??= COUNTRIES.get(country);
  const title = description.trim();
  invoice.lines.push({
    sku,
    quantity: pieces,
    amount: written(amount),
    ...(title === '' ? {} : { title }),
  });
  return undefined;
}

function* events(number: string, invoice: Invoice, skip: Skip): Iterable<WireEvent> {
  for (const { sku, quantity, at, index } of invoice.moves) {
    const move = `${number}:${index}`;
    yield { type: 'stock.moved', id: move, at, sku, move, quantity, reason: quantity < 0 ? 'written off' : 'found' };
  }
  if (invoice.lines.length === 0) return;
  if (invoice.lines.length > MAX_LINES) {
    skip(invoice.first, `invoice of more than ${MAX_LINES} lines`);
    return;
  }
  const where = invoice.region === undefined ? PLACE : { ...PLACE, region: invoice.region };
  const { at, lines } = invoice;
  const amount = written(invoice.amount);
  if (number.startsWith('C')) {
    yield { type: 'order.refunded', id: number, at, refund: number, amount, ...where, lines };
    return;
  }
  const buyer = invoice.buyer === '' ? {} : { buyer: invoice.buyer };
  yield { type: 'order.created', id: `${number}:created`, at, order: number, ...where, amount, lines, ...buyer };
  yield { type: 'order.paid', id: `${number}:paid`, at, order: number, amount };
}
