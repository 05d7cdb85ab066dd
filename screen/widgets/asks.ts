import { z } from 'zod';
import type { Watched } from '../../stream/contract/query.ts';
import type { Widget } from './define.ts';
import { WIDGETS } from './index.ts';

/** What a type asks for beside the queries that its layout gives it. */
export interface Beside {
  /** Where the layout gives none of the kind. */
  instead?: Watched[];
  /** The campaign, always or with one of these options. */
  campaign?: true | Record<string, unknown>;
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

/** What a widget asks for with these options, where the layout gives it these queries. */
export function askedBy(widget: Widget, given: readonly Watched[], variant: Record<string, unknown>): Watched[] {
  const options = widget.options.safeParse(variant);
  return options.success ? [...(widget.queries ? widget.queries(given, options.data) : given)] : [];
}
const isCampaign = (asked: Watched) => 'fact' in asked && asked.fact === 'campaign';

/** What the types ask for by themselves; those that ask for nothing are left out. */
export function widgetsAsks(): Record<string, Beside> {
  const types = [...WIDGETS].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    types.flatMap(([type, widget]) => {
      const all = variants(widget);
      const own = all
        .flatMap((variant) => askedBy(widget, [], variant))
        .filter((asked) => !('fact' in asked && (asked.fact === 'campaign' || asked.fact === 'health')));
      const instead = [...new Map(own.map((asked) => [JSON.stringify(asked), asked])).values()];
      const given = widget.asks?.first ?? [];
      const asking = all.filter((variant) => askedBy(widget, given, variant).some(isCampaign));
      const always = asking.some((variant) => Object.keys(variant).length === 0);
      const campaign = always || Object.assign({}, ...asking);
      const asks = {
        ...(instead.length > 0 ? { instead } : {}),
        ...(asking.length > 0 ? { campaign } : {}),
      };
      return Object.keys(asks).length > 0 ? [[type, asks]] : [];
    }),
  );
}
