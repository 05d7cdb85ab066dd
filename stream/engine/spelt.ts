import { nameFault, textFault } from '../contract/text.ts';
import { channelOf, regionOf } from '../entities/briskFields.ts';
import type { Lexicon } from './lexicon.ts';
import { Spellings } from './spellings.ts';
import { start, stop } from './tokens.ts';

type Read = (text: string) => string | undefined;
const READ = {
  name: (text: string) => (nameFault(text) === undefined ? text : undefined),
  title: (text: string) => (textFault(text) === undefined ? text : undefined),
  channel: channelOf,
  region: regionOf,
};

/** Texts met before, by their bytes and by what they are read as: a name is checked when it is met first, then only found. */
export class Spelt {
  readonly #lexicon: Lexicon;
  #body: Uint8Array = new Uint8Array(0);
  #generation = 0;
  #names: Spellings;
  #titles: Spellings;
  #channels: Spellings;
  #regions: Spellings;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#generation = lexicon.generation;
    this.#names = this.#make(READ.name);
    this.#titles = this.#make(READ.title);
    this.#channels = this.#make(READ.channel);
    this.#regions = this.#make(READ.region);
  }

  /** The tokens that follow stand in `body`. */
  begin(body: Uint8Array): void {
    this.#body = body;
    if (this.#generation === this.#lexicon.generation) return;
    this.#generation = this.#lexicon.generation;
    this.#names = this.#make(READ.name);
    this.#titles = this.#make(READ.title);
    this.#channels = this.#make(READ.channel);
    this.#regions = this.#make(READ.region);
  }

  /** The lexicon's number of the string taken last, 0 when it is empty, negative when the schema must look. */
  name(): number {
    return this.#find(this.#names);
  }
  title(): number {
    return this.#find(this.#titles);
  }
  channel(): number {
    return this.#find(this.#channels);
  }
  region(): number {
    return this.#find(this.#regions);
  }

  #find(spellings: Spellings): number {
    return stop === start ? 0 : spellings.numberOf(this.#body, start, stop);
  }

  #make(read: Read): Spellings {
    return new Spellings((text) => {
      const name = read(text);
      return name === undefined ? -1 : this.#lexicon.numberOf(name);
    });
  }
}
