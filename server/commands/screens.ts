import { Library, readBeats, readScreens, revokeScreen } from '../../stream/index.ts';
import { type Command, CommandError, STATUS } from './command.ts';
import { columns } from './help.ts';
import { withStore } from './store.ts';

export const screens: Command = {
  name: 'screens',
  summary: { en: 'list paired screens and revoke them', 'zh-CN': '列出已配对的屏幕，收回凭证' },
  usage: ['list', 'revoke ID'],
  options: {},
  notes: {
    en: 'Works on the store itself: REDIS_URL, or the running embedded Redis under TIDEWALL_DATA. A screen is paired on the page /screens, with the code that /tv shows on it.\nA screen that is revoked shows a code again, at once, on every server.',
    'zh-CN':
      '直接操作数据：REDIS_URL，或 TIDEWALL_DATA 下正在运行的内嵌 Redis。配对在 /screens 页上做，用屏幕打开 /tv 后显示的码。\n凭证收回后，屏幕立刻重新显示配对码，各台服务器都一样。',
  },
  async run(context) {
    const { args, say, print, note } = context;
    const [action = '', id = ''] = args.positionals;
    switch (action) {
      case 'list': {
        args.exactly('list');
        const [found, beats] = await withStore(context, (store) => Promise.all([readScreens(store), readBeats(store)]));
        if (found.length === 0) note(say({ en: 'There are no paired screens yet.', 'zh-CN': '还没有配对的屏幕。' }));
        else
          print(
            columns(
              found.map(({ id: each, name, layout, scope }) => {
                const beat = beats.get(each);
                const seen = beat ? new Date(beat.at).toISOString() : '—';
                return [each, `${layout}  ${seen}  ${name}${scope ? `  ${JSON.stringify(scope)}` : ''}`];
              }),
              '',
            ),
          );
        return STATUS.good;
      }
      case 'revoke': {
        args.exactly('revoke', 'ID');
        const removed = await withStore(context, (store) => revokeScreen(new Library(store), store, id));
        const gone = removed === 'ok';
        if (gone) print(say({ en: `Screen ${id} is revoked.`, 'zh-CN': `屏幕 ${id} 的凭证已收回。` }));
        else note(say({ en: `There is no screen ${id}.`, 'zh-CN': `没有屏幕 ${id}。` }));
        return gone ? STATUS.good : STATUS.no;
      }
      default:
        throw new CommandError({
          en: `ACTION: expected list or revoke, not "${action}".`,
          'zh-CN': `ACTION：应为 list 或 revoke，而不是“${action}”。`,
        });
    }
  },
};
