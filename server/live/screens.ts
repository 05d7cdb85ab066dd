import type { Server, Socket } from 'socket.io';
import type { Beat, Frame, Snapshot, ToScreen, ToServer } from '../../stream/contract/live.ts';
import { Bucket } from '../plugins/bucket.ts';
import type { Audience } from './views.ts';

/** What a connection is known by: the id of a paired screen, if it is one. */
export interface Known {
  display?: string | undefined;
}
export type LiveServer = Server<ToServer, ToScreen, Record<string, never>, Known>;
export type Screen = Socket<ToServer, ToScreen, Record<string, never>, Known>;

/** A connection that has not drained for so long is behind, ms; and so is one with so many messages queued. */
const STALL_MS = 50;
const QUEUE = 256;
/** One that has not drained for so long, ms, or for which so many characters wait, is ended: a screen that lives comes back. */
const GONE_MS = 30_000;
const MOST_LENGTH = 16 << 20;
/** What one connection asks for may take so many ms of each second, and so many at once: of a wall's widgets each asks by itself. */
const ASKED_MS = { rate: 200, burst: 10_000 };

interface Line {
  /** Views it is told of, through the room of each. */
  told: Set<string>;
  /** Views it has fallen behind in: each gets one snapshot once the connection has drained. */
  behind: Set<string>;
  /** Messages that wait behind what the transport has under way, and since when (monotonic ms). */
  queued: number;
  since: number;
  /** Characters of these messages. */
  length: number;
  /** Milliseconds that may be spent on what it asks. */
  patience: Bucket;
}

/**
 * Who watches which view, and who keeps up. A frame is encoded once and goes to the view's room; a connection that does
 * not drain is taken out of the room instead of queueing for it, so its memory here is bounded by what was queued in
 * STALL_MS, one snapshot a view, and the answers to what it asks without reading them.
 */
export class Screens implements Audience {
  private readonly io: LiveServer;
  private readonly snapshot: (view: string) => Snapshot | undefined;
  private readonly sent: (seconds: number) => void;
  private readonly local: () => number;
  private readonly lines = new Map<Screen, Line>();
  private readonly watching = new Map<string, Set<Screen>>();
  /** Snapshots sent in place of what a slow screen did not drain. */
  conflated = 0;

  constructor(
    io: LiveServer,
    snapshot: (view: string) => Snapshot | undefined,
    sent: (seconds: number) => void = () => {},
    local: () => number = () => performance.now(),
  ) {
    this.local = local;
    this.io = io;
    this.sent = sent;
    this.snapshot = snapshot;
  }

  get size(): number {
    return this.lines.size;
  }

  add(screen: Screen): void {
    const patience = new Bucket(ASKED_MS.rate, ASKED_MS.burst, this.local());
    const line: Line = { told: new Set(), behind: new Set(), queued: 0, since: 0, length: 0, patience };
    this.lines.set(screen, line);
    screen.conn.on('packetCreate', ({ data }: { data?: unknown }) => {
      const now = this.local();
      // Whoever answers pings without reading them would keep all that waits for ever.
      if (line.queued > 0 && (line.length > MOST_LENGTH || now - line.since > GONE_MS))
        setImmediate(() => screen.conn.close(true));
      if (line.queued++ === 0) line.since = now;
      if (typeof data === 'string') line.length += data.length;
    });
    screen.conn.on('drain', () => {
      line.queued = 0;
      line.length = 0;
      if (line.behind.size > 0) this.catchUp(screen, line);
    });
  }

  /** Views it watched. */
  remove(screen: Screen): string[] {
    const line = this.lines.get(screen);
    const views = line ? [...line.told, ...line.behind] : [];
    for (const view of views) this.forget(screen, view);
    this.lines.delete(screen);
    return views;
  }

  /** False when it watches the view already. Call `watch`'s acknowledgement in the same turn. */
  watch(screen: Screen, view: string): boolean {
    const line = this.lines.get(screen);
    if (!line || line.told.has(view) || line.behind.has(view)) return false;
    this.tell(screen, line, view);
    return true;
  }

  /** A screen that asks for a view again has everything with the answer: it is not behind in it any more. */
  refreshed(screen: Screen, view: string): void {
    const line = this.lines.get(screen);
    if (line?.behind.delete(view)) this.tell(screen, line, view);
  }

  /** False when it did not watch the view. */
  unwatch(screen: Screen, view: string): boolean {
    const line = this.lines.get(screen);
    if (!line || !(line.told.has(view) || line.behind.has(view))) return false;
    this.forget(screen, view);
    return true;
  }

  /** Seconds until it may ask for something again; 0 = now. */
  wait(screen: Screen): number {
    return this.lines.get(screen)?.patience.wait(this.local()) ?? 0;
  }

  /** What it asked for took so many ms. */
  spent(screen: Screen, ms: number): void {
    this.lines.get(screen)?.patience.take(ms);
  }

  watched(screen: Screen): number {
    const line = this.lines.get(screen);
    return line ? line.told.size + line.behind.size : 0;
  }

  frame(view: string, frame: Frame): void {
    const watching = this.watching.get(view);
    if (!watching || watching.size === 0) return;
    for (const screen of watching) if (this.isStalled(screen)) this.setAside(screen, view);
    this.io.to(view).emit('frame', frame);
    this.sent((frame.at - frame.asOf) / 1000);
  }

  /** Not to who does not keep up: all that it misses is that the view lived meanwhile. */
  beat(view: string, beat: Beat): void {
    const stalled = [...(this.watching.get(view) ?? [])].filter((screen) => this.isStalled(screen));
    this.io
      .to(view)
      .except(stalled.map(({ id }) => id))
      .emit('beat', beat);
  }

  private isStalled(screen: Screen): boolean {
    const line = this.lines.get(screen);
    if (!line || line.queued === 0) return false;
    return this.local() - line.since >= STALL_MS || line.queued >= QUEUE;
  }

  private setAside(screen: Screen, view: string): void {
    const line = this.lines.get(screen);
    line?.told.delete(view);
    line?.behind.add(view);
    this.watching.get(view)?.delete(screen);
    void screen.leave(view);
  }

  private catchUp(screen: Screen, line: Line): void {
    const behind = [...line.behind];
    line.behind.clear();
    for (const view of behind) {
      const snapshot = this.snapshot(view);
      if (!snapshot) continue;
      this.tell(screen, line, view);
      screen.emit('snapshot', snapshot);
      this.conflated++;
    }
  }

  private tell(screen: Screen, line: Line, view: string): void {
    line.told.add(view);
    let watching = this.watching.get(view);
    if (!watching) {
      watching = new Set();
      this.watching.set(view, watching);
    }
    watching.add(screen);
    void screen.join(view);
  }

  private forget(screen: Screen, view: string): void {
    const line = this.lines.get(screen);
    line?.told.delete(view);
    line?.behind.delete(view);
    const watching = this.watching.get(view);
    watching?.delete(screen);
    if (watching?.size === 0) this.watching.delete(view);
    void screen.leave(view);
  }
}
