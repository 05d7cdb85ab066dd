import type { Language, Placed } from '../../layouts/document.ts';
import type { Watched } from '../../stream/contract/query.ts';
import { given, type Widget } from '../widgets/define.ts';
import { say } from '../widgets/words.ts';
import { optionFault, optionPath } from './faults.ts';

/** A placed widget that can be shown. */
export interface Prepared {
  placed: Placed;
  widget: Widget;
  options: unknown;
  /** What the layout asks for; `queries` is what the widget makes of it. */
  own: readonly Watched[];
  queries: readonly Watched[];
  every: number;
}
/** A placed widget that cannot, and why. */
export interface Broken {
  placed: Placed;
  code: string;
  reason: (language: Language) => string;
  subject: string;
}

/** Checks a placed widget against its type. Never throws: what is wrong with it is its own card. */
export function prepare(placed: Placed, widgets: ReadonlyMap<string, Widget>): Prepared | Broken {
  const widget = widgets.get(placed.type);
  if (!widget)
    return {
      placed,
      code: 'E-TYPE',
      reason: (language) => say(language, '不认识的组件类型', 'Unknown widget type'),
      subject: placed.type,
    };
  const options = widget.options.safeParse(placed.options ?? {});
  if (!options.success) {
    const [issue] = options.error.issues;
    return {
      placed,
      code: 'E-OPTION',
      reason: (language) => optionFault(issue, language),
      subject: optionPath(issue),
    };
  }
  const own = given(placed);
  const queries = widget.queries ? widget.queries(own, options.data) : own;
  return { placed, widget, options: options.data, own, queries, every: placed.every ?? widget.every };
}

export const isBroken = (one: Prepared | Broken): one is Broken => 'code' in one;
