/** This window's name: every window keeps what was typed under its own, or two that change one thing would write over each other. */
export const WINDOW = crypto.getRandomValues(new Uint32Array(2)).join('');

/** A window that lives answers in far less; so long is waited where there are no locks, ms. */
const ANSWER_MS = 300;
const CHANNEL = 'tidewall.edits';
const WHO = 'who';
const lock = (owner: string) => `${CHANNEL} ${owner}`;

/** Locks go with their window, whatever ends it; but a page that came over plain http from another machine has none. */
const locks = (): LockManager | undefined => navigator.locks;

let alive = false;
/** Says to other windows that this one still lives, as long as it does. */
export function live(): void {
  if (alive) return;
  alive = true;
  const held = locks()?.request(lock(WINDOW), () => new Promise(() => undefined));
  if (held) return void held;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => data === WHO && channel.postMessage(WINDOW);
}

/** The names of the other windows that still live and keep something. */
export async function living(): Promise<Set<string>> {
  const held = (await locks()?.query())?.held;
  if (held) return new Set(held.map(({ name = '' }) => name.slice(lock('').length)));
  const found = new Set<string>();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => found.add(data);
  channel.postMessage(WHO);
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
  channel.close();
  return found;
}
