import type { Columns } from './columns.ts';
import { Curve, type Point } from './curve.ts';
import type { Layout } from './placement.ts';
import { Stretch } from './stretch.ts';
import { type Sketched, Unions } from './unions.ts';
import type { Yardstick } from './yardstick.ts';

/** One side of a comparison: the present, or what it is compared with. */
export class Side {
  readonly stretch: Stretch;
  readonly unions: Unions | undefined;
  readonly curve: Curve;
  /** Whether there is anything to say: what the window means is kept. */
  known = false;
  /** Whether it makes series. */
  drawn = false;
  #layout: Layout | undefined;

  constructor(columns: Columns, sketched: Sketched | undefined, yardstick: Yardstick) {
    this.stretch = new Stretch(columns);
    this.unions = sketched && new Unions(sketched, true);
    this.curve = new Curve(columns, sketched, yardstick);
  }

  /** Stands on this from the next `update` on. True when it is known or drawn where it was not, or the other way round. */
  set(layout: Layout | undefined, points: readonly Point[] | undefined): boolean {
    const turned = this.known !== (layout !== undefined) || this.drawn !== (points !== undefined);
    this.known = layout !== undefined;
    this.drawn = points !== undefined;
    if (layout !== this.#layout) {
      this.#layout = layout;
      this.stretch.set(layout?.cells ?? { runs: [], fractions: [] });
      this.unions?.set(layout?.sketches ?? { runs: [], fractions: [] });
    }
    this.curve.set(points ?? NONE);
    return turned;
  }

  /** Takes in what changed; true when anything may have. */
  update(): boolean {
    const summed = this.stretch.update();
    const united = this.unions?.update() ?? false;
    return this.curve.update() || summed || united;
  }

  close(): void {
    this.stretch.close();
    this.unions?.close();
    this.curve.close();
  }
}

const NONE: readonly Point[] = [];
