import { DAY_MS } from '../contract/settings.ts';
import type { Words } from './checkpoint.ts';
import type { Names, SkuInfo } from './shape.ts';

type SkuWord = NonNullable<Words['skus']>[number];

interface Known extends SkuInfo {
  /** `at` of title and category as the dictionaries have them. */
  told: number;
}

function newer(at: number, text: string, knownAt: number, known: string | undefined): boolean {
  return known === undefined || at > knownAt || (at === knownAt && text < known);
}

/** Titles and categories of SKUs, as the newest `at` named them; of one `at` the smaller text. */
export class Skus {
  readonly #known = new Map<number, Known>();
  version = 0;
  /** SKUs that changed since the last delta and the last checkpoint. */
  readonly #delta = new Set<number>();
  readonly #checkpoint = new Set<number>();
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  get(sku: number): SkuInfo | undefined {
    return this.#known.get(sku);
  }

  /** What one fact says: '' and 0 = not said. Older words than the known ones change nothing. */
  say(sku: number, at: number, title: string, category: number): void {
    let known = this.#known.get(sku);
    if (known === undefined) {
      if (title === '' && category === 0) return;
      known = { titleAt: 0, categoryAt: 0, told: 0 };
      this.#known.set(sku, known);
    }
    let changed = false;
    if (title !== '' && newer(at, title, known.titleAt, known.title)) {
      changed = known.title !== title;
      known.title = title;
      known.titleAt = at;
    }
    if (category !== 0 && at >= known.categoryAt) {
      const text = this.#names.text(category);
      if (newer(at, text, known.categoryAt, known.category)) {
        changed ||= known.category !== text;
        known.category = text;
        known.categoryAt = at;
      }
    }
    // The same words again are told once a day only: enough to know them from older ones after a restart.
    if (!changed && at < known.told + DAY_MS) return;
    known.told = Math.max(at, known.told);
    this.version++;
    this.#delta.add(sku);
    this.#checkpoint.add(sku);
  }

  load(words: readonly SkuWord[]): void {
    for (const { sku, ...info } of words)
      this.#known.set(sku, { ...info, told: Math.max(info.titleAt, info.categoryAt) });
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
      const { told: _, ...info } = this.#known.get(sku) as Known;
      words.push({ sku, ...info });
    }
    changed.clear();
    return words;
  }
}
