import type { Placed } from '../../layouts/document.ts';
import type { Widget } from '../widgets/define.ts';
import { isQuery } from '../widgets/words.ts';
import { same } from './fields.ts';
import { fits, impossible } from './offering.ts';
import { fieldsOf } from './optionFields.ts';
import { retyped } from './optioning.ts';
import { askedOf, asking, inPlace, queryOf, withAsked } from './querying.ts';

type Widgets = ReadonlyMap<string, Widget>;

/** A widget as another type, where it is of the same family: it draws its query, or neither draws any and both are of a kind. */
function turned(placed: Placed, type: string, widgets: Widgets): Placed | undefined {
  const [own, widget] = [widgets.get(placed.type), widgets.get(type)];
  if (!own || !widget) return undefined;
  const bare = (one: Placed) => retyped(withAsked(one, []), type, fieldsOf(widget.options));
  const query = queryOf(placed, own);
  if (!query) return !own.asks && !widget.asks && own.category === widget.category ? bare(placed) : undefined;
  const fit = fits(query, widgets).find((one) => one.type === type);
  if (!fit || fit.why) return undefined;
  const later = askedOf(placed, own)
    .slice(1)
    .filter((one, index) => widget.asks?.beside?.[index] && drawsBeside(widget, index + 1, one));
  const made = asking(withAsked(bare(placed), [fit.query]), widget, fit.query);
  return later.length > 0 ? withAsked(made, [fit.query, ...later]) : made;
}

function drawsBeside(widget: Widget, place: number, watched: ReturnType<typeof askedOf>[number]): boolean {
  const added = widget.asks?.beside?.[place - 1]?.first;
  if (!isQuery(watched)) return added !== undefined && !isQuery(added) && added.fact === watched.fact;
  return !impossible(inPlace(widget, place), watched);
}

/**
 * A widget as another type: place, words and what the new one can draw of its queries stay; undefined when it draws none of
 * them. One that was of that type in the `past`, and asks the same since, is what it was then.
 */
export function drawnAs(
  placed: Placed,
  type: string,
  widgets: Widgets,
  past: readonly Placed[] = [],
): Placed | undefined {
  if (placed.type === type) return undefined;
  const made = turned(placed, type, widgets);
  const then = made && past.find((one) => one.type === type);
  const again = then && turned(then, placed.type, widgets);
  if (!made || !then || !again) return made;
  const [own, widget] = [widgets.get(placed.type), widgets.get(type)];
  if (!same(askedOf(again, own), askedOf(placed, own))) return made;
  const asked = withAsked(made, then.queries ?? (then.query ? [then.query] : []));
  if (!same(again.options, placed.options) || !then.options || !widget) return asked;
  return { ...asked, options: then.options };
}
