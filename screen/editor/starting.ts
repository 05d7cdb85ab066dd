import type { Page, Placed } from '../../layouts/document.ts';
import type { Watched } from '../../stream/contract/query.ts';
import type { Widget } from '../widgets/define.ts';
import { isQuery } from '../widgets/words.ts';
import { freshId } from './edits.ts';

/** Where a query about a campaign starts when there is none: today. */
function present(query: Watched, campaign: boolean): Watched {
  if (campaign || !isQuery(query) || query.window !== 'campaign') return query;
  return { ...query, window: 'today', ...(query.step === '1m' ? { step: '5m' as const } : {}) };
}

/** A widget as it comes out of the palette: its usual size with its middle at `at`, and a query that draws something at once. */
export function started(
  type: string,
  widget: Widget,
  at: { x: number; y: number },
  page: Page,
  campaign: boolean,
  metric?: string,
): Placed {
  const { width, height } = widget.sizes.usual;
  const id = freshId(type, new Set(page.widgets.map((one) => one.id)));
  const box = { x: Math.round(at.x - width / 2), y: Math.round(at.y - height / 2), width, height };
  const asked = (widget.asks?.first ?? []).map((query) => {
    const own = present(query, campaign);
    return metric !== undefined && isQuery(own) ? { ...own, metrics: [metric] } : own;
  });
  const [query] = asked;
  return {
    id,
    type,
    box,
    ...(asked.length > 1 ? { queries: asked } : query ? { query } : {}),
  };
}
