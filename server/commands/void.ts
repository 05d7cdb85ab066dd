import { randomUUID } from 'node:crypto';
import { type Command, CommandError, STATUS } from './command.ts';
import { KEY_OPTION, keyOf, URL_OPTION, urlOf } from './door.ts';
import { post } from './feed/post.ts';

export const voidCommand: Command = {
  name: 'void',
  summary: {
    en: 'void an order or a credit note: it counts nowhere any more',
    'zh-CN': '作废订单或红字退款:不再计入任何数字',
  },
  usage: ['order ID --key KEY [--reason TEXT]', 'refund ID --key KEY [--reason TEXT]'],
  options: {
    reason: { type: 'string', value: 'TEXT', help: { en: 'why, for the list of voided orders', 'zh-CN': '作废原因' } },
    ...URL_OPTION,
    ...KEY_OPTION,
  },
  notes: {
    en: 'To correct an order: void it and send it again under another id. A void cannot be taken back.',
    'zh-CN': '更正订单:先作废,再以新的编号重新发送。作废不可撤销。',
  },
  async run(context) {
    const [what, id] = context.args.exactly('order|refund', 'ID');
    if (what !== 'order' && what !== 'refund') {
      throw new CommandError({
        en: `"${what}": expected order or refund.`,
        'zh-CN': `“${what}”:应为 order 或 refund。`,
      });
    }
    const reason = context.args.text('reason');
    const event = { type: 'order.voided', id: randomUUID(), at: Date.now(), [what]: id, ...(reason ? { reason } : {}) };
    const door = { url: urlOf(context), key: keyOf(context), signal: context.signal, patience: 30_000 };
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
    context.note(context.say({ en: `${what} ${id} was not voided: ${why}`, 'zh-CN': `${id} 未能作废:${why}` }));
    return STATUS.no;
  },
};
