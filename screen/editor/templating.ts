import type { Layout, Placed } from '../../layouts/document.ts';
import { withinReach } from './boxes.ts';
import { type Edit, freshId, pageOf } from './edits.ts';
import { MOST_PAGES } from './paging.ts';

type Canvas = Layout['canvas'];
/** Two canvases are of one shape when their proportions differ by no more than so much. */
const SHAPE = 0.02;
const ZOOMS = { least: 0.5, most: 4 };

/** Whether what stands on one canvas stands on the other in the same way, larger or smaller. */
export const suits = (template: Canvas, canvas: Canvas): boolean =>
  Math.abs((template.width / template.height) * (canvas.height / canvas.width) - 1) <= SHAPE;

function grown(widget: Placed, by: number): Placed {
  if (by === 1) return widget;
  const { x, y, width, height } = widget.box;
  const zoom = Math.min(ZOOMS.most, Math.max(ZOOMS.least, Math.round((widget.zoom ?? 1) * by * 100) / 100));
  const box = withinReach({
    x: Math.round(x * by),
    y: Math.round(y * by),
    width: Math.round(width * by),
    height: Math.round(height * by),
  });
  const { zoom: _, ...rest } = widget;
  return { ...rest, box, ...(zoom === 1 ? {} : { zoom }) };
}

/** Puts what a template shows onto an empty page, at the size of the canvas; its further pages follow as pages. */
export const furnish =
  (id: string, template: Layout): Edit =>
  (document) => {
    const page = pageOf(document, id);
    if (!page || page.widgets.length > 0) return document;
    const by = document.canvas.width / template.canvas.width;
    const taken = new Set(document.pages.map((one) => one.id));
    const [first, ...more] = template.pages.map((one) => ({
      ...one,
      widgets: one.widgets.map((widget) => grown(widget, by)),
    }));
    if (!first) return document;
    const further = more.slice(0, MOST_PAGES - document.pages.length).map((one) => {
      const fresh = freshId(one.id, taken);
      taken.add(fresh);
      return { ...one, id: fresh };
    });
    const at = document.pages.indexOf(page);
    const pages = [...document.pages];
    pages.splice(at, 1, { ...first, ...page, widgets: first.widgets }, ...further);
    return { ...document, pages };
  };
