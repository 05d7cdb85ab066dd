import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { type Fault, type Layout, readLayout, type Words } from '../../layouts/document.ts';
import { refusalWords } from '../admin/refusedWords.ts';
import { ask, type Outcome } from './ask.ts';
import { inOrder } from './inOrder.ts';
import { useLanguage } from './language.ts';

/** One wall of the list, as `GET /api/layouts` tells it. */
export interface Wall {
  id: string;
  title: Words;
  /** It comes with the product. */
  template: boolean;
  revision?: number;
  draft: boolean;
  differs?: boolean;
  savedAt?: number;
  archivedAt?: number;
}
export interface Revision {
  revision: number;
  at: number;
  author: string;
  note: string;
  /** The revision that this one brought back, 0 the template. */
  of?: number;
}
/** What a publication answers; `before`: what walls showed until then, absent when they showed nothing. */
export type Publication = Revision & { before?: number };
/** All revisions, the newest first; where there is a template, it is revision 0. */
export interface Past {
  revisions: readonly Revision[];
  template: boolean;
}

/** So often a new wall is given another name because somebody else was quicker. */
const MOST_ATTEMPTS = 5;

const address = (id: string) => `/api/layouts/${encodeURIComponent(id)}`;
/** A document of the server, read; undefined when it is away or is none. */
async function read(path: string): Promise<Layout | undefined> {
  const answer = await ask<unknown>('GET', path);
  const found = answer.ok ? readLayout(answer.body) : undefined;
  return found && 'layout' in found ? found.layout : undefined;
}

/** All walls there are, and what is done with a whole wall. */
export const useWalls = defineStore('walls', () => {
  const walls = shallowRef<readonly Wall[]>();
  const archived = shallowRef<readonly Wall[]>([]);
  const failed = ref(false);
  const asking = inOrder();

  async function load(): Promise<void> {
    const counts = asking();
    const answer = await ask<{ layouts: Wall[] }>('GET', '/api/layouts?archived=true');
    if (!counts()) return;
    failed.value = !answer.ok;
    if (!answer.ok) return;
    walls.value = answer.body.layouts.filter((wall) => wall.archivedAt === undefined);
    archived.value = answer.body.layouts.filter((wall) => wall.archivedAt !== undefined);
  }

  const published = (id: string) => read(`${address(id)}/published`);
  /** The built-in one, whatever was made of it since. */
  const template = (id: string) => read(`${address(id)}/template`);
  const draft = (id: string) => read(address(id));
  const revision = (id: string, number: number) => read(`${address(id)}/revisions/${number}`);

  /** What was published of it so far; undefined while the server is away. */
  async function past(id: string): Promise<Past | undefined> {
    const answer = await ask<Past>('GET', `${address(id)}/revisions`);
    return answer.ok ? answer.body : undefined;
  }

  /** An id that no wall has, made of the wanted one; undefined while the server is away. */
  async function freeId(wanted: string): Promise<string | undefined> {
    if (!walls.value) await load();
    if (!walls.value) return undefined;
    const taken = new Set([...walls.value, ...archived.value].map(({ id }) => id));
    const stem = /^[a-z0-9][a-z0-9-]{0,63}$/.test(wanted) ? wanted.slice(0, 58) : 'wall';
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? stem : `${stem}-${number}`;
      if (!taken.has(id)) return id;
    }
  }

  /** Saves a new wall as a draft. Answers its id, or what is wrong with the document. */
  async function create(document: unknown): Promise<{ id: string } | { faults: readonly Fault[] }> {
    const found = readLayout(document);
    if ('faults' in found) return found;
    const { layout } = found;
    for (let attempt = 0; ; attempt += 1) {
      const id = await freeId(layout.id);
      const answer: Outcome<unknown> =
        id === undefined
          ? { ok: false, status: 0, problem: undefined }
          : await ask('PUT', address(id), { body: { ...layout, id }, fresh: true });
      if (id !== undefined && answer.ok) {
        await load();
        return { id };
      }
      // Somebody else was quicker with the same name.
      if (!answer.ok && (answer.status !== 412 || attempt === MOST_ATTEMPTS))
        return { faults: [{ path: '', message: refusalWords(answer, useLanguage().language) }] };
      await load();
    }
  }

  async function archive(id: string, away: boolean): Promise<boolean> {
    const answer = away ? await ask('DELETE', address(id)) : await ask('POST', `${address(id)}/restore`);
    await load();
    return answer.ok;
  }

  interface Wish {
    note?: string;
    confirm?: boolean;
    revision?: number;
  }
  /** Publishes the draft of this version. */
  const publish = (id: string, etag: string, wish: Wish): Promise<Outcome<Publication>> =>
    ask('POST', `${address(id)}/publish`, { body: wish, etag });
  /** Publishes an earlier revision again; without a number the one before. */
  const rollback = (id: string, wish: Wish): Promise<Outcome<Publication>> =>
    ask('POST', `${address(id)}/rollback`, { body: wish });

  return {
    walls,
    archived,
    failed,
    load,
    published,
    template,
    draft,
    revision,
    past,
    create,
    archive,
    publish,
    rollback,
  };
});
