import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of the installation, from the source as well as from the bundle. */
export function rootDirectory(): string {
  let path = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(path, 'package.json')) && dirname(path) !== path) path = dirname(path);
  return path;
}

/** The version of the installation, as its package.json says. */
export function installedVersion(): string {
  return (JSON.parse(readFileSync(join(rootDirectory(), 'package.json'), 'utf8')) as { version: string }).version;
}
