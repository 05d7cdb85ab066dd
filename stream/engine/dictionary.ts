import type { Words } from './checkpoint.ts';
import type { ImageStore } from './image.ts';

/** What of an image's dictionaries somebody was told already. One for deltas, one for checkpoints. */
export class Told {
  readonly #image: ImageStore;
  #names: number;
  #groups: number[];

  constructor(image: ImageStore) {
    this.#image = image;
    this.#names = image.names.size;
    this.#groups = image.groups.map((groups) => groups.size);
  }

  /** Names or groups came since. */
  get news(): boolean {
    if (this.#image.names.size > this.#names) return true;
    for (let family = 0; family < this.#groups.length; family++)
      if ((this.#image.groups[family]?.size ?? 0) > (this.#groups[family] as number)) return true;
    return false;
  }

  /** Names and groups that came since, which then count as told. */
  take(): Words {
    const words: Words = {};
    const { names, groups } = this.#image;
    if (names.size > this.#names) words.names = { from: this.#names, texts: names.since(this.#names) };
    this.#names = names.size;
    groups.forEach((table, family) => {
      const from = this.#groups[family] as number;
      if (table.size <= from) return;
      words.groups ??= [];
      words.groups.push({ family, from, dims: table.since(from) });
      this.#groups[family] = table.size;
    });
    return words;
  }
}
