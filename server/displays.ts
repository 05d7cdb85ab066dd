import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Layout, readLayout } from '../layouts/document.ts';
import type { PairedScreen } from '../stream/contract/screen.ts';
import { type Connection, digestOf, readCredentials, readScreens } from '../stream/index.ts';
import type { Shelf } from './layouts/shelf.ts';
import { Lookup } from './lookup.ts';
import { cookieOf } from './plugins/session.ts';

export const SCREEN_COOKIE = 'tidewall-screen';
/** What a credential, and a device's secret before it, looks like. */
export const CREDENTIAL = /^[A-Za-z0-9_-]{43}$/;
/** Browsers keep no cookie for more than 400 days; it is set anew whenever the screen asks what it is. */
const LONGEST_S = 400 * 86_400;

/**
 * The credential of the device whose secret has this digest: reckoned whenever it is needed, so that it is kept nowhere, and
 * the same again when the answer that carried it was lost.
 */
export const credentialOf = (secret: string, pairing: string): string =>
  createHmac('sha256', secret).update(`display ${pairing}`).digest('base64url');

/** Never readable by a script, sent to this site only, and without an end; an empty one takes it away. */
export const screenCookie = (credential: string, secure: boolean): string =>
  `${SCREEN_COOKIE}=${credential}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${credential === '' ? 0 : LONGEST_S}${secure ? '; Secure' : ''}`;

/** The credential a request shows, undefined when it shows none. */
export function shownCredential(headers: IncomingHttpHeaders): string | undefined {
  const value = cookieOf(headers.cookie, SCREEN_COOKIE);
  return value !== undefined && CREDENTIAL.test(value) ? value : undefined;
}

/** The screens as this server knows them, and what each may play. */
export class Displays {
  private readonly lookup: Lookup;
  private screens = new Map<string, PairedScreen>();
  private credentials = new Map<string, string>();
  private layouts = new Map<string, Layout>();

  constructor(store: Connection, shelf: Shelf) {
    this.lookup = new Lookup(async () => {
      const [screens, credentials] = await Promise.all([readScreens(store), readCredentials(store)]);
      const layouts = new Map<string, Layout>();
      for (const id of new Set(screens.map(({ layout }) => layout))) {
        const shown = await shelf.shown(id);
        const read = shown && readLayout(JSON.parse(shown.text));
        if (read && 'layout' in read) layouts.set(id, read.layout);
      }
      this.screens = new Map(screens.map((screen) => [screen.id, screen]));
      this.credentials = credentials;
      this.layouts = layouts;
    });
  }

  /** Reads screens, credentials and what is published for them again. */
  refresh(): Promise<void> {
    return this.lookup.read();
  }

  get(id: string): PairedScreen | undefined {
    return this.screens.get(id);
  }

  /** What is published of the layout that a screen plays. */
  playing({ layout }: PairedScreen): Layout | undefined {
    return this.layouts.get(layout);
  }

  /** The screen of a request: `none` where it shows no credential, `revoked` where that does not count any more. */
  async of(headers: IncomingHttpHeaders): Promise<PairedScreen | 'none' | 'revoked'> {
    const credential = shownCredential(headers);
    if (credential === undefined) return 'none';
    const digest = digestOf(credential);
    const known = this.holder(digest);
    if (known) return known;
    await this.lookup.look(); // another server may have paired it a moment ago
    return this.holder(digest) ?? 'revoked';
  }

  private holder(digest: string): PairedScreen | undefined {
    return this.screens.get(this.credentials.get(digest) ?? '');
  }
}
