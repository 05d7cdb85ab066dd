import type { Language, Layout, Page, Words } from '../../layouts/document.ts';
import { say, text } from '../widgets/words.ts';
import { type Edit, freshId, onPage } from './edits.ts';

/** A layout takes so many pages. */
export const MOST_PAGES = 20;
export const USUAL_SECONDS = 30;
export const LEAST_SECONDS = 5;

const idsOf = ({ pages }: Layout) => new Set(pages.map(({ id }) => id));

/** What a page is called: its title, else its number. */
export const pageName = (page: Page, index: number, language: Language): string =>
  text(page.title, language) || say(language, `第 ${index + 1} 页`, `Page ${index + 1}`);

/** An empty page with an id that is free. */
export const emptyPage = (document: Layout): Page => ({ id: freshId('page', idsOf(document)), widgets: [] });

/** The same page again, under an id of its own. */
export function twinOf(document: Layout, page: Page): Page {
  const again = (words: Words | undefined): Words | undefined =>
    words && {
      ...(words['zh-CN'] ? { 'zh-CN': `${words['zh-CN'].slice(0, 198)} 2` } : {}),
      ...(words.en ? { en: `${words.en.slice(0, 198)} 2` } : {}),
    };
  const title = again(page.title);
  return { ...page, id: freshId(page.id, idsOf(document)), ...(title ? { title } : {}) };
}

/** Puts a page behind another one, or at the end; nothing when the layout is full. */
export const addPage =
  (page: Page, behind?: string): Edit =>
  (document) => {
    const { pages } = document;
    if (pages.length >= MOST_PAGES) return document;
    const at = behind === undefined ? pages.length : pages.findIndex(({ id }) => id === behind) + 1;
    return { ...document, pages: [...pages.slice(0, at), page, ...pages.slice(at)] };
  };

/** Takes a page out; the last one stays. */
export const removePage =
  (id: string): Edit =>
  (document) => {
    const pages = document.pages.filter((page) => page.id !== id);
    return pages.length === 0 || pages.length === document.pages.length ? document : { ...document, pages };
  };

/** Brings a page to another place among them, 0 the first. */
export const putPage =
  (id: string, to: number): Edit =>
  (document) => {
    const page = document.pages.find((one) => one.id === id);
    if (!page || document.pages[to] === page) return document;
    const pages = document.pages.filter((one) => one !== page);
    pages.splice(to, 0, page);
    return { ...document, pages };
  };

/** Its title in one language; without words it has none in it. */
export const renamePage = (id: string, language: Language, words: string): Edit =>
  onPage(id, (standing) => {
    const { title, ...page } = standing;
    const wanted = words.trim().slice(0, 200);
    if ((title?.[language] ?? '') === wanted) return standing;
    const { [language]: _, ...others } = title ?? {};
    const made: Words = wanted === '' ? others : { ...others, [language]: wanted };
    return Object.keys(made).length > 0 ? { ...page, title: made } : page;
  });

/** How long it stands, whole seconds from 5 to a day. */
export const lasting = (id: string, seconds: number): Edit =>
  onPage(id, (page) => {
    const whole = Math.min(86_400, Math.max(LEAST_SECONDS, Math.round(seconds)));
    return (page.seconds ?? USUAL_SECONDS) === whole ? page : { ...page, seconds: whole };
  });
