import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventSchemas } from '../../../stream/contract/event.ts';
import { FIELDS, LINE_FIELDS } from '../../../stream/entities/fields.ts';
import { KINDS } from '../../../stream/entities/index.ts';
import { SETTINGS } from '../../support/joined.ts';

const schemas = Object.entries(eventSchemas(SETTINGS));

interface Published {
  properties: Record<string, { items?: Published }>;
  required: string[];
}
const published = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as unknown as Published;

test('the fields that are not counted as unknown are those of the schema', () => {
  for (const [type, schema] of schemas) {
    const { properties } = published(schema);
    expect([...(FIELDS[type as keyof typeof FIELDS] ?? [])].sort(), type).toEqual(Object.keys(properties).sort());
    if (properties.lines)
      expect([...LINE_FIELDS].sort()).toEqual(Object.keys(properties.lines.items?.properties ?? {}).sort());
  }
});

test('the published schema requires what the contract requires', () => {
  const required = Object.fromEntries(
    schemas.map(([type, schema]) => [type, published(schema).required.sort().join(' ')]),
  );
  expect(required).toEqual({
    'order.created': 'amount at id lines order shop type',
    'order.paid': 'amount at id order type',
    'order.shipped': 'at id order type',
    'order.completed': 'at id order type',
    'order.cancelled': 'at id order type',
    'order.voided': 'at id type',
    'order.refunded': 'amount at id refund type',
    'stock.level': 'at id onHand sku type',
    'stock.moved': 'at id move quantity sku type',
  });
});

test('every event type has a schema and a kind', () => {
  const types = KINDS.flatMap((kind) => kind?.types ?? []);
  expect([...types].sort()).toEqual(schemas.map(([type]) => type).sort());
});
