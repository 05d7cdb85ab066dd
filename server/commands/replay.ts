import type { FiledEvent } from '../sources/define.ts';
import { type Command, CommandError, type Context, STATUS } from './command.ts';
import { KEY_OPTION, keyOf, URL_OPTION, urlOf } from './door.ts';
import { checkFuture, offsetOf, readShift, readSpeed, SPEEDS, type Span, spanOf } from './feed/clock.ts';
import { type Feed, openFeed } from './feed/events.ts';
import { played, shuffled } from './feed/order.ts';
import { tellAgain } from './feed/post.ts';
import { report } from './feed/report.ts';
import { Sender } from './feed/send.ts';
import { Reasons } from './feed/tally.ts';
import { BrokenFile } from './feed/text.ts';
import { whole } from './help.ts';

export const replay: Command = {
  name: 'replay',
  summary: {
    en: 'send a file of events, or a known CSV, to the ingest API',
    'zh-CN': '把事件文件或已知格式的 CSV 发送到写入接口',
  },
  usage: ['FILE --key KEY [--shift end=now] [--speed max]'],
  options: {
    shift: {
      type: 'string',
      value: 'end=now|start=now|none',
      help: {
        en: 'move all times by one constant, so that the last (first) event is now; an RFC 3339 time may stand for now (default none)',
        'zh-CN': '所有时间平移同一常量，使最后（最初）一个事件落在现在；now 也可写成 RFC 3339 时间（默认 none）',
      },
    },
    speed: {
      type: 'string',
      value: '1|60|max',
      help: {
        en: "times the file's own pace, or as fast as the server takes it (default max)",
        'zh-CN': '相对原速的倍数，或 max 尽快发送（默认 max）',
      },
    },
    batch: {
      type: 'string',
      value: 'N',
      help: { en: 'events a request (default 1000)', 'zh-CN': '每次请求的事件数（默认 1000）' },
    },
    concurrency: {
      type: 'string',
      value: 'N',
      help: { en: 'requests under way (default 4)', 'zh-CN': '并发请求数（默认 4）' },
    },
    shuffle: {
      type: 'boolean',
      help: { en: 'send in random order (holds the whole file in memory)', 'zh-CN': '乱序发送（整个文件会放入内存）' },
    },
    seed: {
      type: 'string',
      value: 'N',
      help: { en: 'of --shuffle (default 1)', 'zh-CN': '--shuffle 的随机种子（默认 1）' },
    },
    ...URL_OPTION,
    ...KEY_OPTION,
  },
  notes: {
    en: 'FILE is NDJSON (one event a line) or a known CSV; .gz and .br are unpacked as they stream. Replaying a file again counts nothing twice.\nExit status: 0 also when rows were skipped, 1 when the server rejected events or called them late.',
    'zh-CN':
      'FILE 为 NDJSON（每行一个事件）或已知 CSV；.gz 与 .br 边读边解压。重复回放不会重复计数。\n退出码：仅跳过行时为 0；服务器拒收或判为太晚时为 1。',
  },
  run,
};

async function run(context: Context): Promise<number> {
  const { args, signal } = context;
  const [path] = args.exactly('FILE');
  const speed = args.read('speed', 'max', readSpeed, SPEEDS.join(', '));
  const shift = args.read('shift', 'none', (text) => readShift(text, Date.now()), 'end=now, start=now, none');
  const batch = args.number('batch', 1000, { min: 1, max: 10_000 });
  const concurrency = args.number('concurrency', 4, { min: 1, max: 64 });
  const seed = args.number('seed', 1, { min: 0, max: Number.MAX_SAFE_INTEGER });
  const shuffle = args.flag('shuffle');
  if (shuffle && speed !== 'max') {
    throw new CommandError({
      en: '--shuffle goes with --speed max only: a shuffled file has no pace.',
      'zh-CN': '--shuffle 只能与 --speed max 一起使用：乱序后没有节奏可言。',
    });
  }
  const url = urlOf(context);
  const sender = new Sender(
    { url, key: keyOf(context), signal, again: tellAgain(context, url) },
    { batch, concurrency },
  );
  const feed = await openFeed(path);
  if (feed.holds)
    context.note(
      context.say({
        en: `${path}: ${feed.format}; held in memory: ${feed.holds}.`,
        'zh-CN': `${path}：${feed.format}；读入内存：${feed.holds}。`,
      }),
    );

  const span = shift === 'none' && speed === 'max' ? undefined : await spanOf(feed.events(() => {}));
  const offset = span ? offsetOf(shift, span) : 0;
  if (span) checkFuture(span, offset, speed, Date.now());
  const skipped = new Reasons();
  const events = feed.events((row, reason) => skipped.add(reason, `row ${row}`));
  const play = played(shuffle ? shuffled(events, seed) : events, { offset, speed, first: span?.first ?? 0, signal });
  const began = Date.now();
  const { made, broken } = await drive(play, sender, signal, (count) =>
    context.progress(progressOf(context, feed, sender, count, span, began)),
  );
  report(context, { feed, made, skipped, sent: sender.totals, offset, took: Date.now() - began });
  if (broken) throw broken;
  if (signal.aborted) return STATUS.interrupted;
  return sender.totals.rejected.total + sender.totals.late > 0 ? STATUS.no : STATUS.good;
}

/** Sends everything that is played, up to where the file breaks or somebody stops it. */
async function drive(
  play: AsyncIterable<FiledEvent | 'pause'>,
  sender: Sender,
  signal: AbortSignal,
  tell: (made: number) => void,
): Promise<{ made: number; broken?: BrokenFile }> {
  let made = 0;
  let broken: BrokenFile | undefined;
  const unlessStopped = (error: unknown) => {
    if (!signal.aborted) throw error;
  };
  try {
    for await (const event of play) {
      const room = event === 'pause' ? sender.flush() : sender.add(event);
      if (event !== 'pause') made += 1;
      if (room) {
        await room;
        tell(made);
      }
    }
  } catch (error) {
    if (error instanceof BrokenFile) broken = error;
    else unlessStopped(error);
  }
  await sender.end().catch(unlessStopped);
  return broken ? { made, broken } : { made };
}

function progressOf(
  { language }: Context,
  feed: Feed,
  { totals }: Sender,
  made: number,
  span: Span | undefined,
  began: number,
): string {
  const share = span && span.events > 0 ? ` ${Math.floor((100 * made) / span.events)} %` : '';
  const pace = whole(totals.sent / Math.max(0.001, (Date.now() - began) / 1000));
  const again = totals.again > 0 ? ` · ${totals.again} × ${totals.lastReason}` : '';
  return language === 'en'
    ? `${whole(feed.rows())} rows · ${whole(totals.sent)} events sent${share} · ${pace}/s${again}`
    : `已读 ${whole(feed.rows())} 行 · 已发 ${whole(totals.sent)} 个事件${share} · ${pace}/秒${again}`;
}
