import { z } from 'zod';
import { readLayout } from '../../layouts/document.ts';
import { type Command, CommandError, type Context, STATUS } from './command.ts';
import { ask, refusal, request, TOKEN_OPTION, URL_OPTION } from './door.ts';
import { titleOf } from './feed/post.ts';
import { digestOf, type LayoutFile, readFiles, readPulled, writeLayout, writePulled } from './layoutFiles.ts';

const Listed = z.object({ layouts: z.array(z.object({ id: z.string(), differs: z.boolean().optional() })) });
const USUAL = 'layouts';
/** Upon a version that a proxy on the way marked weak nothing can be saved. */
const etagOf = ({ headers }: { headers: Headers }): string => (headers.get('etag') ?? '').replace(/^W\//, '');
const address = (id: string) => `/api/layouts/${encodeURIComponent(id)}`;

export const layouts: Command = {
  name: 'layouts',
  summary: { en: 'keep layouts as files, for git', 'zh-CN': '把布局存成文件，放进 git' },
  usage: ['pull [DIR]', 'push [DIR] [--publish] [--note TEXT]'],
  options: {
    publish: {
      type: 'boolean',
      help: { en: 'push: publish what differs from the walls', 'zh-CN': 'push：发布与墙上不同的布局' },
    },
    note: {
      type: 'string',
      value: 'TEXT',
      help: { en: 'push: what the publication is about', 'zh-CN': 'push：这次发布改了什么' },
    },
    confirm: {
      type: 'boolean',
      help: { en: 'push: publish although publishing is frozen', 'zh-CN': 'push：封网时间里也发布' },
    },
    ...URL_OPTION,
    ...TOKEN_OPTION,
  },
  notes: {
    en: 'DIR is layouts unless said otherwise. pull writes one JSON a layout, and into .pulled.json upon which version each stands.\npush saves the changed ones as drafts, but never over what somebody else saved since the pull: then it names the file, changes nothing of it and ends with 1.',
    'zh-CN':
      'DIR 默认为 layouts。pull 为每个布局写一个 JSON，并在 .pulled.json 里记下各自的版本。\npush 把改过的存为草稿，绝不覆盖 pull 之后别人的保存：这时指出文件，不改它，退出码为 1。',
  },
  async run(context) {
    const [action = '', directory = USUAL, extra] = context.args.positionals;
    if (extra !== undefined) context.args.exactly('ACTION', 'DIR');
    if (action === 'pull') return pull(context, directory);
    if (action === 'push') return push(context, directory);
    throw new CommandError({
      en: `ACTION: expected pull or push, not "${action}".`,
      'zh-CN': `ACTION：应为 pull 或 push，而不是“${action}”。`,
    });
  },
};

async function pull(context: Context, directory: string): Promise<number> {
  const { layouts: listed } = Listed.parse(await ask(context, 'GET', '/api/layouts'));
  const pulled = await readPulled(directory);
  let bad = 0;
  for (const { id } of listed) {
    const { response, text } = await request(context, 'GET', address(id));
    if (!response.ok) throw refusal(response.status, text);
    const read = readLayout(JSON.parse(text));
    if ('faults' in read) {
      bad += 1;
      context.note(`${id}: ${read.faults[0]?.path}: ${read.faults[0]?.message}`);
      continue;
    }
    await writeLayout(directory, read.layout);
    pulled[id] = { etag: etagOf(response), digest: digestOf(read.layout) };
    context.print(`${directory}/${id}.json`);
  }
  await writePulled(directory, pulled);
  return bad > 0 ? STATUS.no : STATUS.good;
}

async function push(context: Context, directory: string): Promise<number> {
  const { args, print, note, say } = context;
  const files = await readFiles(directory);
  const pulled = await readPulled(directory);
  if (files.length === 0)
    note(say({ en: `There is no layout in ${directory}.`, 'zh-CN': `${directory} 里没有布局。` }));
  let bad = 0;
  const good: LayoutFile[] = [];
  for (const one of files) {
    if ('fault' in one) {
      bad += 1;
      note(`${one.file}: ${one.fault}`);
      continue;
    }
    const known = pulled[one.id];
    const digest = digestOf(one.layout);
    if (known?.digest !== digest) {
      const headers: Record<string, string> = known ? { 'if-match': known.etag } : {};
      const { response, text } = await request(context, 'PUT', address(one.id), { body: one.layout, headers });
      if (!response.ok) {
        bad += 1;
        note(`${one.file}: ${sentenceOf(context, response.status, text)}`);
        continue;
      }
      pulled[one.id] = { etag: etagOf(response), digest };
      await writePulled(directory, pulled);
      print(`${one.file}: ${say({ en: 'saved', 'zh-CN': '已保存' })}`);
    }
    good.push(one);
  }
  if (args.flag('publish')) bad += await publish(context, good, pulled);
  return bad > 0 ? STATUS.no : STATUS.good;
}

/** Publishes the drafts that differ from the walls, each in the version that was pushed. Answers how many were refused. */
async function publish(
  context: Context,
  files: readonly LayoutFile[],
  pulled: Readonly<Record<string, { etag: string }>>,
): Promise<number> {
  const { args, print, note, say } = context;
  const { layouts: listed } = Listed.parse(await ask(context, 'GET', '/api/layouts'));
  let bad = 0;
  for (const { file, id } of files) {
    if (listed.find((one) => one.id === id)?.differs === false) continue;
    const etag = pulled[id]?.etag ?? '*';
    const body = { note: args.text('note') ?? '', ...(args.flag('confirm') ? { confirm: true } : {}) };
    const { response, text } = await request(context, 'POST', `${address(id)}/publish`, {
      body,
      headers: { 'if-match': etag },
    });
    if (response.ok) {
      const { revision } = JSON.parse(text) as { revision: number };
      print(`${file}: ${say({ en: `published as r${revision}`, 'zh-CN': `已发布为 r${revision}` })}`);
    } else {
      bad += 1;
      note(`${file}: ${sentenceOf(context, response.status, text)}`);
    }
  }
  return bad;
}

function sentenceOf({ say }: Context, status: number, text: string): string {
  if (status === 412)
    return say({
      en: 'somebody saved another version since the pull. Pull it into another directory, bring both together, push again.',
      'zh-CN': 'pull 之后别人保存了新版本。另拉一份到别的目录，合并后再 push。',
    });
  if (status === 428)
    return say({
      en: 'it is on the server already, and was not pulled from there. Pull first.',
      'zh-CN': '服务器上已有，但不是从那里 pull 来的。先 pull。',
    });
  if (status === 409 && /"archived"/.test(text))
    return say({
      en: 'it is archived on the server. Put it back on the start page, push again.',
      'zh-CN': '服务器上已归档。先在首页放回来，再 push。',
    });
  if (status === 409)
    return say({
      en: `${titleOf(text)} --confirm publishes all the same.`,
      'zh-CN': `现在是封网时间；--confirm 仍然发布。`,
    });
  return titleOf(text);
}
