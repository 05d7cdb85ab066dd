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
  let end = text.indexOf('\n', from);
  let quote = text.indexOf('"', from);
  while (end >= 0 && quote >= 0 && quote < end) {
    const close = text.indexOf('"', quote + 1);
    if (close < 0) return -1;
    if (end < close) end = text.indexOf('\n', close);
    quote = text.indexOf('"', close + 1);
  }
  return end;
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
    let close = record.indexOf('"', from + 1);
    while (close >= 0 && record[close + 1] === '"') close = record.indexOf('"', close + 2);
    if (close < 0) close = record.length;
    fields.push(record.slice(from + 1, close).replaceAll('""', '"'));
    const comma = record.indexOf(',', close);
    if (comma < 0) return fields;
    from = comma + 1;
  }
}
