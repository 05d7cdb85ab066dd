import { createHash } from 'node:crypto';
import type { Layout, Words } from '../../layouts/document.ts';
import {
  type Connection,
  type LayoutDocument,
  type Library,
  layoutIds,
  readDocument,
  readPublished,
  readRevision,
} from '../../stream/index.ts';
import { readTemplate, readTemplates } from './templates.ts';

/** A layout's text with what tells one version of it from another. */
export interface Version {
  text: string;
  etag: string;
}
export interface Listed {
  id: string;
  title: Words;
  /** It comes with the product; a document of the same id stands in front of it. */
  template: boolean;
  /** Number of the published revision. */
  revision?: number;
  /** Something is in the draft. */
  draft: boolean;
  /** The draft is something else than what walls show; absent when walls show nothing. */
  differs?: boolean;
  savedAt?: number;
  archivedAt?: number;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A template as it is answered: with another release it is another version, or browsers would go on showing the one they know. */
export function deliveredAs(template: Layout): Version {
  const text = JSON.stringify(template);
  return { text, etag: `"r0-${digestOf(text)}"` };
}

/** Layouts as they stand: documents kept in Redis in front of the built-in templates. */
export class Shelf {
  readonly store: Connection;
  readonly library: Library;
  private readonly templates: string;
  private published = new Map<string, number>();

  constructor(store: Connection, library: Library, templates: string) {
    this.store = store;
    this.library = library;
    this.templates = templates;
  }

  /** Reads the published numbers again. */
  async refresh(): Promise<void> {
    this.published = await readPublished(this.store);
  }
  /** The number of the published revision as this server knows it. */
  revisionOf(id: string): number | undefined {
    return this.published.get(id);
  }

  template(id: string): Promise<Layout | undefined> {
    return readTemplate(this.templates, id);
  }

  /** What an editor opens: the draft, else what was published last, else the template. */
  async draft(id: string): Promise<Version | undefined> {
    const document = await readDocument(this.store, id);
    if (document?.draft !== undefined) return { text: document.draft, etag: `"${document.version}"` };
    const shown = await this.shown(id, document);
    return shown && { text: shown.text, etag: `"0-${digestOf(shown.text)}"` };
  }

  /** What walls show: the published revision, else the template. */
  async shown(id: string, known?: LayoutDocument): Promise<(Version & { revision: number }) | undefined> {
    const revision = (known ?? (await readDocument(this.store, id)))?.published ?? 0;
    const text = revision > 0 ? await readRevision(this.store, id, revision) : undefined;
    if (text !== undefined) return { text, etag: `"r${revision}"`, revision };
    const template = await this.template(id);
    return template && { ...deliveredAs(template), revision: 0 };
  }

  /** All layouts, by id. */
  async list(): Promise<Listed[]> {
    const templates = new Map((await readTemplates(this.templates)).map((layout) => [layout.id, layout]));
    const ids = [...new Set([...templates.keys(), ...(await layoutIds(this.store))])].sort();
    const listed = await Promise.all(
      ids.map(async (id): Promise<Listed | undefined> => {
        const document = await readDocument(this.store, id);
        const template = templates.get(id);
        const shown = (await this.shown(id, document))?.text;
        const text = document?.draft ?? shown;
        if (text === undefined) return undefined;
        return {
          id,
          title: (JSON.parse(text) as Layout).title,
          template: template !== undefined,
          draft: document?.draft !== undefined,
          ...(shown === undefined ? {} : { differs: text !== shown }),
          ...(document && document.published > 0 ? { revision: document.published } : {}),
          ...(document?.draft !== undefined ? { savedAt: document.savedAt } : {}),
          ...(document?.archivedAt !== undefined ? { archivedAt: document.archivedAt } : {}),
        };
      }),
    );
    return listed.flatMap((one) => (one ? [one] : []));
  }
}
