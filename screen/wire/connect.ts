import { io, type Socket } from 'socket.io-client';
import type { Problem } from '../../stream/contract/failure.ts';
import {
  type Beat,
  type Hello,
  LIVE_PATH,
  type Standing,
  type ToScreen,
  type ToServer,
} from '../../stream/contract/live.ts';
import { monotonic, ServerClock } from './clock.ts';
import { type Signs, stateOf } from './state.ts';
import { View } from './view.ts';
import type { Options, Wire } from './wire.ts';

const ACK_MS = 10_000;
/** A connection on which no view says anything for so long is taken for dead and made anew. */
const SILENT_MS = 10_000;
/** A message that is so old has lain in a backlog (a frozen page, a blocked line): a snapshot is quicker than what lies behind it. */
const BACKLOG_MS = 10_000;
const BACKLOGS_APART_MS = 60_000;
/** Most time between two questions to a server that is coming up. */
const SOON_MS = 1_000;
/** What was refused is asked again after about so long. */
const REFUSED_MS = 15_000;

const asksTheSame = (one: View, other: View): boolean =>
  one.every === other.every && JSON.stringify(one.queries) === JSON.stringify(other.queries);

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
  let refusal: Problem | undefined;
  let backlogAt = Number.NEGATIVE_INFINITY;
  const frames = new Set<(frame: Beat) => void>();
  const hellos = new Set<(hello: Hello) => void>();
  let hello: Hello | undefined;
  const standings = new Set<(standing: Standing) => void>();
  const refused = new Map<View, ReturnType<typeof setTimeout>>();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const later = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  // What was refused may be possible later: a campaign is made, a right comes back. Nobody stands beside a wall.
  const askLater = (view: View) => {
    clearTimeout(refused.get(view));
    refused.set(
      view,
      setTimeout(() => void ask(view), REFUSED_MS * (0.5 + random())),
    );
  };

  const ask = async (view: View, attempt = 0): Promise<void> => {
    if (!socket.connected || !views.has(view)) return;
    const again = (most = 5_000) =>
      later(Math.min(most, 250 * 2 ** attempt) * (0.5 + random()), () => void ask(view, attempt + 1));
    try {
      const answer = await socket
        .timeout(ACK_MS)
        .emitWithAck('watch', { queries: [...view.queries], every: view.every });
      if (!views.has(view)) {
        // It was closed on the way: the server does not know that yet.
        if (!('error' in answer)) leave(view, answer.view);
        return;
      }
      if ('error' in answer) {
        const { status } = answer.error;
        // A server that comes up, or has too much to do, says nothing about the query: what was read stands, and ages.
        if (status === 503 || status === 429) return again(status === 503 ? SOON_MS : undefined);
        view.problem = answer.error;
        if (status >= 500) again();
        else askLater(view);
        return;
      }
      clock.hear(answer.at);
      heardAt = monotonic();
      view.replace(answer, heardAt);
    } catch {
      if (socket.connected) again();
    }
  };

  // One view of the server may be shared, also by who asked for the same and has no answer yet.
  const leave = (view: View, name: string) => {
    const shared = [...views].some((other) => other.beat?.view === name || asksTheSame(other, view));
    if (!shared && socket.connected) socket.emit('unwatch', { view: name });
  };

  const each = (message: Beat, apply: (view: View, local: number) => boolean) => {
    heardAt = monotonic();
    const old = (clock.now() ?? message.at) - message.at > BACKLOG_MS;
    clock.hear(message.at);
    if (old && heardAt - backlogAt > BACKLOGS_APART_MS) {
      backlogAt = heardAt;
      refresh();
      return;
    }
    for (const view of views)
      if (view.beat?.view === message.view && !apply(view, heardAt)) later(200 * random(), () => void ask(view));
  };
  socket.on('frame', (frame) => {
    each(frame, (view, local) => view.frame(frame, local));
    for (const told of frames) told(frame);
  });
  socket.on('beat', (beat) => each(beat, (view, local) => view.hear(beat, local)));
  socket.on('snapshot', (snapshot) =>
    each(snapshot, (view, local) => {
      view.replace(snapshot, local);
      return true;
    }),
  );
  socket.on('hello', (said) => {
    hello = said;
    for (const told of hellos) told(said);
  });
  socket.on('screen', (standing) => {
    for (const told of standings) told(standing);
  });
  socket.on('connect', () => {
    refusal = undefined;
    awaySince = undefined;
    heardAt = monotonic();
    for (const view of views) void ask(view);
  });
  socket.on('disconnect', (reason) => {
    awaySince ??= monotonic();
    if (reason === 'io server disconnect') later(1_000 * (0.5 + random()), () => socket.connect());
  });
  socket.on('connect_error', (error: Error & { data?: Problem }) => {
    awaySince ??= monotonic();
    refusal = error.data ?? refusal;
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
          clearTimeout(refused.get(view));
          refused.delete(view);
          if (view.beat) leave(view, view.beat.view);
        },
      };
    },
    now: () => clock.now(),
    connected: () => socket.connected,
    refusal: () => refusal,
    onFrame(listener) {
      frames.add(listener);
      return () => frames.delete(listener);
    },
    onHello(listener) {
      hellos.add(listener);
      if (hello) listener(hello);
      return () => hellos.delete(listener);
    },
    onStanding(listener) {
      standings.add(listener);
      return () => standings.delete(listener);
    },
    report(report) {
      if (socket.connected) socket.volatile.emit('report', report);
    },
    refresh,
    close() {
      clearInterval(watchdog);
      for (const timer of [...timers, ...refused.values()]) clearTimeout(timer);
      views.clear();
      socket.disconnect();
    },
  };
}
