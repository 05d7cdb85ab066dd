import { io, type Socket } from 'socket.io-client';
import type { Problem } from '../../stream/contract/failure.ts';
import { type Beat, LIVE_PATH, type Readings, type ToScreen, type ToServer } from '../../stream/contract/live.ts';
import type { Watched } from '../../stream/contract/query.ts';
import { monotonic, ServerClock } from './clock.ts';
import { type Signs, stateOf, type ViewState } from './state.ts';
import { type ReadingsListener, View } from './view.ts';

const ACK_MS = 10_000;
/** A connection on which no view says anything for so long is taken for dead and made anew. */
const SILENT_MS = 10_000;

export interface Options {
  /** Sent with the handshake: `{token}` or a display credential. */
  auth?: Record<string, unknown>;
  /** Between 0 and 1, spreads screens that come back together. */
  random?: () => number;
}

export interface Subscription {
  /** Called with every new state of the readings, at once if there is one. Unchanged answers keep their identity. Returns its own undoing. */
  onReadings(listener: ReadingsListener): () => void;
  /** The readings with `asOf` and `to` put forward to the last frame or beat. */
  current(): Readings | undefined;
  /** Live, late, held, lost or waiting, as of this moment. */
  state(): ViewState;
  /** Why the server refused the watch, while it does. */
  problem(): Problem | undefined;
  close(): void;
}

export interface Wire {
  /** Ask for queries and facts once; from then on they are pushed, across gaps and reconnects. `every` in ms. */
  watch(queries: readonly Watched[], every?: number): Subscription;
  /** The server's clock, epoch ms; undefined before its first message. */
  now(): number | undefined;
  connected(): boolean;
  /** Drop a connection that may be half dead (after sleep, out of the background) and take fresh readings. */
  refresh(): void;
  close(): void;
}

/** Opens one live connection to a Tidewall server (`''` = the page's own). It heals itself until `close`. Needs no DOM. */
export function connect(url: string, { auth, random = Math.random }: Options = {}): Wire {
  const socket: Socket<ToScreen, ToServer> = io(url, {
    path: LIVE_PATH,
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 800,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
    ...(auth ? { auth } : {}),
  });
  const clock = new ServerClock();
  const views = new Set<View>();
  let awaySince: number | undefined = monotonic();
  let heardAt = monotonic();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const later = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  const ask = async (view: View, attempt = 0): Promise<void> => {
    if (!socket.connected || !views.has(view)) return;
    const again = () =>
      later(Math.min(5_000, 250 * 2 ** attempt) * (0.5 + random()), () => void ask(view, attempt + 1));
    try {
      const answer = await socket
        .timeout(ACK_MS)
        .emitWithAck('watch', { queries: [...view.queries], every: view.every });
      if (!views.has(view)) return;
      if ('error' in answer) {
        view.problem = answer.error;
        if (answer.error.status >= 500 || answer.error.status === 429) again();
        return;
      }
      clock.hear(answer.at);
      heardAt = monotonic();
      view.replace(answer, heardAt);
    } catch {
      if (socket.connected) again();
    }
  };

  const each = (message: Beat, apply: (view: View, local: number) => boolean) => {
    clock.hear(message.at);
    heardAt = monotonic();
    for (const view of views)
      if (view.beat?.view === message.view && !apply(view, heardAt)) later(200 * random(), () => void ask(view));
  };
  socket.on('frame', (frame) => each(frame, (view, local) => view.frame(frame, local)));
  socket.on('beat', (beat) => each(beat, (view, local) => view.hear(beat, local)));
  socket.on('snapshot', (snapshot) =>
    each(snapshot, (view, local) => {
      view.replace(snapshot, local);
      return true;
    }),
  );
  socket.on('connect', () => {
    awaySince = undefined;
    heardAt = monotonic();
    for (const view of views) void ask(view);
  });
  socket.on('disconnect', (reason) => {
    awaySince ??= monotonic();
    if (reason === 'io server disconnect') later(1_000 * (0.5 + random()), () => socket.connect());
  });
  socket.on('connect_error', () => {
    awaySince ??= monotonic();
    if (!socket.active) later(5_000 * (0.5 + random()), () => socket.connect());
  });

  const refresh = () => {
    socket.disconnect();
    awaySince ??= monotonic();
    later(100 * random(), () => socket.connect());
  };
  const watchdog = setInterval(() => {
    if (socket.connected && views.size > 0 && monotonic() - heardAt > SILENT_MS) refresh();
  }, 1_000);

  const signsOf = (view: View): Signs => ({
    local: monotonic(),
    now: clock.now(),
    asOf: view.beat?.asOf,
    askedAt: view.askedAt,
    heardAt: view.heardAt,
    awaySince,
    gapSince: view.gapSince,
    refused: view.problem !== undefined,
  });

  return {
    watch(queries, every = 100) {
      const view = new View({ queries: [...queries], every }, monotonic());
      views.add(view);
      void ask(view);
      return {
        onReadings(listener) {
          view.listeners.add(listener);
          view.tell(listener);
          return () => view.listeners.delete(listener);
        },
        current: () => view.readings,
        state: () => stateOf(signsOf(view)),
        problem: () => view.problem,
        close() {
          views.delete(view);
          const name = view.beat?.view;
          const shared = [...views].some((other) => other.beat?.view === name);
          if (name !== undefined && !shared && socket.connected) socket.emit('unwatch', { view: name });
        },
      };
    },
    now: () => clock.now(),
    connected: () => socket.connected,
    refresh,
    close() {
      clearInterval(watchdog);
      for (const timer of timers) clearTimeout(timer);
      views.clear();
      socket.disconnect();
    },
  };
}
