import { clipOf, landed, readClip, tooMany } from '../clip.ts';
import { stepName } from '../naming.ts';
import { copies, insert, remove } from '../placing.ts';
import type { Desk } from '../tools/gesture.ts';
import { defineCommand } from './define.ts';

const LASTS_MS = 8_000;
const anything = ({ editing }: Desk) => editing.selection.length > 0;

/** Puts what a text holds on the page, or says why it cannot. */
export function paste({ editing, speaking, notice }: Desk, text: string): void {
  const { document, shownPage } = editing;
  if (!document || !shownPage) return;
  const read = readClip(text);
  const widgets = 'widgets' in read ? landed(document, shownPage, read.widgets) : undefined;
  if (!widgets) {
    const { fault } = 'widgets' in read ? tooMany(shownPage.widgets.length + read.widgets.length) : read;
    notice.tell({ kind: 'bad', text: fault[speaking.language], lasts: LASTS_MS });
    return;
  }
  const selection = widgets.map(({ id }) => id);
  editing.change(stepName('粘贴', 'Paste', widgets), insert(editing.page, widgets), { selection });
}

export const commands = [
  defineCommand({
    id: 'copy',
    names: { 'zh-CN': '复制', en: 'Copy' },
    family: 'clipboard',
    keys: ['mod+c'],
    icon: 'copy',
    enabled: anything,
    run: ({ editing, clipboard }) => clipboard.write(clipOf(editing.selected)),
  }),
  defineCommand({
    id: 'cut',
    names: { 'zh-CN': '剪切', en: 'Cut' },
    family: 'clipboard',
    keys: ['mod+x'],
    icon: 'cut',
    enabled: anything,
    run: ({ editing, clipboard }) => {
      const { selected, selection, page } = editing;
      clipboard.write(clipOf(selected));
      editing.change(stepName('剪切', 'Cut', selected), remove(page, selection), { selection: [] });
    },
  }),
  defineCommand({
    id: 'paste',
    names: { 'zh-CN': '粘贴', en: 'Paste' },
    family: 'clipboard',
    keys: ['mod+v'],
    icon: 'paste',
    native: true,
    run: (desk) => void desk.clipboard.read().then((text) => paste(desk, text)),
  }),
  defineCommand({
    id: 'duplicate',
    names: { 'zh-CN': '再来一份', en: 'Duplicate' },
    family: 'clipboard',
    keys: ['mod+d'],
    icon: 'duplicate',
    enabled: anything,
    run: ({ editing, stage, speaking, notice }) => {
      const { shownPage, selected, selection, page } = editing;
      const twins = shownPage && copies(shownPage, selection, stage.lastOffset);
      if (!twins) {
        const all = (shownPage?.widgets.length ?? 0) + selected.length;
        notice.tell({ kind: 'bad', text: tooMany(all).fault[speaking.language], lasts: LASTS_MS });
        return;
      }
      const ids = twins.map(({ id }) => id);
      editing.change(stepName('再来一份', 'Duplicate', selected), insert(page, twins), { selection: ids });
    },
  }),
];
