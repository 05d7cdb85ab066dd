import type { Row } from '../../sources/define.ts';

/**
 * Records of a CSV text (RFC 4180: quotes doubled inside quotes, line ends inside quotes allowed), several at a time and
 * with the header as row 0. Holds one chunk and one unfinished record.
 */
export async function* recordsOf(text: AsyncIterable<string>): AsyncIterable<readonly Row[]> {
  let rest = '';
  let count = 0;
  for await (const chunk of text) {
    const input = rest + chunk;
    const rows: Row[] = [];
    let from = 0;
    for (;;) {
      const end = endOf(input, from);
      if (end < 0) break;
      const line = input.slice(from, input[end - 1] === '\r' ? end - 1 : end);
      if (line !== '') rows.push({ row: count++, fields: fieldsOf(line) });
      from = end + 1;
    }
    rest = input.slice(from);
    if (rows.length > 0) yield rows;
  }
  const last = rest.replace(/\r?\n?$/, '');
  if (last !== '') yield [{ row: count, fields: fieldsOf(last) }];
}

/** Where the record that starts at `from` ends (its line feed), -1 when it goes on beyond the text. */
function endOf(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0 || !text.slice(from, end).includes('"')) return end;
  let at = from;
  for (;;) {
    const feed = text.indexOf('\n', at);
    const open = openingQuote(text, at, feed, from);
    if (feed < 0 || open < 0) return feed;
    const close = closingQuote(text, open);
    if (close < 0) return -1;
    at = close + 1;
  }
}

/** Only a quote at the beginning of a field opens one; -1 when there is none before `end`. */
function openingQuote(text: string, at: number, end: number, record: number): number {
  let quote = text.indexOf('"', at);
  while (quote >= 0 && quote < end && quote !== record && text[quote - 1] !== ',') quote = text.indexOf('"', quote + 1);
  return quote < end ? quote : -1;
}

function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

/** Fields of one record. A quote inside an unquoted field is taken as it stands. */
export function fieldsOf(record: string): string[] {
  if (!record.includes('"')) return record.split(',');
  const fields: string[] = [];
  let from = 0;
  for (;;) {
    if (record[from] !== '"') {
      const comma = record.indexOf(',', from);
      fields.push(comma < 0 ? record.slice(from) : record.slice(from, comma));
      if (comma < 0) return fields;
      from = comma + 1;
      continue;
    }
    const found = closingQuote(record, from);
    const close = found < 0 ? record.length : found;
    fields.push(record.slice(from + 1, close).replaceAll('""', '"'));
    const comma = record.indexOf(',', close);
    if (comma < 0) return fields;
    from = comma + 1;
  }
}
