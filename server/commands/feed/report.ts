import type { Context, Words } from '../command.ts';
import { columns, whole } from '../help.ts';
import type { Feed } from './events.ts';
import type { Sent } from './send.ts';
import type { Reasons } from './tally.ts';

/** Prints what became of every row and every event. */
export function report(
  { print, say }: Pick<Context, 'print' | 'say'>,
  {
    feed,
    made,
    skipped,
    sent,
    offset,
    took,
  }: { feed: Feed; made: number; skipped: Reasons; sent: Sent; offset: number; took: number },
): void {
  const rows: [Words, string][] = [
    [{ en: 'rows read', 'zh-CN': '读取行数' }, whole(feed.rows())],
    [{ en: 'rows skipped', 'zh-CN': '跳过行数' }, whole(skipped.total)],
    [{ en: 'events made', 'zh-CN': '生成事件' }, whole(made)],
    [{ en: 'events sent', 'zh-CN': '发送事件' }, whole(sent.sent)],
    [{ en: '  accepted', 'zh-CN': '  已接收' }, whole(sent.accepted)],
    [{ en: '  late', 'zh-CN': '  太晚' }, whole(sent.late)],
    [{ en: '  rejected', 'zh-CN': '  被拒收' }, whole(sent.rejected.total)],
    [{ en: 'requests sent again', 'zh-CN': '重发请求' }, whole(sent.again)],
    [{ en: 'clock moved by', 'zh-CN': '时间平移' }, `${offset / 60_000} min`],
    [
      { en: 'took', 'zh-CN': '用时' },
      `${(took / 1000).toFixed(1)} s (${whole(sent.sent / Math.max(0.001, took / 1000))}/s)`,
    ],
  ];
  print(columns(rows.map(([words, value]) => [say(words), value] as const)));
  reasons(print, say({ en: 'skipped', 'zh-CN': '跳过' }), skipped);
  reasons(print, say({ en: 'rejected', 'zh-CN': '拒收' }), sent.rejected);
  if (sent.late > 0) {
    print(
      say({
        en: `${whole(sent.late)} events were too old or from the future and are not counted: they stand in the late ledger (GET /api/late). TIDEWALL_RETENTION_DAYS says how old an event may be; --shift end=now moves a file's clock.`,
        'zh-CN': `${whole(sent.late)} 个事件过旧或来自未来，未计入数字：已记入迟到台账（GET /api/late）。TIDEWALL_RETENTION_DAYS 决定可接受多旧的事件；--shift end=now 可平移文件时间。`,
      }),
    );
  }
}

function reasons(print: (text: string) => void, title: string, met: Reasons): void {
  for (const { reason, count, examples } of met.list()) {
    print(`${title} ${whole(count)} × ${reason} (${examples.join(', ')}${count > examples.length ? ', …' : ''})`);
  }
}
