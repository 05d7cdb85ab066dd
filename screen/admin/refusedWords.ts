import type { Language } from '../../layouts/document.ts';
import type { FailureCode, Problem } from '../../stream/contract/failure.ts';
import { say } from '../widgets/words.ts';

/** Why a field of a campaign is refused that its form let pass. */
const FIELDS: Readonly<Record<string, string>> = {
  id: '用小写字母、数字和短横，最多 64 个',
  names: '服务器不收这个名字，最多 128 个字',
  start: '要在 1970 到 2100 年之间',
  end: '要在 2100 年以前，一个活动最长 400 天',
  baseline: '服务器不收这个对比活动：它没有了，或者绕一圈又比回自己',
  target: '服务器不收这个金额',
  milestones: '服务器不收这个金额',
  phases: '服务器不收这个阶段',
};

/** What stands under a field that the server refused. Its own sentence is English: in Chinese the field is named instead. */
export function refusedWords(path: string, detail: string | undefined, language: Language): string {
  const [field = ''] = path.split('.');
  return say(language, FIELDS[field] ?? '服务器不收这一项', detail ?? 'The server refuses this');
}

const REFUSALS: Readonly<Record<FailureCode, string>> = {
  body: '服务器读不懂送去的内容',
  request: '服务器不收送去的内容',
  metric: '没有这个指标，或者不能这样取',
  dimension: '这个指标不能按这个维度拆分或筛选',
  combination: '这些维度不能一起用',
  window: '时间、步长或对比不能这样取',
  layout: '这份文档不是完整的大屏',
  key: '登录过期了',
  forbidden: '没有权限这样做',
  scope: '不在这块屏幕的范围里',
  host: '没有设密码时，服务器只在本机能改',
  origin: '这一页不是从服务器自己的地址打开的',
  not_found: '已经不在了',
  method: '这个地址不能这样用',
  timeout: '线路太慢，没有送完，再试一次',
  conflict: '刚刚有人改过',
  frozen: '正在封网',
  referenced: '别处还在用它，先换掉',
  archived: '已经归档，先放回来',
  precondition: '刚刚有人改过',
  too_large: '太大了，服务器不收',
  media_type: '服务器不收这种文件',
  reference: '用到的东西已经没有了',
  unconditional: '已经有一个了',
  headers: '浏览器带来的 cookie 太多，清掉一些',
  rate: '问得太密了，过一会儿再试',
  waiting: '等着配对的屏幕太多',
  attempts: '错的次数太多，过一会儿再试',
  internal: '服务器出错了，原因在它的日志里',
  log: '现在写不进去，再试一次',
  memory: 'Redis 内存快满了，找管服务器的人',
  disk: '服务器的磁盘快满了，找管服务器的人',
  lag: '计数落后太多，过一会儿再试',
  loading: '服务器刚启动，数字正在载入',
  store: '服务器连不上 Redis，过一会儿再试',
  draining: '服务器正在重启，过一会儿再试',
};

/** Why the server did not do something, as a note behind what was not done. Status 0: it was not reached. */
export function refusalWords(
  { status, problem }: { status: number; problem: Problem | undefined },
  language: Language,
): string {
  if (!problem) return status === 0 ? say(language, '网断了', 'the network is away') : String(status);
  const { code, path, detail, title } = problem;
  // A server that is newer than this page may have reasons that it does not know.
  const chinese = REFUSALS[code] ?? `服务器不收（${status}）`;
  return say(language, path ? `${chinese}：${path}` : chinese, detail ?? title);
}
