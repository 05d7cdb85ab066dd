import { formatMoney } from '../../stream/contract/money.ts';
import { nightPlan, type Wish } from '../sources/rehearsal/night.ts';
import { play } from '../sources/rehearsal/play.ts';
import { type Command, type Context, type Option, STATUS } from './command.ts';
import { KEY_OPTION, keyOf, URL_OPTION, urlOf } from './door.ts';
import { DIGITS_OPTION, digitsOf } from './environment.ts';
import { perform } from './feed/perform.ts';
import { Sender } from './feed/send.ts';
import { columns, whole } from './help.ts';

const MINUTE = 60_000;

/** The options that shape a simulated night. */
export const WISH_OPTIONS = {
  seed: {
    type: 'string',
    value: 'N',
    help: { en: 'the same seed gives the same orders (default 1111)', 'zh-CN': '相同种子产生相同订单（默认 1111）' },
  },
  rate: {
    type: 'string',
    value: 'N',
    help: { en: 'orders a second on an even stretch (default 20)', 'zh-CN': '平稳时段每秒订单数（默认 20）' },
  },
  minutes: {
    type: 'string',
    value: 'N',
    help: { en: 'from the opening to the end (default 30)', 'zh-CN': '开场到结束的分钟数（默认 30）' },
  },
  spike: {
    type: 'string',
    value: 'N',
    help: {
      en: 'how many times the rate the opening reaches (default 8)',
      'zh-CN': '开场峰值是平稳时段的多少倍（默认 8）',
    },
  },
} as const satisfies Record<string, Option>;

export function wishOf({ args }: Context): Wish {
  return {
    seed: args.number('seed', 1111, { min: 0, max: 2 ** 50 }),
    rate: args.number('rate', 20, { min: 0.1, max: 100_000, whole: false }),
    minutes: args.number('minutes', 30, { min: 1, max: 24 * 60 }),
    spike: args.number('spike', 8, { min: 1, max: 1_000, whole: false }),
  };
}

export const rehearse: Command = {
  name: 'rehearse',
  summary: {
    en: 'play a simulated promotion into the ingest API, in real time',
    'zh-CN': '实时向写入接口播放一场模拟大促',
  },
  usage: ['--key KEY [--seed 1111] [--rate 20] [--minutes 30] [--spike 8]'],
  options: { ...WISH_OPTIONS, ...DIGITS_OPTION, ...URL_OPTION, ...KEY_OPTION },
  notes: {
    en: 'Six channels, twenty shops, 34 provinces, 200 SKUs with stock: a minute of warm-up, the opening, a main stretch and a last rush, with refunds, cancels, voids, duplicates, disorder, late shops and one SKU that runs out.\nUse a key named rehearsal or rehearsal-…: every wall then says so. At the end it prints what the numbers of this play must be.',
    'zh-CN':
      '六个渠道、二十家店、34 个省级区域、200 个带库存的 SKU：一分钟预热、开场、正场与冲刺，含退款、取消、作废、重复、乱序、迟到的门店与一个卖断货的 SKU。\n使用名为 rehearsal 或 rehearsal-… 的密钥：所有大屏都会标明“演练”。结束时打印本场数字应为多少。',
  },
  async run(context) {
    context.args.exactly();
    const wish = wishOf(context);
    const start = Math.ceil(Date.now() / 1_000) * 1_000;
    const opens = start + MINUTE;
    const digits = digitsOf(context);
    const plan = nightPlan(wish, { start, opens, end: opens + wish.minutes * MINUTE });
    const { deliveries, truth } = play({ ...plan, digits });
    const door = { url: urlOf(context), key: keyOf(context), signal: context.signal };
    const sender = new Sender(door, { batch: 1_000, concurrency: 4 });
    const { totals } = sender;
    const tell = () => {
      const again = totals.again > 0 ? ` · ${whole(totals.again)} × ${totals.lastReason}` : '';
      context.progress(
        context.say({
          en: `${whole(totals.accepted)} events accepted · ${whole(totals.late)} late · ${whole(totals.rejected.total)} rejected · gmv ${formatMoney(truth.gmv, digits)}${again}`,
          'zh-CN': `已接收 ${whole(totals.accepted)} 个事件 · 太晚 ${whole(totals.late)} · 拒收 ${whole(totals.rejected.total)} · 成交额 ${formatMoney(truth.gmv, digits)}${again}`,
        }),
      );
    };
    await perform(deliveries, sender, { live: true, signal: context.signal, tell });
    for (const { reason, count } of totals.rejected.list()) context.note(`${count} × ${reason}`);
    if (context.signal.aborted) return STATUS.interrupted;
    const rows = Object.entries(truth).map(([name, value]) => {
      const money = name === 'gmv' || name.endsWith('_amount');
      return [name, money ? formatMoney(value, digits) : String(value)] as const;
    });
    context.print(columns(rows, ''));
    return totals.rejected.total > 0 ? STATUS.no : STATUS.good;
  },
};
