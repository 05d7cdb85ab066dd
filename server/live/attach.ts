import type { Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import { BUILD } from '../../stream/contract/build.ts';
import { Failure } from '../../stream/contract/failure.ts';
import { LIVE_PATH, Unwatch, Watch, type WatchAnswer } from '../../stream/contract/live.ts';
import { read } from '../../stream/contract/read.ts';
import type { Report } from '../../stream/contract/report.ts';
import type { Credentials } from '../credentials.ts';
import type { Displays } from '../displays.ts';
import { faulty } from '../plugins/checking.ts';
import { failureOf } from '../plugins/problems.ts';
import { stayPlain } from '../plugins/upgrades.ts';
import type { Answers } from './answers.ts';
import { enter } from './entering.ts';
import { Fleet } from './fleet.ts';
import { Reports } from './reports.ts';
import { type LiveServer, type Screen, Screens } from './screens.ts';
import { Views, type ViewsOptions } from './views.ts';

/** Views one connection may watch at the same time. */
const VIEWS_PER_SCREEN = 256;
const TOO_MUCH = 'What this connection asked for took so long that all others wait for it.';
/** How long screens have to say goodbye when the server stops, ms. */
const GOODBYE_MS = 1_000;

export interface LiveOptions extends Omit<ViewsOptions, 'audience'> {
  answers: Answers;
  credentials: Credentials;
  /** The paired screens and what each plays. */
  displays: Pick<Displays, 'of' | 'get' | 'playing'>;
  /** Told with each frame how old what it says is, seconds. */
  sent: (seconds: number) => void;
  /** Told with each report how long it took from accepted to painted, seconds. */
  painted: (seconds: number) => void;
  /** Told of each report of a paired screen. */
  beaten: (id: string, report: Report) => void;
}

export interface Live {
  io: LiveServer;
  views: Views;
  screens: Screens;
  reports: Reports;
  /** Call when paired screens, or what is published for them, were read again. */
  fleetChanged(): void;
  /** Ends every connection in the way after which clients come back by themselves. */
  close(): Promise<void>;
}

/** Puts the live protocol (Socket.IO, path `/live`) on an HTTP server. */
export function attachLive(server: HttpServer, options: LiveOptions): Live {
  const { credentials, displays } = options;
  const io: LiveServer = new Server(server, {
    path: LIVE_PATH,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 256 * 1024,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    destroyUpgrade: false,
    allowRequest: (request, decide) => {
      try {
        credentials.sameOrigin(request.headers);
        decide(null, true);
      } catch {
        decide('origin', false);
      }
    },
  });
  const lines = new Set<Duplex>();
  server.on('upgrade', (request, line: Duplex, head) => {
    if (!request.url?.startsWith(`${LIVE_PATH}/`)) return stayPlain(server, request, line, head);
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  const screens: Screens = new Screens(io, (view) => views.snapshot(view), options.sent);
  const reports = new Reports(options.painted);
  const views: Views = new Views({ ...options, audience: screens });
  const fleet: Fleet = new Fleet(displays, unwatch);

  io.use((socket, next) => {
    enter({ headers: socket.request.headers, auth: socket.handshake.auth }, credentials, displays).then(
      (display) => {
        socket.data = { display };
        next();
      },
      (error: unknown) => {
        const failure = failureOf(error);
        next(Object.assign(new Error(failure.code), { data: failure.problem() }));
      },
    );
  });

  io.on('connection', (screen: Screen) => {
    screens.add(screen);
    if (BUILD !== undefined) screen.emit('hello', { build: BUILD });
    const { display } = screen.data;
    screen.on('report', (said: unknown) => {
      const report = reports.hear(screen, said);
      if (report && display !== undefined) options.beaten(display, report);
    });
    screen.on('watch', (request: unknown, answer: unknown) => {
      // Who asks for nothing at all has put the acknowledgement in its place.
      const told = typeof request === 'function' ? request : answer;
      if (typeof told !== 'function') return;
      const begun = performance.now();
      told(watch(screen, request === told ? undefined : request));
      screens.spent(screen, performance.now() - begun);
    });
    screen.on('unwatch', (request: unknown, answer: unknown) => {
      const parsed = Unwatch.safeParse(request);
      const good = parsed.success && unwatch(screen, parsed.data.view);
      if (typeof answer === 'function')
        answer(good ? {} : { error: new Failure('not_found', 'This view is not watched here.').problem() });
    });
    screen.on('disconnect', () => {
      reports.forget(screen);
      fleet.remove(screen);
      for (const view of screens.remove(screen)) views.leave(view);
    });
    if (display !== undefined) fleet.add(screen, display); // the last: it may end the connection
  });

  function unwatch(screen: Screen, view: string): boolean {
    fleet.forget(screen, view);
    if (!screens.unwatch(screen, view)) return false;
    views.leave(view);
    return true;
  }

  function watch(screen: Screen, request: unknown): WatchAnswer {
    try {
      const wait = screens.wait(screen);
      if (wait > 0) throw new Failure('rate', TOO_MUCH, { retryAfter: wait });
      const asked = read(Watch, request);
      if ('faults' in asked) throw faulty(asked.faults);
      if (screens.watched(screen) >= VIEWS_PER_SCREEN)
        throw new Failure('request', `One connection watches at most ${VIEWS_PER_SCREEN} views.`);
      const { queries, every } = asked.value;
      const allowed = fleet.ask(screen, queries);
      const view = views.enter(allowed.queries, every, allowed.scope);
      if (!screens.watch(screen, view)) {
        views.leave(view);
        screens.refreshed(screen, view);
      }
      fleet.note(screen, view, queries);
      const snapshot = views.snapshot(view);
      if (!snapshot) throw new Failure('internal');
      return snapshot;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === 'internal') options.onError(error);
      return { error: failure.problem() };
    }
  }

  return {
    io,
    views,
    screens,
    reports,
    fleetChanged: () => fleet.changed(),
    async close() {
      views.close();
      io.engine.close();
      // A screen that lost its power does not answer the goodbye, and would hold up the end for half a minute.
      const late = setTimeout(() => {
        for (const line of lines) line.destroy();
      }, GOODBYE_MS);
      if (lines.size === 0) clearTimeout(late);
    },
  };
}
