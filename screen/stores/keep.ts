import type { Layout } from '../../layouts/document.ts';

/** Edits that have not reached the server, as they are kept on this machine. */
export interface Kept {
  /** The version they were made upon, and that document. */
  etag: string;
  base: Layout;
  document: Layout;
  /** Epoch ms of this machine. */
  at: number;
  /** How many steps they are. */
  steps: number;
}

const START = 'tidewall.edits';
/** Every window keeps its own: two that edit one layout must not write over each other. */
const WINDOW = crypto.getRandomValues(new Uint32Array(2)).join('');
const nameOf = (layout: string, owner: string) => `${START} ${layout} ${owner}`;

/** Says to other windows that this one still lives, as long as it does. */
let alive = false;
const lock = (owner: string) => `${START} ${owner}`;
function live(): void {
  if (alive) return;
  alive = true;
  void navigator.locks?.request(lock(WINDOW), () => new Promise(() => undefined));
}

/** Keeps edits of a layout on this machine. False when there is no room for them. */
export function keepEdits(layout: string, kept: Kept): boolean {
  live();
  try {
    localStorage.setItem(nameOf(layout, WINDOW), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forgetEdits(layout: string, owner = WINDOW): void {
  localStorage.removeItem(nameOf(layout, owner));
}

/** What windows that are gone have left of a layout, the oldest first. It is handed over: a second call finds it no more. */
export async function leftEdits(layout: string): Promise<Kept[]> {
  const held = (await navigator.locks?.query())?.held ?? [];
  const found: Kept[] = [];
  for (const key of Object.keys(localStorage)) {
    const owner = key.startsWith(`${START} ${layout} `) ? key.slice(`${START} ${layout} `.length) : undefined;
    if (owner === undefined || (owner !== WINDOW && held.some(({ name }) => name === lock(owner)))) continue;
    const kept = read(localStorage.getItem(key) ?? '');
    forgetEdits(layout, owner);
    if (kept) found.push(kept);
  }
  return found.sort((a, b) => a.at - b.at);
}

function read(text: string): Kept | undefined {
  try {
    const kept = JSON.parse(text) as Kept;
    return typeof kept.etag === 'string' && kept.document && kept.base ? kept : undefined;
  } catch {
    return undefined;
  }
}
