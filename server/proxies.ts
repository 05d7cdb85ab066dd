import { isIP } from 'node:net';
import { z } from 'zod';

/** Proxies by what they are called, as Fastify knows them. */
const NAMES = ['loopback', 'linklocal', 'uniquelocal'];
const MOST = 16;
const EXPECTED = `how many proxies stand in front (1 to ${MOST}), or their addresses, networks (10.0.0.0/8) or ${NAMES.join(', ')}, comma-separated`;

/** The bits of an address that isIP knows, 32 or 128. */
function bitsOf(address: string): string {
  const bits = (part: string, radix: number, length: number) =>
    Number.parseInt(part, radix).toString(2).padStart(length, '0');
  if (isIP(address) === 4)
    return address
      .split('.')
      .map((part) => bits(part, 10, 8))
      .join('');
  // A URL writes each IPv6 address in one way, its last four bytes as groups too.
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`);
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail].map((group) => bits(group, 16, 16)).join('');
}

/** ::ffff:0:0/96, where IPv6 holds the addresses of IPv4. */
const MAPPED = `${'0'.repeat(80)}${'1'.repeat(16)}`;

/** What is wrong with one proxy, in a sentence; undefined where it names exactly what it trusts. */
function faultOf(proxy: string): string | undefined {
  const [address = '', prefix, ...more] = proxy.split('/');
  const family = isIP(address);
  if (prefix === undefined) return family > 0 || NAMES.includes(proxy) ? undefined : EXPECTED;
  if (family === 0 || more.length > 0 || !/^[1-9]\d{0,2}$/.test(prefix)) return EXPECTED;
  const bits = bitsOf(address);
  if (Number(prefix) > bits.length) return EXPECTED;
  // Up to /96 every IPv4 address would be in it; what is longer is plainer as IPv4.
  if (family === 6 && bits.startsWith(MAPPED))
    return `expected a network of IPv4 addresses written as IPv4, such as 10.0.0.0/8, got ${proxy}`;
  if (bits.slice(Number(prefix)).includes('1'))
    return `expected the first address of a network before its length, such as 10.0.0.0/8, or ${address} alone, got ${proxy}`;
  return undefined;
}

/** Who is trusted to say whom they ask for: a number of proxies, or addresses and networks. Nobody more than is named. */
export const proxies = z
  .string()
  .transform((text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim())))
  .superRefine((trusted, context) => {
    const faults =
      typeof trusted === 'number' ? [trusted >= 1 && trusted <= MOST ? undefined : EXPECTED] : trusted.map(faultOf);
    for (const message of new Set(faults)) if (message) context.addIssue({ code: 'custom', message });
  });
