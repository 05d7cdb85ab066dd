import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { run, type Surroundings } from '../../../server/commands/run.ts';

export interface Heard {
  path: string;
  key: string | undefined;
  body: string;
}
export type Says = (heard: Heard, response: ServerResponse) => void;

/** A door on the loopback that hears every request and answers as told. */
export async function openDoor(says: Says) {
  const heard: Heard[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text) => {
      body += text;
    });
    request.on('end', () => {
      const each = { path: request.url ?? '', key: request.headers.authorization, body };
      heard.push(each);
      says(each, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    heard,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export const accept: Says = ({ body }, response) => {
  const accepted = body.split('\n').length;
  answer(response, 202, { accepted, late: 0, rejected: [] });
};

export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Runs a command line and keeps what it says. */
export async function tidewall(argv: string[], more: Partial<Surroundings> = {}) {
  let out = '';
  let err = '';
  const status = await run(argv, {
    env: { LANG: 'en_GB.UTF-8' },
    signal: new AbortController().signal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    terminal: false,
    ...more,
  });
  return { status, out, err };
}
