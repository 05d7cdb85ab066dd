import { formatMoney } from '../../stream/contract/money.ts';
import {
  type Reconciliation,
  reasonAway,
  reconcile as reconcileStore,
  storeReconciliation,
} from '../../stream/index.ts';
import { type Command, CommandError, type Context, STATUS } from './command.ts';
import { digitsFrom } from './environment.ts';
import { until } from './feed/order.ts';
import { columns } from './help.ts';
import { storeUrl } from './store.ts';

const MONEY = new Set(['gmv', 'order_amount', 'refund_amount', 'costed_gmv', 'cost']);

export const reconcile: Command = {
  name: 'reconcile',
  summary: {
    en: 'compare every cell with the sum over all entities; the drift must be 0',
    'zh-CN': '把每个单元格与全部实体之和核对；偏差必须为 0',
  },
  usage: ['[--watch SECONDS] [--json]'],
  options: {
    now: {
      type: 'boolean',
      help: {
        en: 'once, at once (what happens without --watch)',
        'zh-CN': '立即核对一次（不带 --watch 时的默认行为）',
      },
    },
    watch: {
      type: 'string',
      value: 'SECONDS',
      help: { en: 'again after so many seconds, until stopped', 'zh-CN': '每隔若干秒重复，直到停止' },
    },
    json: { type: 'boolean', help: { en: 'the result as JSON', 'zh-CN': '以 JSON 输出结果' } },
  },
  notes: {
    en: 'Reads the store itself (REDIS_URL, or the embedded Redis under TIDEWALL_DATA) while everything goes on: it stops each partition at one point of its log, sums up what every retained entity adds by code of its own, and compares all cells of the days that these entities cover whole. Estimated buyers are not compared. The result stands on the badge of every wall.\nExit status: 0 without drift, 1 with drift.',
    'zh-CN':
      '直接读取数据（REDIS_URL，或 TIDEWALL_DATA 下的内嵌 Redis），不影响运行：每个分区停在日志的同一点，用独立代码累加全部保留实体的贡献，并核对这些实体完整覆盖的日子里的每个单元格。估算的买家数不参与核对。结果显示在每块大屏的徽标上。\n退出码：无偏差为 0，有偏差为 1。',
  },
  async run(context) {
    const { args, signal } = context;
    args.exactly();
    const pause = args.text('watch') === undefined ? undefined : args.number('watch', 60, { min: 1, max: 86_400 });
    if (pause !== undefined && args.flag('now')) {
      throw new CommandError({ en: '--now and --watch: give one of them.', 'zh-CN': '--now 与 --watch：只能选一个。' });
    }
    let status = await once(context);
    while (pause !== undefined && !signal.aborted) {
      await until(Date.now() + pause * 1_000, signal);
      if (!signal.aborted) status = await once(context);
    }
    return status;
  },
};

async function once(context: Context): Promise<number> {
  const { env, signal, args, say } = context;
  const url = storeUrl(env);
  let cells = 0;
  const progress = (partition: number, compared: number) => {
    cells += compared;
    context.progress(
      say({
        en: `partition ${partition}: ${cells} cells compared`,
        'zh-CN': `分区 ${partition}：已核对 ${cells} 个单元格`,
      }),
    );
  };
  const result = await reconcileStore({ url, signal, progress }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    const why = reasonAway(error);
    throw new CommandError({ en: `Could not be reconciled: ${why}`, 'zh-CN': `无法核对：${why}` }, STATUS.unreachable);
  });
  await storeReconciliation(url, result);
  if (args.flag('json')) context.print(JSON.stringify(result));
  else tell(context, result);
  return result.differing === 0 ? STATUS.good : STATUS.no;
}

function tell({ print, say, env }: Context, result: Reconciliation): void {
  const { cells, entities, differing, drift, moneyDrift, worst } = result;
  print(
    say({
      en: `drift ${drift} (money: ${moneyDrift} minor units) · ${cells} cells of ${entities} entities compared · ${differing} differ`,
      'zh-CN': `偏差 ${drift}（金额：${moneyDrift} 最小单位）· 核对 ${entities} 个实体的 ${cells} 个单元格 · ${differing} 个不一致`,
    }),
  );
  const digits = digitsFrom(env);
  const write = (measure: string, value: number) => (MONEY.has(measure) ? formatMoney(value, digits) : String(value));
  const rows = worst.map(({ partition, family, grain, measure, group, start, stands, sum }) => {
    const when = family === 'stock' ? '' : ` ${new Date(start).toISOString()}`;
    const name = `${partition} ${family}/${grain}${when} ${measure} ${group.join(' · ')}`;
    return [name, `${write(measure, stands)} ≠ ${write(measure, sum)}`] as const;
  });
  if (rows.length > 0) print(columns(rows));
}
