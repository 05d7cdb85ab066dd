import { z } from 'zod';
import { widgetsAsks } from './asks.ts';
import { WIDGETS } from './index.ts';

/** The options of every widget as JSON Schema, by type, and what each asks for by itself: for programs that cannot see this room. */
export function widgetsSchema(): Record<string, unknown> {
  const options = [...WIDGETS]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, widget]) => {
      const { $schema: _, ...schema } = z.toJSONSchema(widget.options, { io: 'input' });
      return [type, schema] as const;
    });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Options of Tidewall widgets by type',
    type: 'object',
    properties: Object.fromEntries(options),
    'x-asks': widgetsAsks(),
  };
}
