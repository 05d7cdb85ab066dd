import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { readConfig } from '../../server/config.ts';
import { Credentials } from '../../server/credentials.ts';
import { Answers } from '../../server/live/answers.ts';
import { attachLive, type Live } from '../../server/live/attach.ts';
import { headers } from '../../server/plugins/headers.ts';
import { problems } from '../../server/plugins/problems.ts';
import { settings } from '../../server/routes/settings.ts';
import { wall } from '../../server/routes/wall.ts';
import type { Watched } from '../../stream/contract/query.ts';
import { SETTINGS } from '../support/counted.ts';
import { Day } from './day.ts';

export interface Stage {
  url: string;
  live: Live;
  /** Hours of the day that have passed on the wall. */
  hours(): number;
  /** Lets the day go on, or rest: no orders come and its clock is everybody's. At first it rests. */
  run(on: boolean): void;
  stop(): Promise<void>;
}

export interface Play {
  seed: number;
  /** Frames a second at most, for every widget; undefined: each at its own pace. */
  rate: number | undefined;
  /** Orders a second on an even stretch of the day. */
  orders: number;
  /** Hours of the day that are over when the wall is opened. */
  ahead: number;
  /** Seconds of the day in a second. */
  speed: number;
}

/** The built pages and the real fan-out over a day that runs at its own speed, on a free port. */
export async function setStage({ seed, rate, orders, ahead, speed }: Play): Promise<Stage> {
  const day = new Day(seed, orders);
  const app = Fastify();
  problems(app);
  headers(app);
  settings(app, SETTINGS);
  const layout = JSON.parse(readFileSync('layouts/promotion.json', 'utf8')) as {
    pages: { widgets: { every?: number }[] }[];
  };
  for (const page of layout.pages)
    for (const widget of page.widgets) if (rate !== undefined) widget.every = Math.round(1_000 / rate);
  app.get('/api/layouts/promotion/published', async () => layout);
  wall(app, `${process.cwd()}/dist/screen`, {
    isLayout: async (id) => id === 'promotion',
    asset: async () => undefined,
    shows: () => false,
  });
  const credentials = new Credentials(readConfig({}), 'a secret of the soak', async () => []);
  const live = attachLive(app.server, {
    answers: new Answers((asked) => day.open(asked as Watched)),
    credentials,
    displays: { of: async () => 'none', get: () => undefined, playing: () => undefined },
    beaten: () => {},
    moment: day.moment,
    epoch: () => 'soak',
    onError: (error) => console.error(error),
    sent: () => {},
    painted: () => {},
  });
  let passed = ahead * 3_600_000;
  day.advance(day.start + passed, false);
  let runs = false;
  let last = performance.now();
  const timer = setInterval(
    () => {
      const now = performance.now();
      passed += (now - last) * (runs ? speed : 1);
      last = now;
      day.advance(Math.floor(day.start + passed), !runs);
      live.views.changed();
    },
    1_000 / (rate ?? 20),
  );
  app.addHook('preClose', () => live.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    live,
    hours: () => passed / 3_600_000,
    run: (on) => {
      runs = on;
    },
    stop: async () => {
      clearInterval(timer);
      await app.close();
    },
  };
}
