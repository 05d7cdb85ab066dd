import type { Delta, Words } from './checkpoint.ts';
import { SectionWriter } from './deltas.ts';
import { Told } from './dictionary.ts';
import type { ImageStore } from './image.ts';

/** Takes deltas: what changed since the last one. */
export class Publishing {
  readonly #image: ImageStore;
  readonly #told: Told;
  readonly #out = new SectionWriter(65_536);
  /** Tracks whose watermark rose. */
  readonly #risen = new Set<number>();
  #kept = false;

  constructor(image: ImageStore) {
    this.#image = image;
    this.#told = new Told(image);
  }

  get any(): boolean {
    const { cells, sketches, skus } = this.#image;
    return (
      cells.marks?.hasDelta() === true ||
      sketches.hasDelta() ||
      skus.hasDelta() ||
      this.#told.news ||
      this.#risen.size > 0 ||
      this.#kept
    );
  }

  closed(tracks: readonly number[]): void {
    for (const track of tracks) this.#risen.add(track);
  }
  kept(): void {
    this.#kept = true;
  }

  take(slow: boolean): Delta {
    const { cells, sketches } = this.#image;
    const words = this.#words();
    cells.drainDelta(slow, this.#out);
    if (slow) sketches.drainDelta(this.#out);
    const complete = cells.marks?.hasDelta() !== true && !sketches.hasDelta();
    return { ...(Object.keys(words).length > 0 ? { words } : {}), cells: this.#out.take(), complete };
  }

  #words(): Words {
    const { skus, tops, keeping } = this.#image;
    const words = this.#told.take();
    if (skus.hasDelta()) words.skus = skus.takeDelta();
    const days = tops.takeDelta();
    if (days.length > 0) words.tops = days;
    if (this.#risen.size > 0)
      words.closed = [...this.#risen].map((track) => [track >> 2, track & 3, keeping.before(track >> 2, track & 3)]);
    this.#risen.clear();
    if (this.#kept) words.kept = [...keeping.kept];
    this.#kept = false;
    return words;
  }
}
