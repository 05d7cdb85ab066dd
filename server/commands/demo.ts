import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { LocalTime } from '../sources/localTime.ts';
import { dayCurve } from '../sources/rehearsal/curve.ts';
import {
  campaignOf,
  nightPlan,
  ordinaryPlan,
  pastPlans,
  shifted,
  type Times,
  type Wish,
} from '../sources/rehearsal/night.ts';
import type { Delivery } from '../sources/rehearsal/plan.ts';
import { play } from '../sources/rehearsal/play.ts';
import { putCampaign } from './campaign.ts';
import { type Command, type Context, STATUS } from './command.ts';
import { numberFrom } from './environment.ts';
import { counted } from './feed/counted.ts';
import { perform } from './feed/perform.ts';
import { Sender } from './feed/send.ts';
import { fillPast } from './filling.ts';
import { localeOf, whole } from './help.ts';
import { invitation } from './invitation.ts';
import { keepReconciling } from './keepReconciling.ts';
import { WISH_OPTIONS, wishOf } from './rehearse.ts';
import { type Stage, setStage } from './stage.ts';

const PORTS = { min: 1, max: 65_535 };
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Retention of the stage's store, the default. */
const RETENTION_DAYS = 30;

export const demo: Command = {
  name: 'demo',
  summary: {
    en: 'everything at once: a store of its own, a server, a simulated promotion, a live wall',
    'zh-CN': '一条命令看全貌：独立的数据、服务器、模拟大促与实时大屏',
  },
  usage: ['[--port 7070] [--seed 1111] [--rate 20] [--minutes 30] [--spike 8]'],
  options: {
    port: {
      type: 'string',
      value: 'N',
      help: { en: 'where the wall is served (default PORT or 7070)', 'zh-CN': '大屏端口（默认 PORT 或 7070）' },
    },
    ...WISH_OPTIONS,
  },
  notes: {
    en: 'Its store is TIDEWALL_DATA/demo, emptied at each start; REDIS_URL is never touched. Ctrl-C stops everything.',
    'zh-CN': '数据在 TIDEWALL_DATA/demo，每次启动清空；绝不触碰 REDIS_URL。按 Ctrl-C 停止全部。',
  },
  async run(context) {
    const { args, env, signal } = context;
    args.exactly();
    const wish = wishOf(context);
    const port = args.number('port', numberFrom(env, 'PORT', 7070, PORTS), PORTS);
    const key = randomBytes(24).toString('base64url');
    const store = join(resolve(env.TIDEWALL_DATA ?? './data'), 'demo');
    const { note, say } = context;
    note(
      say({
        en: `Starting a server, an aggregator and a Redis of their own on port ${port} …`,
        'zh-CN': `正在启动独立的服务器、聚合进程与 Redis，端口 ${port} …`,
      }),
    );
    const stage = await setStage(env, { store, port, key, signal, note, say });
    const ended = new AbortController();
    const playing = show({ ...context, signal: AbortSignal.any([signal, ended.signal]) }, stage, wish, key);
    try {
      await Promise.race([playing, stage.failed]);
    } catch (error) {
      if (!signal.aborted) throw error; // what was under way was cut off on purpose
    } finally {
      note(say({ en: 'Stopping …', 'zh-CN': '正在停止 …' }));
      ended.abort();
      await Promise.all([stage.stop(), playing.catch(() => {})]);
    }
    return STATUS.good;
  },
};

/** Fills the past, opens the campaign and plays it until interrupted. */
async function show(context: Context, stage: Stage, wish: Wish, key: string): Promise<void> {
  const { signal, say } = context;
  if (signal.aborted) return;
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const opens = now + 2 * MINUTE;
  const times: Times = { start: now - 3 * MINUTE, opens, end: opens + wish.minutes * MINUTE };
  const timeZone = stage.env.TIDEWALL_TIMEZONE ?? 'Asia/Shanghai';
  const midnight = midnightOf(now, timeZone);
  const before = shifted(times, -DAY);
  await putCampaign(
    stage.url,
    campaignOf({ ...wish, rate: wish.rate * 0.7 }, before, 'rehearsal-before', { 'zh-CN': '昨日场', en: 'Yesterday' }),
  );
  await putCampaign(
    stage.url,
    campaignOf(wish, times, 'rehearsal', { 'zh-CN': '潮汐大促', en: 'Tide festival' }, 'rehearsal-before'),
  );

  const sender = new Sender({ url: stage.url, key, signal }, { batch: 1_000, concurrency: 3 });
  const { totals } = sender;
  await fillPast(context, sender, pastPlans(wish, times, midnight));
  const counting = (orders: number | undefined) =>
    context.progress(
      say({
        en: `Counting yesterday: ${orders === undefined ? '—' : whole(orders)} paid orders so far`,
        'zh-CN': `正在计算昨日：已计入 ${orders === undefined ? '—' : whole(orders)} 笔支付订单`,
      }),
    );
  await counted(stage.url, { signal, tell: counting });
  if (signal.aborted) return;
  const guessed = context.args.text('lang') === undefined && localeOf(context.env) === undefined;
  context.note(invitation(say, { url: stage.url, timeZone, times, guessed }));
  void keepReconciling(stage, signal);
  const playing = () =>
    context.progress(
      say({
        en: `${whole(totals.accepted)} events accepted · ${whole(totals.late)} late · ${whole(totals.rejected.total)} rejected`,
        'zh-CN': `已接收 ${whole(totals.accepted)} 个事件 · 太晚 ${whole(totals.late)} · 拒收 ${whole(totals.rejected.total)}`,
      }),
    );
  await perform(endless(wish, times, midnight), sender, { live: true, signal, tell: playing });
}

/** The night, and after it ordinary days until somebody stops it. */
function* endless(wish: Wish, times: Times, midnight: number): Generator<Delivery, void> {
  yield* play(nightPlan(wish, times, RETENTION_DAYS)).deliveries;
  for (let from = times.end; ; from += DAY) {
    const quiet = ordinaryPlan(wish.seed, 1, { from, to: from + DAY, midnight });
    const curve = dayCurve(wish.rate / 4, midnight);
    yield* play({ ...quiet, curve, stock: false, trouble: true }).deliveries;
  }
}

function midnightOf(at: number, timezone: string): number {
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(at);
  return new LocalTime(timezone).read(`${date} 00:00:00`);
}
