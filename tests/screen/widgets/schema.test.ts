import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { widgetsSchema } from '../../../screen/widgets/schema.ts';

test('widgets.schema.json is what the widgets say of their options and of what they ask for (UPDATE=1 writes it)', () => {
  const path = 'layouts/widgets.schema.json';
  const made = `${JSON.stringify(widgetsSchema(), null, 2)}\n`;
  if (process.env.UPDATE) writeFileSync(path, made);
  expect(readFileSync(path, 'utf8')).toBe(made);
});
