import { z } from 'zod';
import { type Language, type Layout, type Page, Placed } from '../../layouts/document.ts';
import { refusal } from '../../layouts/refuse.ts';
import { around, reach, sameBox, shifted } from './boxes.ts';
import { MOST_WIDGETS, renewed } from './placing.ts';

const MARK = 'widgets';
const Clip = z.strictObject({ tidewall: z.literal(MARK), widgets: z.array(Placed).min(1).max(MOST_WIDGETS) });
/** Widgets as people write them: one, or a list. */
const Loose = z.union([
  Clip,
  Placed.transform((one) => ({ widgets: [one] })),
  z
    .array(Placed)
    .min(1)
    .max(MOST_WIDGETS)
    .transform((widgets) => ({ widgets })),
]);

/** Widgets as text, for the clipboard of the system. */
export const clipOf = (widgets: readonly Placed[]): string => JSON.stringify({ tidewall: MARK, widgets }, null, 2);

const said = (chinese: string, english: string) => ({ fault: { 'zh-CN': chinese, en: english } });

/** What a text from any clipboard holds: widgets, or a sentence why it holds none. */
export function readClip(text: string): { widgets: Placed[] } | { fault: Record<Language, string> } {
  const trimmed = text.trim();
  if (trimmed === '') return said('剪贴板是空的', 'The clipboard is empty');
  if (!/^[[{]/.test(trimmed))
    return said('剪贴板里不是组件，没有粘贴任何东西', 'The clipboard holds no widgets, nothing was pasted');
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch {
    return said('剪贴板里的 JSON 不完整，没有粘贴任何东西', 'The JSON in the clipboard is broken, nothing was pasted');
  }
  if (Array.isArray(value) && value.length > MOST_WIDGETS) return tooMany(value.length);
  const refused = refusal(value);
  if (refused)
    return said(
      `剪贴板里的 JSON 不能用：${refused.path || '整份'} 里有不允许的内容`,
      `The JSON in the clipboard cannot be used: ${refused.message}`,
    );
  const read = Loose.safeParse(value);
  if (!read.success)
    return said(
      '剪贴板里的 JSON 不是组件，没有粘贴任何东西',
      'The JSON in the clipboard is no widget, nothing was pasted',
    );
  return { widgets: read.data.widgets };
}

export const tooMany = (count: number) =>
  said(
    `一页最多 ${MOST_WIDGETS} 个组件，这里有 ${count} 个，什么都没有加上`,
    `A page takes ${MOST_WIDGETS} widgets and these are ${count}, nothing was added`,
  );

/** A copy that would cover its model stands so far beside it. */
const ASIDE = { x: 24, y: 24 };

/**
 * Widgets as they come to stand on a page: with ids that are free, beside what they would cover exactly, and in the middle
 * when they come from beyond the canvas. Undefined when the page has no room.
 */
export function landed(document: Layout, page: Page, widgets: readonly Placed[]): Placed[] | undefined {
  const made = renewed(page, widgets);
  const frame = made && around(made.map(({ box }) => box));
  if (!made || !frame) return undefined;
  const { width, height } = document.canvas;
  const seen = frame.x < width && frame.y < height && frame.x + frame.width > 0 && frame.y + frame.height > 0;
  const by = seen
    ? { x: 0, y: 0 }
    : { x: Math.round((width - frame.width) / 2 - frame.x), y: Math.round((height - frame.height) / 2 - frame.y) };
  const first = made[0]?.box ?? frame;
  while (page.widgets.some(({ box }) => sameBox(box, shifted(first, by)))) {
    by.x += ASIDE.x;
    by.y += ASIDE.y;
  }
  const way = reach(
    made.map(({ box }) => box),
    by,
  );
  return made.map((widget) => ({ ...widget, box: shifted(widget.box, way) }));
}
