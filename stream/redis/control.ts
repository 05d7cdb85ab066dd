import { z } from 'zod';
import { type Connection, subscribe } from './connect.ts';
import { keys } from './keys.ts';

/** Rare messages between processes; each says only what to read again, so a lost one is made up for by the next reading. */
export const Control = z.object({
  changed: z.enum(['keys', 'campaigns', 'settings', 'reconciled', 'layouts', 'screens']),
});
export type Control = z.infer<typeof Control>;

/** Tells every process that listens. Resolves when Redis has taken it. */
export async function announce(connection: Connection, message: Control): Promise<void> {
  await connection.publish(keys.control, JSON.stringify(message));
}

/**
 * Calls back with each message, and with undefined whenever the connection was made anew, since messages may have been
 * missed: then everything is to be read again. The connection is taken for this alone.
 */
export async function listen(connection: Connection, heard: (message: Control | undefined) => void): Promise<void> {
  connection.on('message', (channel: string, text: string) => {
    if (channel !== keys.control) return;
    const message = Control.safeParse(readJson(text));
    if (message.success) heard(message.data);
  });
  await subscribe(connection, [keys.control], () => heard(undefined));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
