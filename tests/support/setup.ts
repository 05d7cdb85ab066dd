import { execFileSync } from 'node:child_process';
import { findRedis, installPackages } from '../../stream/redis/binary.ts';
import { findChromium } from './chromium.ts';

/**
 * Before all tests: what the machine lacks is installed (redis-server, chromium with fonts for Han) and the bundle that
 * process and browser tests start is built, once.
 */
export default async function setup(): Promise<void> {
  const options = { install: process.env.TIDEWALL_NO_INSTALL !== '1', say: (line: string) => console.error(line) };
  await findRedis(options);
  if (!findChromium()) {
    const packages = ['chromium', 'fonts-noto-cjk'];
    await installPackages(packages, 'chromium', `sudo apt-get install -y ${packages.join(' ')}`, options);
  }
  execFileSync(process.execPath, ['bin/build.mjs'], { stdio: ['ignore', 'inherit', 'inherit'] });
}
