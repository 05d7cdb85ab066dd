import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { Failure } from '../../stream/contract/failure.ts';
import type { Credentials } from '../credentials.ts';
import type { Displays } from '../displays.ts';

const Auth = z.object({ token: z.string().max(512).optional(), screen: z.boolean().optional() });

/**
 * Who opens a connection: the id of a paired screen, undefined for a person or a program. A page that says `screen` is the
 * screen of its browser, and may what that may, whoever has logged in beside it. Throws the Failure of who may not enter.
 */
export async function enter(
  { headers, auth }: { headers: IncomingHttpHeaders; auth: unknown },
  credentials: Credentials,
  displays: Pick<Displays, 'of'>,
): Promise<string | undefined> {
  const said = Auth.safeParse(auth ?? {});
  if (!said.success) throw new Failure('request', 'auth.token must be a text, auth.screen true or false.');
  const { token, screen } = said.data;
  const display = token === undefined ? await displays.of(headers) : 'none';
  if (screen && typeof display === 'object') return display.id;
  if (screen) throw new Failure('key', 'The credential of this screen was revoked; /tv pairs it again.');
  try {
    credentials.person(headers, true, token);
    return undefined;
  } catch (error) {
    if (typeof display === 'object') return display.id;
    throw error;
  }
}
