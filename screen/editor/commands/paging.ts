import { pageOf } from '../edits.ts';
import { addPage, emptyPage, MOST_PAGES, pageName, putPage, removePage, twinOf } from '../paging.ts';
import type { Desk } from '../tools/gesture.ts';
import { defineCommand } from './define.ts';

const pages = ({ editing }: Desk) => editing.document?.pages ?? [];
const at = (desk: Desk) => pages(desk).findIndex(({ id }) => id === desk.editing.page);
const hasRoom = (desk: Desk) => pages(desk).length < MOST_PAGES;

function turn(desk: Desk, by: 1 | -1): void {
  const all = pages(desk);
  const next = all[(at(desk) + by + all.length) % all.length];
  if (next) desk.editing.turnTo(next.id);
}

/** The name of a step on the page that is shown: 删除页「总览」. */
function onPageName(desk: Desk, chinese: string, english: string) {
  const page = desk.editing.shownPage;
  const named = (language: 'zh-CN' | 'en') => (page ? pageName(page, at(desk), language) : '');
  return { 'zh-CN': `${chinese}「${named('zh-CN')}」`, en: `${english} “${named('en')}”` };
}

function put(desk: Desk, by: 1 | -1): void {
  const edit = putPage(desk.editing.page, at(desk) + by);
  desk.editing.change(onPageName(desk, '挪动页', 'Move page'), edit);
}

export const commands = [
  defineCommand({
    id: 'page-add',
    names: { 'zh-CN': '加一页', en: 'Add a page' },
    family: 'page',
    icon: 'plus',
    enabled: hasRoom,
    run: ({ editing }) => {
      if (!editing.document) return;
      const page = emptyPage(editing.document);
      editing.change({ 'zh-CN': '加一页', en: 'Add a page' }, addPage(page), { page: page.id, selection: [] });
    },
  }),
  defineCommand({
    id: 'page-duplicate',
    names: { 'zh-CN': '再来一页', en: 'Duplicate page' },
    family: 'page',
    icon: 'duplicate',
    enabled: hasRoom,
    run: (desk) => {
      const { document, page } = desk.editing;
      const standing = document && pageOf(document, page);
      if (!standing) return;
      const twin = twinOf(document, standing);
      const name = onPageName(desk, '再来一页', 'Duplicate page');
      desk.editing.change(name, addPage(twin, page), { page: twin.id, selection: [] });
    },
  }),
  defineCommand({
    id: 'page-delete',
    names: { 'zh-CN': '删除这页', en: 'Delete page' },
    family: 'page',
    icon: 'delete',
    enabled: (desk) => pages(desk).length > 1,
    run: (desk) => {
      const next = pages(desk)[at(desk) + 1] ?? pages(desk)[at(desk) - 1];
      const place = next ? { page: next.id, selection: [] } : {};
      desk.editing.change(onPageName(desk, '删除页', 'Delete page'), removePage(desk.editing.page), place);
    },
  }),
  defineCommand({
    id: 'page-earlier',
    names: { 'zh-CN': '这页往前挪', en: 'Move page earlier' },
    family: 'page',
    enabled: (desk) => at(desk) > 0,
    run: (desk) => put(desk, -1),
  }),
  defineCommand({
    id: 'page-later',
    names: { 'zh-CN': '这页往后挪', en: 'Move page later' },
    family: 'page',
    enabled: (desk) => at(desk) < pages(desk).length - 1,
    run: (desk) => put(desk, 1),
  }),
  defineCommand({
    id: 'page-next',
    names: { 'zh-CN': '下一页', en: 'Next page' },
    family: 'page',
    keys: ['pagedown'],
    enabled: (desk) => pages(desk).length > 1,
    run: (desk) => turn(desk, 1),
  }),
  defineCommand({
    id: 'page-previous',
    names: { 'zh-CN': '上一页', en: 'Previous page' },
    family: 'page',
    keys: ['pageup'],
    enabled: (desk) => pages(desk).length > 1,
    run: (desk) => turn(desk, -1),
  }),
];
