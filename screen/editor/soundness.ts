import { FARTHEST, Layout, Page } from '../../layouts/document.ts';
import { refusal, TOO_LARGE } from '../../layouts/refuse.ts';
import type { Fault } from '../../stream/contract/failure.ts';
import { read } from '../../stream/contract/read.ts';
import type { Pair } from '../widgets/option.ts';
import { MOST_PAGES } from './paging.ts';
import { MOST_WIDGETS } from './placing.ts';

/** Pages keep their identity while nothing on them changes: each is read once. */
const known = new WeakMap<Page, Fault | undefined>();

function flawOfPage(page: Page): Fault | undefined {
  if (known.has(page)) return known.get(page);
  const checked = read(Page, page);
  const fault = 'faults' in checked ? checked.faults[0] : undefined;
  known.set(page, fault);
  return fault;
}

/** Why a layout could not be saved: the first thing that its schema refuses, undefined when there is none. Reads only pages that changed. */
export function flawOf(document: Layout): Fault | undefined {
  const refused = refusal(document);
  if (refused) return refused;
  const bare = read(Layout, { ...document, pages: document.pages.map(({ id }) => ({ id, widgets: [] })) });
  if ('faults' in bare) return bare.faults[0];
  for (const [index, page] of document.pages.entries()) {
    const fault = flawOfPage(page);
    if (fault) return { ...fault, path: `pages.${index}.${fault.path}` };
  }
  return undefined;
}

/** The flaw in both languages; what is none of the limits one meets is said with its place. */
export function flawWords({ path, message }: Fault): Pair {
  if (/\.box\.\w+$/.test(path))
    return [
      `组件最远放到 ${FARTHEST} 像素处，最长 ${FARTHEST} 像素`,
      `A widget stands at most ${FARTHEST} px out and is at most ${FARTHEST} px long`,
    ];
  if (/^pages\.\d+\.widgets$/.test(path))
    return [`一页最多 ${MOST_WIDGETS} 个组件`, `A page takes ${MOST_WIDGETS} widgets`];
  if (path === 'pages') return [`最多 ${MOST_PAGES} 页`, `A wall takes ${MOST_PAGES} pages`];
  if (message === TOO_LARGE) return ['大屏里的东西太多了', 'There is too much on the wall'];
  return [`${path} 不合要求`, `${path}: ${message}`];
}
