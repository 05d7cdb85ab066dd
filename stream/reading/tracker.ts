import type { Image, SketchFamily } from '../engine/shape.ts';

/** Somebody who adds up buckets and wants to know which of them changed. */
export interface Sink {
  touched(grain: number, bucket: number): void;
  /** The images are others: nothing that was added up holds. */
  reset(): void;
}

/** Cells of a family at a grain, or sketches. */
type Place = number | SketchFamily;

interface Watched {
  readonly versions: number[];
  readonly sinks: Set<Sink>;
}

interface Lane {
  readonly place: Place;
  readonly grain: number;
  readonly buckets: Map<number, Watched>;
  /** Family version by partition at the last look. */
  readonly seen: number[];
}

/**
 * Knows who looks at which buckets, and at each `refresh` tells those whose buckets changed since the last. So a look costs
 * by what is watched together, and nothing again for each of those who watch.
 */
export class Tracker {
  readonly #lanes = new Map<string, Lane>();
  readonly #sinks = new Map<Sink, number>();
  #images: readonly Image[] = [];

  get images(): readonly Image[] {
    return this.#images;
  }

  watch(place: Place, grain: number, bucket: number, sink: Sink): void {
    const key = `${place}/${grain}`;
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = { place, grain, buckets: new Map(), seen: [] };
      this.#lanes.set(key, lane);
    }
    let watched = lane.buckets.get(bucket);
    if (!watched) {
      watched = { versions: this.#images.map((image) => versionOf(image, place, grain, bucket)), sinks: new Set() };
      lane.buckets.set(bucket, watched);
    }
    if (watched.sinks.has(sink)) return;
    watched.sinks.add(sink);
    this.#sinks.set(sink, (this.#sinks.get(sink) ?? 0) + 1);
  }

  unwatch(place: Place, grain: number, bucket: number, sink: Sink): void {
    const lane = this.#lanes.get(`${place}/${grain}`);
    const watched = lane?.buckets.get(bucket);
    if (!watched?.sinks.delete(sink)) return;
    if (watched.sinks.size === 0) lane?.buckets.delete(bucket);
    const left = (this.#sinks.get(sink) ?? 1) - 1;
    if (left === 0) this.#sinks.delete(sink);
    else this.#sinks.set(sink, left);
  }

  /** Buckets watched, for tests of leaks. */
  get size(): number {
    let size = 0;
    for (const lane of this.#lanes.values()) size += lane.buckets.size;
    return size;
  }

  /**
   * Looks at the images. True when they are others than last time. O(changed buckets); of all that are watched after many
   * changes at once, and of sketches.
   */
  refresh(images: readonly Image[]): boolean {
    if (images.length !== this.#images.length || images.some((image, index) => image !== this.#images[index])) {
      this.#images = [...images];
      for (const lane of this.#lanes.values()) {
        lane.seen.length = 0;
        for (const [bucket, watched] of lane.buckets)
          images.forEach((image, index) => {
            watched.versions[index] = versionOf(image, lane.place, lane.grain, bucket);
          });
      }
      for (const sink of [...this.#sinks.keys()]) sink.reset();
      return true;
    }
    for (const lane of this.#lanes.values()) if (lane.buckets.size > 0) this.#look(lane);
    return false;
  }

  #look(lane: Lane): void {
    const { place, grain, buckets, seen } = lane;
    this.#images.forEach((image, index) => {
      let some: Iterable<number> = buckets.keys();
      if (typeof place === 'number') {
        const version = image.familyVersion(place, grain);
        const last = seen[index];
        if (version === last) return;
        seen[index] = version;
        if (last !== undefined) some = image.changedSince(place, grain, last) ?? some;
      }
      for (const bucket of some) {
        const watched = buckets.get(bucket);
        if (!watched) continue;
        const version = versionOf(image, place, grain, bucket);
        if (version === watched.versions[index]) continue;
        watched.versions[index] = version;
        for (const sink of watched.sinks) sink.touched(grain, bucket);
      }
    });
  }
}

function versionOf(image: Image, place: Place, grain: number, bucket: number): number {
  return typeof place === 'number' ? image.version(place, grain, bucket) : image.sketchVersion(place, grain, bucket);
}
