import type { Image } from '../engine/shape.ts';

export interface Title {
  title?: string;
  category?: string;
}

/** What the newest `at` of any partition called a SKU; of one `at` the smaller text. */
export function titleOf(images: readonly Image[], sku: string): Title {
  const title: Title = {};
  let [titleAt, categoryAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const newer = (at: number, text: string, knownAt: number, known: string | undefined) =>
    at > knownAt || (at === knownAt && (known === undefined || text < known));
  for (const image of images) {
    const name = image.names.find(sku);
    const info = name === undefined ? undefined : image.sku(name);
    if (!info) continue;
    if (info.title !== undefined && newer(info.titleAt, info.title, titleAt, title.title)) {
      title.title = info.title;
      titleAt = info.titleAt;
    }
    if (info.category !== undefined && newer(info.categoryAt, info.category, categoryAt, title.category)) {
      title.category = info.category;
      categoryAt = info.categoryAt;
    }
  }
  return title;
}
