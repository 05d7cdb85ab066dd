import type { Server, Socket } from 'socket.io';
import type { Beat, Frame, Snapshot, ToScreen, ToServer } from '../../stream/contract/live.ts';
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

interface Line {
  /** Views it is told of, through the room of each. */
  told: Set<string>;
  /** Views it has fallen behind in: each gets one snapshot once the connection has drained. */
  behind: Set<string>;
  /** Messages that wait behind what the transport has under way, and since when (monotonic ms). */
  queued: number;
  since: number;
}

/**
 * Who watches which view, and who keeps up. A frame is encoded once and goes to the view's room; a connection that does
 * not drain is taken out of the room instead of queueing for it, so its memory here is bounded by what was queued in
 * STALL_MS and one snapshot a view.
 */
export class Screens implements Audience {
  private readonly io: LiveServer;
  private readonly snapshot: (view: string) => Snapshot | undefined;
  private readonly sent: (seconds: number) => void;
  private readonly lines = new Map<Screen, Line>();
  private readonly watching = new Map<string, Set<Screen>>();
  /** Snapshots sent in place of what a slow screen did not drain. */
  conflated = 0;

  constructor(
    io: LiveServer,
    snapshot: (view: string) => Snapshot | undefined,
    sent: (seconds: number) => void = () => {},
  ) {
    this.io = io;
    this.sent = sent;
    this.snapshot = snapshot;
  }

  get size(): number {
    return this.lines.size;
  }

  add(screen: Screen): void {
    const line: Line = { told: new Set(), behind: new Set(), queued: 0, since: 0 };
    this.lines.set(screen, line);
    screen.conn.on('packetCreate', () => {
      if (line.queued++ === 0) line.since = performance.now();
    });
    screen.conn.on('drain', () => {
      line.queued = 0;
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

  watched(screen: Screen): number {
    const line = this.lines.get(screen);
    return line ? line.told.size + line.behind.size : 0;
  }

  frame(view: string, frame: Frame): void {
    const watching = this.watching.get(view);
    if (!watching || watching.size === 0) return;
    const now = performance.now();
    for (const screen of watching) this.setAsideWhenStalled(screen, view, now);
    this.io.to(view).emit('frame', frame);
    this.sent((frame.at - frame.asOf) / 1000);
  }

  beat(view: string, beat: Beat): void {
    this.io.to(view).emit('beat', beat);
  }

  private setAsideWhenStalled(screen: Screen, view: string, now: number): void {
    const line = this.lines.get(screen);
    if (!line || line.queued === 0) return;
    if (now - line.since < STALL_MS && line.queued < QUEUE) return;
    line.told.delete(view);
    line.behind.add(view);
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
