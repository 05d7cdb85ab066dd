import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Source files of the product (not the tests), relative to the root, in order. */
export function sources(rooms = ['stream', 'server', 'screen', 'layouts'], ends = /\.(ts|vue)$/): string[] {
  const found: string[] = [];
  const visit = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) visit(child);
      else if (ends.test(entry.name) && !entry.name.endsWith('.d.ts')) found.push(child);
    }
  };
  for (const room of rooms) visit(room);
  return found.sort();
}
