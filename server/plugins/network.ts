import { isIP } from 'node:net';

/**
 * What counts as one address where a limit is by address: of IPv6 the /64, of which whoever has one address has all.
 * Proxies that tell a port with it tell the same address; all that tell something else are one.
 */
export function networkOf(told: string): string {
  const ip = told.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  if (isIP(ip) === 0) return 'no address';
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean));
  const groups = [
    ...(left ?? []),
    ...Array<string>(Math.max(0, 8 - (left?.length ?? 0) - (right?.length ?? 0))).fill('0'),
  ];
  const known = tail === undefined ? (left ?? []) : [...groups, ...(right ?? [])];
  return `${known
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/64`;
}
