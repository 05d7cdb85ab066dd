import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of the installation, from the source as well as from the bundle. */
export function rootDirectory(): string {
  let path = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(path, 'package.json')) && dirname(path) !== path) path = dirname(path);
  return path;
}
