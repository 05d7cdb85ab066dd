import { DAY_MS } from '../contract/settings.ts';
import type { Words } from './checkpoint.ts';
import type { Names, SkuInfo } from './shape.ts';

type SkuWord = NonNullable<Words['skus']>[number];

function newer(at: number, text: string, knownAt: number, known: string | undefined): boolean {
  return known === undefined || at > knownAt || (at === knownAt && text < known);
}

/** Numbers of one SKU: `at` of title and category (0 = none), the category's name, and the moment told last. */
const TITLE_AT = 0;
const CATEGORY_AT = 1;
const CATEGORY = 2;
const TOLD = 3;
const WIDTH = 4;

/** Titles and categories of SKUs, as the newest `at` named them; of one `at` the smaller text. O(1). */
export class Skus {
  #known = new Float64Array(WIDTH * 64);
  readonly #titles: (string | undefined)[] = [];
  version = 0;
  /** SKUs that changed since the last delta and the last checkpoint. */
  readonly #delta = new Set<number>();
  readonly #checkpoint = new Set<number>();
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  get(sku: number): SkuInfo | undefined {
    const at = sku * WIDTH;
    if (at >= this.#known.length || this.#known[at + TOLD] === 0) return undefined;
    const info: SkuInfo = {
      titleAt: this.#known[at + TITLE_AT] as number,
      categoryAt: this.#known[at + CATEGORY_AT] as number,
    };
    const title = this.#titles[sku];
    if (title !== undefined) info.title = title;
    if (info.categoryAt > 0) info.category = this.#names.text(this.#known[at + CATEGORY] as number);
    return info;
  }

  /** What one fact says: '' and 0 = not said. Older words than the known ones change nothing. */
  say(sku: number, at: number, title: string, category: number): void {
    if (title === '' && category === 0) return;
    const from = sku * WIDTH;
    if (from >= this.#known.length) this.#grow(from);
    const known = this.#known;
    let changed = false;
    if (title !== '' && newer(at, title, known[from + TITLE_AT] as number, this.#titles[sku])) {
      changed = this.#titles[sku] !== title;
      this.#titles[sku] = title;
      known[from + TITLE_AT] = at;
    }
    if (category !== 0 && at >= (known[from + CATEGORY_AT] as number)) {
      const other = known[from + CATEGORY] as number;
      if (other === category) known[from + CATEGORY_AT] = at;
      else if (
        other === 0 ||
        newer(at, this.#names.text(category), known[from + CATEGORY_AT] as number, this.#names.text(other))
      ) {
        changed = true;
        known[from + CATEGORY] = category;
        known[from + CATEGORY_AT] = at;
      }
    }
    // The same words again are told once a day only: enough to know them from older ones after a restart.
    if (!changed && at < (known[from + TOLD] as number) + DAY_MS) return;
    known[from + TOLD] = Math.max(at, known[from + TOLD] as number);
    this.version++;
    this.#delta.add(sku);
    this.#checkpoint.add(sku);
  }

  /** Takes over what another image knows. */
  load(words: readonly SkuWord[]): void {
    for (const { sku, title, titleAt, category, categoryAt } of words) {
      const from = sku * WIDTH;
      if (from >= this.#known.length) this.#grow(from);
      this.#titles[sku] = title;
      this.#known[from + TITLE_AT] = titleAt;
      this.#known[from + CATEGORY_AT] = categoryAt;
      this.#known[from + CATEGORY] = category === undefined ? 0 : this.#names.intern(category);
      this.#known[from + TOLD] = Math.max(titleAt, categoryAt);
    }
    this.version++;
  }

  takeDelta(): SkuWord[] {
    return this.#take(this.#delta);
  }
  takeCheckpoint(): SkuWord[] {
    return this.#take(this.#checkpoint);
  }
  hasDelta(): boolean {
    return this.#delta.size > 0;
  }
  hasCheckpoint(): boolean {
    return this.#checkpoint.size > 0;
  }

  #take(changed: Set<number>): SkuWord[] {
    const words: SkuWord[] = [];
    for (const sku of changed) {
      const info = this.get(sku);
      if (info) words.push({ sku, ...info });
    }
    changed.clear();
    return words;
  }

  #grow(from: number): void {
    const wider = new Float64Array(Math.max(this.#known.length * 2, from * 2));
    wider.set(this.#known);
    this.#known = wider;
  }
}
