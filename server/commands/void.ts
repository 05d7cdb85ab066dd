import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Command, CommandError, type Context, STATUS } from './command.ts';
import { ask, KEY_OPTION, keyOf, TOKEN_OPTION, URL_OPTION, urlOf } from './door.ts';
import { post, tellAgain } from './feed/post.ts';
import { columns } from './help.ts';

export const voidCommand: Command = {
  name: 'void',
  summary: {
    en: 'void an order or a credit note: it counts nowhere any more',
    'zh-CN': '作废订单或红字退款：不再计入任何数字',
  },
  usage: ['order ID --key KEY [--reason TEXT]', 'refund ID --key KEY [--reason TEXT]', 'list'],
  options: {
    reason: {
      type: 'string',
      value: 'TEXT',
      help: { en: 'why, sent with the event', 'zh-CN': '作废原因，随事件发送' },
    },
    ...URL_OPTION,
    ...KEY_OPTION,
    ...TOKEN_OPTION,
  },
  notes: {
    en: 'To correct an order: void it and send it again under another id. A void cannot be taken back.\nlist prints the newest 1,000 voids; GET /api/voided has all that are kept.',
    'zh-CN':
      '更正订单：先作废，再以新的编号重新发送。作废不可撤销。\nlist 打印最近 1,000 条作废；GET /api/voided 可取全部保留的记录。',
  },
  async run(context) {
    if (context.args.positionals[0] === 'list') return listed(context);
    const [what, id] = context.args.exactly('order|refund', 'ID');
    if (what !== 'order' && what !== 'refund') {
      throw new CommandError({
        en: `"${what}": expected order, refund or list.`,
        'zh-CN': `“${what}”：应为 order、refund 或 list。`,
      });
    }
    const reason = context.args.text('reason');
    const event = { type: 'order.voided', id: randomUUID(), at: Date.now(), [what]: id, ...(reason ? { reason } : {}) };
    const url = urlOf(context);
    const again = tellAgain(context, url);
    const door = { url, key: keyOf(context), signal: context.signal, patience: 30_000, again };
    const { accepted, rejected } = await post(JSON.stringify(event), door);
    if (accepted === 1) {
      context.print(
        context.say({
          en: `${what} ${id} is voided.`,
          'zh-CN': `${what === 'order' ? '订单' : '退款'} ${id} 已作废。`,
        }),
      );
      return STATUS.good;
    }
    const why = rejected[0]?.message ?? 'late';
    context.note(context.say({ en: `${what} ${id} was not voided: ${why}`, 'zh-CN': `${id} 未能作废：${why}` }));
    return STATUS.no;
  },
};

const Listed = z.object({
  entries: z.array(z.object({ at: z.number(), order: z.string().optional(), refund: z.string().optional() })),
});

async function listed(context: Context): Promise<number> {
  context.args.exactly('list');
  const { entries } = Listed.parse(await ask(context, 'GET', '/api/voided?limit=1000'));
  const rows = entries.map(({ at, order, refund }) => {
    const what = order === undefined ? `refund ${refund}` : `order ${order}`;
    return [new Date(at).toISOString(), what] as const;
  });
  if (rows.length > 0) context.print(columns(rows, ''));
  else context.note(context.say({ en: 'Nothing is voided.', 'zh-CN': '没有作废的订单。' }));
  return STATUS.good;
}
