import { readFileSync, renameSync, writeFileSync } from 'node:fs';
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
 * version or other flags; then, and where nothing can be kept, they are compiled as ever.
 */
export function useCodeCache(role: string, settled = SETTLED_MS): void {
  const compile = loader._compile;
  loader._compile = function (this: { exports: unknown }, text: string, file: string) {
    if (!/-[\w-]{8}\.cjs$/.test(file)) return compile.call(this, text, file); // V8 compares lengths: only a name with a hash tells its text
    const kept = `${file}.${role}`;
    const cachedData = read(kept);
    const script = new Script(Module.wrap(text), {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData && { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected === true)
      setTimeout(() => keep(kept, script), settled).unref();
    const run = script.runInThisContext() as Wrapped;
    return run.call(this.exports, this.exports, createRequire(file), this, file, dirname(file));
  };
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined; // the first run
  }
}

function keep(file: string, script: Script): void {
  const half = `${file}.${process.pid}`;
  try {
    writeFileSync(half, script.createCachedData());
    renameSync(half, file);
  } catch {} // the installation is not ours to write to, or the disk is full
}
