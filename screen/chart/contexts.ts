/** Places for so many at a time. */
export interface Budget {
  /** A place, given back by calling it, however often; undefined when there is none left. */
  claim: () => (() => void) | undefined;
}

/** Counts places that are given and given back; never more than `most` are out. */
export function budgetOf(most: number): Budget {
  let out = 0;
  return {
    claim() {
      if (out >= most) return undefined;
      out += 1;
      let held = true;
      return () => {
        if (held) out -= 1;
        held = false;
      };
    },
  };
}

/** Browsers keep about 16 WebGL contexts and drop the oldest; so many drawings of a page may have one, the others are flat. */
export const MOST_CONTEXTS = 8;
const budget = budgetOf(MOST_CONTEXTS);
let possible: boolean | undefined;

/** A place for one context, given back by calling it; undefined when there is none left, or no WebGL at all. */
export const claimContext = (): (() => void) | undefined => (hasWebGL() ? budget.claim() : undefined);

/** Asked once a page, with a context that is given back at once. */
function hasWebGL(): boolean {
  if (possible === undefined) {
    const context =
      typeof WebGLRenderingContext !== 'undefined' && document.createElement('canvas').getContext('webgl');
    possible = Boolean(context);
    if (context) dropContext(context);
  }
  return possible;
}

/** Gives the contexts of all canvases in `element` back now, not when memory is collected. */
export function dropContexts(element: Element): void {
  for (const context of contextsOf(element)) dropContext(context);
}

/** Whether a canvas in `element` has lost its context: known at once, before the event that tells it. */
export const hasLostContext = (element: Element): boolean =>
  contextsOf(element).some((context) => context.isContextLost());

const contextsOf = (element: Element): WebGLRenderingContext[] =>
  [...element.querySelectorAll('canvas')].flatMap((canvas) => canvas.getContext('webgl') ?? []);

const dropContext = (context: WebGLRenderingContext) => context.getExtension('WEBGL_lose_context')?.loseContext();
