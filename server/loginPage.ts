import { escaped, plainPage } from './plainPage.ts';

/** The login page. `next` is where to go afterwards. */
export function loginPage(next: string, complaint = ''): string {
  return plainPage(`<form method="post" action="/login">
<h1>Tidewall 潮墙</h1><p>登录后查看与编辑 / Log in to view and edit</p>
${complaint === '' ? '' : `<p role="alert">${escaped(complaint)}</p>`}
<label for="password">密码 / Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<input type="hidden" name="next" value="${escaped(next)}"><button>登录 / Log in</button></form>`);
}

/** Only a path of this site: a link to the login page must not lead elsewhere. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/';
}
