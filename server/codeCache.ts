import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { constants, Script } from 'node:vm';

/** By then what a start needs has been compiled, ms. */
const SETTLED_MS = 5_000;

/** What Node calls for the text of every CommonJS module. */
const loader = Module.prototype as unknown as { _compile(text: string, file: string): unknown };
type Wrapped = (exports: unknown, require: NodeJS.Require, module: unknown, file: string, directory: string) => unknown;

/**
 * From here on the parts of the bundle are loaded together with the code that V8 made of them in an earlier run of this
 * `role`, kept beside them: compiling is half of the time until a process does anything. V8 refuses code of another
 * version or other flags; then, and where nothing can be kept, they are compiled as ever. Not where stack traces are to name the
 * sources: Node finds the source map of a part only when it loads that by itself.
 */
export function useCodeCache(role: string, settled = SETTLED_MS): void {
  if (process.sourceMapsEnabled === true) return;
  loader._compile = function (this: { exports: unknown }, text: string, file: string) {
    const kept = `${file}.${role}`;
    const cachedData = read(kept, text);
    const script = new Script(Module.wrap(text), {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData && { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected === true)
      setTimeout(() => keep(kept, text, script), settled).unref();
    const run = script.runInThisContext() as Wrapped;
    return run.call(this.exports, this.exports, createRequire(file), this, file, dirname(file));
  };
}

const DIGEST = 32;
const digestOf = (text: string, code: Buffer) => createHash('sha256').update(text).update(code).digest();

/**
 * The code behind its digest: V8 looks at its head and at the length of the text only, and would run whatever a disk makes of
 * the rest, and what another text of this length said.
 */
function read(file: string, text: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(DIGEST);
    return digestOf(text, code).equals(bytes.subarray(0, DIGEST)) ? code : undefined;
  } catch {
    return undefined; // the first run
  }
}

function keep(file: string, text: string, script: Script): void {
  const half = `${file}.${process.pid}`;
  try {
    const code = script.createCachedData();
    const to = openSync(half, 'w');
    for (const part of [digestOf(text, code), code]) writeSync(to, part);
    fsyncSync(to);
    closeSync(to);
    renameSync(half, file);
  } catch {
    rmSync(half, { force: true }); // the installation is not ours to write to, or the disk is full
  }
}
