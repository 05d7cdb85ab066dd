import { z } from 'zod';
import type { Fault } from '../stream/contract/failure.ts';
import { DIMENSIONS, Watched } from '../stream/contract/query.ts';
import { read } from '../stream/contract/read.ts';
import { refusal } from './refuse.ts';

export type { Fault } from '../stream/contract/failure.ts';

export const SCHEMA_VERSION = 1;
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const FITS = ['contain', 'cover', 'width', 'height', 'stretch'] as const;
export type Fit = (typeof FITS)[number];
export const THEMES = ['tide', 'daylight'] as const;
export type Theme = (typeof THEMES)[number];

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and dashes, at most 64');

/** A text in the languages of the walls; at least one of them. */
export const Words = z
  .strictObject({ 'zh-CN': z.string().min(1).max(200).optional(), en: z.string().min(1).max(200).optional() })
  .refine((words) => words['zh-CN'] !== undefined || words.en !== undefined, 'needs zh-CN or en');
export type Words = z.infer<typeof Words>;

/** No box stands farther out than so many px, and none is longer. */
export const FARTHEST = 20_000;
const Pixel = z.number().min(-FARTHEST).max(FARTHEST);
const Length = z.number().min(1).max(FARTHEST);

export const Box = z.strictObject({ x: Pixel, y: Pixel, width: Length, height: Length });
export type Box = z.infer<typeof Box>;

/** One widget. Its type and options are checked by the widget itself, so that an unknown one is one broken card. */
export const Placed = z
  .strictObject({
    id: Id,
    type: Id,
    box: Box,
    /** Everything in it is drawn so many times its usual size, for a wall that is read from farther away. */
    zoom: z.number().min(0.5).max(4).optional(),
    title: Words.optional(),
    /** A quiet second line beside the title. */
    note: Words.optional(),
    query: Watched.optional(),
    queries: z.array(Watched).min(1).max(8).optional(),
    /** At least so many ms between two changes; the widget's own pace when absent. */
    every: z.int().min(20).max(1_000).optional(),
    options: z.record(z.string().max(64), z.json()).optional(),
    /** What the operators call it among the layers; no wall says it. */
    name: z.string().min(1).max(80).optional(),
    /** Widgets of a page with the same group are arranged as one. */
    group: Id.optional(),
    /** It stands fast on the canvas of the editor. */
    locked: z.boolean().optional(),
    /** No wall draws it or asks for it. */
    hidden: z.boolean().optional(),
  })
  .refine((widget) => !(widget.query && widget.queries), { path: ['queries'], message: 'give query or queries' });
export type Placed = z.infer<typeof Placed>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 22:00');
/** A wall that grows darker at night, in the wall's time zone. `level` is the share of light that stays. */
export const Dim = z.strictObject({ from: Clock, to: Clock, level: z.number().min(0.3).max(1).default(0.5) });
export type Dim = z.infer<typeof Dim>;

const distinct = (rows: readonly { id: string }[]) => new Set(rows.map((row) => row.id)).size === rows.length;

const Dimension = z.enum(DIMENSIONS);

export const Page = z.strictObject({
  id: Id,
  title: Words.optional(),
  /**
   * By what a person who stands near may filter the page: a click on a group of one of these dimensions. A widget that
   * is grouped by it is grouped by `drill` then.
   */
  params: z.partialRecord(Dimension, z.strictObject({ drill: Dimension.optional() })).optional(),
  /** How long the page stands before the next one. */
  seconds: z.int().min(5).max(86_400).optional(),
  widgets: z.array(Placed).max(200).refine(distinct, 'two widgets have the same id'),
});
export type Page = z.infer<typeof Page>;

/** What stands where on a wall: data only, checked here and nowhere else. Pixels are those of the canvas. */
export const Layout = z.strictObject({
  $schema: z.string().max(200).optional(),
  schemaVersion: z.literal(SCHEMA_VERSION),
  id: Id,
  title: Words,
  canvas: z.strictObject({
    width: z.int().min(320).max(16_000),
    height: z.int().min(240).max(16_000),
    fit: z.enum(FITS).default('contain'),
    theme: z.enum(THEMES).default('tide'),
    language: z.enum(LANGUAGES).optional(),
    dim: Dim.optional(),
  }),
  pages: z.array(Page).min(1).max(20).refine(distinct, 'two pages have the same id'),
});
export type Layout = z.infer<typeof Layout>;

/** Raises a document of an older version by one; the key is the version it starts from. */
export type Migrations = Readonly<Record<number, (document: Record<string, unknown>) => Record<string, unknown>>>;
const MIGRATIONS: Migrations = {};

/** Brings a parsed document forward to `version`; what it cannot place it returns as it is, for the schema to refuse. */
export function migrate(document: unknown, migrations = MIGRATIONS, version = SCHEMA_VERSION): unknown {
  let present = document;
  for (let from = 0; from < version; from += 1) {
    const step = migrations[from];
    if (typeof present !== 'object' || present === null || !('schemaVersion' in present)) return present;
    if (present.schemaVersion === from && step)
      present = { ...step(present as Record<string, unknown>), schemaVersion: from + 1 };
  }
  return present;
}

/** A document from outside, already JSON: the layout at the present version, or every fault in it. */
export function readLayout(document: unknown): { layout: Layout } | { faults: Fault[] } {
  const refused = refusal(document);
  if (refused) return { faults: [refused] };
  const checked = read(Layout, migrate(document));
  return 'value' in checked ? { layout: checked.value } : checked;
}

/** The JSON Schema of a layout as people write it: what has a default may be left out. */
export function layoutSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(Layout, { io: 'input' }), title: 'Tidewall layout' };
}
