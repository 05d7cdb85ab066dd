import { clipOf, landed, readClip } from '../clip.ts';
import { stepName } from '../naming.ts';
import { copies, insert, remove } from '../placing.ts';
import type { Desk } from '../tools/gesture.ts';
import { tellFull } from '../writable.ts';
import { defineCommand } from './define.ts';

const LASTS_MS = 8_000;
const anything = ({ editing }: Desk) => editing.selection.length > 0;

/** Puts what a text holds on the page, or says why it cannot. */
export function paste(desk: Desk, text: string): void {
  const { editing, speaking, notice } = desk;
  const { document, shownPage } = editing;
  if (!document || !shownPage) return;
  const read = readClip(text);
  if ('fault' in read) {
    notice.tell({ kind: 'bad', text: read.fault[speaking.language], lasts: LASTS_MS });
    return;
  }
  const widgets = landed(document, shownPage, read.widgets);
  if (!widgets) {
    tellFull(shownPage.widgets.length + read.widgets.length, desk);
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
    enabled: ({ editing }) => editing.selected.some(({ locked }) => !locked),
    run: ({ editing, clipboard }) => {
      const taken = editing.selected.filter(({ locked }) => !locked);
      const ids = taken.map(({ id }) => id);
      clipboard.write(clipOf(taken));
      editing.change(stepName('剪切', 'Cut', taken), remove(editing.page, ids), { selection: [] });
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
    run: (desk) => {
      const { editing, stage } = desk;
      const { shownPage, selected, selection, page } = editing;
      const twins = shownPage && copies(shownPage, selection, stage.lastOffset);
      if (!twins) {
        tellFull((shownPage?.widgets.length ?? 0) + selected.length, desk);
        return;
      }
      const ids = twins.map(({ id }) => id);
      editing.change(stepName('再来一份', 'Duplicate', selected), insert(page, twins), { selection: ids });
    },
  }),
];
