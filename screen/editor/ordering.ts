import type { Placed } from '../../layouts/document.ts';
import { type Edit, onPage } from './edits.ts';

export type Way = 'front' | 'back' | 'forward' | 'backward';

/** Changes what lies over what: later in the page is above. What is moved together keeps its own order. */
export const reorder = (page: string, ids: readonly string[], way: Way): Edit =>
  onPage(page, (standing) => {
    const widgets = turned(standing.widgets, new Set(ids), way);
    return widgets.every((one, index) => one === standing.widgets[index]) ? standing : { ...standing, widgets };
  });

function turned(widgets: readonly Placed[], ids: ReadonlySet<string>, way: Way): Placed[] {
  const moved = widgets.filter(({ id }) => ids.has(id));
  const others = widgets.filter(({ id }) => !ids.has(id));
  if (way === 'front') return [...others, ...moved];
  if (way === 'back') return [...moved, ...others];
  const made = way === 'forward' ? [...widgets] : [...widgets].reverse();
  for (let at = made.length - 2; at >= 0; at -= 1) {
    const [below, above] = [made[at], made[at + 1]];
    if (below && above && ids.has(below.id) && !ids.has(above.id)) made.splice(at, 2, above, below);
  }
  return way === 'forward' ? made : made.reverse();
}

/** Puts widgets directly below another one, or on top of all when there is none: what dragging a layer does. */
export const putBelow = (page: string, ids: readonly string[], above: string | undefined): Edit =>
  onPage(page, (standing) => {
    const named = new Set(ids);
    if (above !== undefined && named.has(above)) return standing;
    const moved = standing.widgets.filter(({ id }) => named.has(id));
    const others = standing.widgets.filter(({ id }) => !named.has(id));
    const at = above === undefined ? others.length : others.findIndex(({ id }) => id === above);
    if (at < 0) return standing;
    const widgets = [...others.slice(0, at), ...moved, ...others.slice(at)];
    return widgets.every((one, index) => one === standing.widgets[index]) ? standing : { ...standing, widgets };
  });
