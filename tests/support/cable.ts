import { connect, createServer, type Socket } from 'node:net';

/** A TCP line to a server that a test can pull, clog or slow down: what Wi-Fi does to a wall. */
export interface Cable {
  readonly url: string;
  /** plugged: everything passes. pulled: open lines break, new ones are refused. clogged: lines stay open and nothing passes. lost: the open lines stay clogged, new ones are not. */
  turn(state: 'plugged' | 'pulled' | 'clogged' | 'lost'): void;
  /** New lines go to this port. */
  lead(target: number): void;
  /** Bytes a second towards the browser, all lines together. */
  slow(bytesPerSecond: number): void;
  close(): Promise<void>;
}

export async function layCable(port: number): Promise<Cable> {
  let target = port;
  let state: 'plugged' | 'pulled' | 'clogged' = 'plugged';
  let rate = Number.POSITIVE_INFINITY;
  let freeAt = 0;
  const lines = new Set<[near: Socket, far: Socket]>();

  const flow = (line: [Socket, Socket]) => {
    for (const end of line) state === 'clogged' ? end.pause() : end.resume();
  };
  const server = createServer((near) => {
    if (state === 'pulled') return void near.destroy();
    const far = connect(target, '127.0.0.1');
    const line: [Socket, Socket] = [near, far];
    lines.add(line);
    for (const end of line) {
      end.on('error', () => {}); // the other end is told by close
      end.once('close', () => {
        lines.delete(line);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      near.write(bytes);
      if (rate === Number.POSITIVE_INFINITY) return;
      // What is not read here fills the sender's buffers, as on a slow line.
      freeAt = Math.max(freeAt, performance.now()) + (bytes.length / rate) * 1_000;
      far.pause();
      setTimeout(() => state !== 'clogged' && far.resume(), freeAt - performance.now());
    });
    flow(line);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const breakAll = () => {
    for (const [near, far] of lines) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
    turn(next) {
      state = next === 'lost' ? 'clogged' : next;
      if (state === 'pulled') breakAll();
      else for (const line of lines) flow(line);
      if (next === 'lost') state = 'plugged';
    },
    lead(next) {
      target = next;
    },
    slow(bytesPerSecond) {
      rate = bytesPerSecond;
      freeAt = 0;
    },
    close() {
      breakAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
