import type { Failure, FailureCode } from '../stream/contract/failure.ts';
import { escaped, plainPage } from './plainPage.ts';

const CHINESE: Partial<Record<FailureCode, string>> = {
  host: '没有设密码时只回应本机。设好 TIDEWALL_ADMIN_PASSWORD，就能从别处打开。',
  origin: '这个请求来自别的网站，所以没有照做。回到这里的页面再做一次。',
  rate: '问得太密了，过一会儿再试。',
  attempts: '这个地址错的次数太多，过一会儿再试。',
  not_found: '这里什么都没有。',
  method: '这个地址不能这样用。',
  store: '现在连不上 Redis，过一会儿刷新。',
  loading: '数字正在载入，过一会儿刷新。',
};

/** What a browser is shown that goes to a page and is refused: the same words as in the problem details, for a person. */
export function refusalPage(failure: Failure): string {
  const { title, detail, code } = failure.problem();
  return plainPage(`<main><h1>Tidewall 潮墙</h1><p role="alert">${CHINESE[code] ?? '这一页现在打不开。'}</p>
<p>${escaped(title)}${detail === undefined ? '' : ` ${escaped(detail)}`}</p><p>${code} · <a href="/">首页 / Start</a></p></main>`);
}
