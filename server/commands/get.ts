import { z } from 'zod';
import { formatAverage } from '../../stream/contract/money.ts';
import { DIMENSIONS, type Dimension, Query } from '../../stream/contract/query.ts';
import { read } from '../../stream/contract/read.ts';
import type { Group, Reading } from '../../stream/contract/reading.ts';
import { type Command, CommandError, type Context, STATUS } from './command.ts';
import { ask, TOKEN_OPTION, URL_OPTION } from './door.ts';
import { digitsFrom } from './environment.ts';
import { columns } from './help.ts';

const Catalogue = z.object({
  metrics: z.array(z.object({ id: z.string(), unit: z.string() })),
  currency: z.string().optional(),
  digits: z.int().optional(),
});

export const get: Command = {
  name: 'get',
  summary: { en: 'print a rolling number', 'zh-CN': '打印一个滚动指标' },
  usage: ['METRIC WINDOW [--by channel] [--filter channel=tmall] [--json]'],
  options: {
    by: {
      type: 'string',
      value: 'DIMENSION',
      help: { en: `one line a group: ${DIMENSIONS.join(', ')}`, 'zh-CN': `按维度分行：${DIMENSIONS.join('、')}` },
    },
    filter: {
      type: 'string',
      value: 'DIM=NAME',
      multiple: true,
      help: { en: 'only this group; may be given several times', 'zh-CN': '只看该分组；可重复使用' },
    },
    compare: {
      type: 'string',
      value: 'SPAN',
      help: {
        en: 'also previous, yesterday, last_week, last_year, campaign:ID',
        'zh-CN': '同时对比 previous、yesterday、last_week、last_year、campaign:ID',
      },
    },
    top: {
      type: 'string',
      value: 'N',
      help: { en: 'at most so many groups (default 100)', 'zh-CN': '最多分组数（默认 100）' },
    },
    json: { type: 'boolean', help: { en: 'the whole reading as JSON', 'zh-CN': '以 JSON 输出完整结果' } },
    ...URL_OPTION,
    ...TOKEN_OPTION,
  },
  notes: {
    en: 'WINDOW is 1m, 5m, 15m, 1h, 24h, today, yesterday, campaign, campaign:ID, or FROM..TO (epoch ms or RFC 3339).\nMoney is printed as a decimal; an unknown number as —.\n  tidewall get gmv today\n  tidewall get gmv campaign --by channel',
    'zh-CN':
      'WINDOW 可为 1m、5m、15m、1h、24h、today、yesterday、campaign、campaign:ID，或 起..止（毫秒或 RFC 3339）。\n金额以小数打印；未知的数打印为 —。\n  tidewall get gmv today\n  tidewall get gmv campaign --by channel',
  },
  run,
};

async function run(context: Context): Promise<number> {
  const { args } = context;
  const [metric, window] = args.exactly('METRIC', 'WINDOW');
  const query = readQuery(context, metric, window);
  const catalogue = Catalogue.parse(await ask(context, 'GET', '/api/metrics'));
  const found = catalogue.metrics.find(({ id }) => id === metric);
  if (!found) {
    const all = catalogue.metrics.map(({ id }) => id).join(', ');
    throw new CommandError({
      en: `"${metric}" is no metric; there are: ${all}.`,
      'zh-CN': `没有“${metric}”这个指标；可用：${all}。`,
    });
  }
  const reading = (await ask(context, 'POST', '/api/query', query)) as Reading;
  if (args.flag('json')) {
    context.print(JSON.stringify(reading, null, 2));
    return STATUS.good;
  }
  const digits = catalogue.digits ?? digitsFrom(context.env);
  const write = (value: number | undefined) =>
    value === undefined ? '—' : found.unit === 'money' ? formatAverage(value, digits) : String(value);
  const line = ({ values, baseline }: Group) =>
    `${write(values[metric])}${baseline ? `  (${write(baseline[metric])})` : ''}`;
  if (query.by === undefined) context.print(line(reading.groups[''] ?? { values: {} }));
  else if (Object.keys(reading.groups).length > 0)
    context.print(
      columns(
        ranked(reading, metric).map(([name, group]) => [name, line(group)]),
        '',
      ),
    );
  if (reading.partial)
    context.note(
      context.say({
        en: 'partial: a partition has been silent for 2 s.',
        'zh-CN': '不完整：有分区超过 2 秒没有消息。',
      }),
    );
  if (reading.truncated)
    context.note(
      context.say({
        en: 'truncated: part of the window is no longer kept.',
        'zh-CN': '已截断：窗口的一部分已不再保留。',
      }),
    );
  return STATUS.good;
}

/** By value, the largest first; the remainder `…` last. */
function ranked({ groups }: Reading, metric: string): [string, Group][] {
  const rank = ([name, group]: [string, Group]) =>
    name === '…' ? -Infinity : (group.values[metric] ?? Number.MIN_SAFE_INTEGER);
  return Object.entries(groups).sort((a, b) => rank(b) - rank(a) || (a[0] < b[0] ? -1 : 1));
}

/** The query that the arguments describe; the server's own schema checks it first, so that a mistake is named by its option. */
function readQuery({ args }: Context, metric: string, window: string): Query {
  const span = /^(.+)\.\.(.+)$/.exec(window);
  const filter: Partial<Record<string, string[]>> = {};
  for (const pair of args.texts('filter')) {
    const cut = pair.indexOf('=');
    const name = pair.slice(0, cut);
    if (cut < 1 || !DIMENSIONS.includes(name as Dimension)) {
      const forms = `DIMENSION=NAME (${DIMENSIONS.join(', ')})`;
      throw new CommandError({
        en: `--filter: expected ${forms}, not "${pair}".`,
        'zh-CN': `--filter：应为 ${forms}，而不是“${pair}”。`,
      });
    }
    filter[name] = [...(filter[name] ?? []), pair.slice(cut + 1)];
  }
  const by = args.text('by');
  const compare = args.text('compare');
  const top = args.text('top') === undefined ? undefined : args.number('top', 100, { min: 1, max: 1000 });
  const checked = read(Query, {
    metrics: [metric],
    window: span ? { from: instant(span[1] ?? ''), to: instant(span[2] ?? '') } : window,
    ...(by === undefined ? {} : { by }),
    ...(compare === undefined ? {} : { compare }),
    ...(top === undefined ? {} : { top }),
    ...(Object.keys(filter).length === 0 ? {} : { filter }),
  });
  if ('value' in checked) return checked.value;
  const [{ path, message: said } = { path: '', message: '' }] = checked.faults;
  const message = said.replace('{"from", "to"}', 'FROM..TO'); // as it is written here
  const where = path.split('.')[0] ?? '';
  const name = where === 'window' ? 'WINDOW' : where === 'metrics' ? 'METRIC' : `--${where}`;
  throw new CommandError({
    en: `${name}: ${message}; see tidewall get --help.`,
    'zh-CN': `${name}：无法理解（${message}）；见 tidewall get --help。`,
  });
}

const instant = (text: string) => (/^\d{11,}$/.test(text) ? Number(text) : text);
