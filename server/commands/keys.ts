import { createIngestKey, KEY_NAME, readIngestKeys, revokeIngestKey } from '../../stream/index.ts';
import { type Command, CommandError, STATUS } from './command.ts';
import { columns } from './help.ts';
import { withStore } from './store.ts';

export const keys: Command = {
  name: 'keys',
  summary: { en: 'make, list and revoke ingest keys', 'zh-CN': '新建、列出、吊销写入密钥' },
  usage: ['add NAME', 'list', 'revoke NAME'],
  options: {
    rate: {
      type: 'string',
      value: 'N',
      help: { en: 'add: events a second it may send to one server', 'zh-CN': 'add：每秒可向单台服务器发送的事件数' },
    },
  },
  notes: {
    en: 'Works on the store itself: REDIS_URL, or the running embedded Redis under TIDEWALL_DATA. A key is shown once; only its hash is kept.\nA name may have several keys, so that a sender can change over without a pause; revoke takes back all of a name.',
    'zh-CN':
      '直接操作数据：REDIS_URL，或 TIDEWALL_DATA 下正在运行的内嵌 Redis。密钥只显示一次，仅保存其哈希。\n同一名称可有多个密钥，便于无停顿更换；revoke 会吊销该名称的全部密钥。',
  },
  async run(context) {
    const { args, say, print, note } = context;
    const [action = '', name = ''] = args.positionals;
    switch (action) {
      case 'add': {
        args.exactly('add', 'NAME');
        if (!KEY_NAME.test(name)) throw badName(name);
        const rate = args.text('rate') === undefined ? undefined : args.number('rate', 0, { min: 1, max: 1e9 });
        const key = await withStore(context, (store) =>
          createIngestKey(store, name, rate === undefined ? {} : { rate }),
        );
        note(say({ en: `The key "${name}"; it is shown only now:`, 'zh-CN': `密钥“${name}”，仅显示这一次：` }));
        print(key);
        return STATUS.good;
      }
      case 'list': {
        args.exactly('list');
        const found = await withStore(context, readIngestKeys);
        if (found.length === 0)
          note(
            say({
              en: 'There are no keys yet; `tidewall keys add NAME` makes one.',
              'zh-CN': '还没有密钥；`tidewall keys add 名称` 可新建。',
            }),
          );
        else
          print(
            columns(
              found.map(({ name: each, digest, createdAt, rate }) => [
                each,
                `${digest.slice(0, 12)}  ${new Date(createdAt).toISOString()}${rate ? `  ${rate}/s` : ''}`,
              ]),
              '',
            ),
          );
        return STATUS.good;
      }
      case 'revoke': {
        args.exactly('revoke', 'NAME');
        const gone = await withStore(context, (store) => revokeIngestKey(store, name));
        if (gone > 0) print(say({ en: `${gone} revoked.`, 'zh-CN': `已吊销 ${gone} 个。` }));
        else note(say({ en: `There is no key named "${name}".`, 'zh-CN': `没有名为“${name}”的密钥。` }));
        return gone > 0 ? STATUS.good : STATUS.no;
      }
      default:
        throw new CommandError({
          en: `ACTION: expected add, list or revoke, not "${action}".`,
          'zh-CN': `ACTION：应为 add、list 或 revoke，而不是“${action}”。`,
        });
    }
  },
};

const badName = (name: string) =>
  new CommandError({
    en: `"${name}": a name is 1 to 64 letters, digits, dots, dashes or underscores and begins with a letter or digit.`,
    'zh-CN': `“${name}”：名称为 1 至 64 个字母、数字、点、短横或下划线，且以字母或数字开头。`,
  });
