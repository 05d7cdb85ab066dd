import { z } from 'zod';
import type { Watched } from '../../stream/contract/query.ts';
import type { Widget } from './define.ts';
import { WIDGETS } from './index.ts';

/** What a type asks for beside the queries that its layout gives it. */
export interface Beside {
  /** Where the layout gives none, or not the one it needs. */
  instead: Watched[];
  campaign?: true;
}

/** Its options as they are, and each switch and choice the other way. */
export function variants({ options }: Pick<Widget, 'options'>): Record<string, unknown>[] {
  const { properties = {} } = z.toJSONSchema(options, { io: 'input' }) as { properties?: Record<string, Choice> };
  const choices = Object.entries(properties).flatMap(([name, { type, enum: values }]) =>
    (type === 'boolean' ? [true, false] : (values ?? [])).map((value) => ({ [name]: value })),
  );
  return [{}, ...choices];
}
interface Choice {
  type?: string;
  enum?: unknown[];
}

/** What a widget asks for under each of its variants, where the layout gives it these queries. */
export function askedBy(widget: Widget, given: readonly Watched[]): Watched[] {
  return variants(widget).flatMap((variant) => {
    const options = widget.options.safeParse(variant);
    return options.success ? [...(widget.queries ? widget.queries(given, options.data) : given)] : [];
  });
}

/** What the types ask for by themselves; those that ask for nothing are left out. */
export function widgetsAsks(): Record<string, Beside> {
  const types = [...WIDGETS].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    types.flatMap(([type, widget]) => {
      const alone = askedBy(widget, []);
      const all = [...alone, ...askedBy(widget, widget.asks?.first ?? [])];
      const campaign = all.some((asked) => 'fact' in asked && asked.fact === 'campaign');
      const own = alone.filter((asked) => !('fact' in asked && (asked.fact === 'campaign' || asked.fact === 'health')));
      const instead = [...new Map(own.map((asked) => [JSON.stringify(asked), asked])).values()];
      return instead.length > 0 || campaign ? [[type, { instead, ...(campaign ? { campaign } : {}) }]] : [];
    }),
  );
}
