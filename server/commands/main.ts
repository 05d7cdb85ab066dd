import { STATUS } from './command.ts';
import { run } from './run.ts';

// Ctrl-C once asks the command to finish what is under way, for a moment; twice ends it.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(STATUS.interrupted);
    stop.abort();
  });
}
process.stdout.on('error', () => process.exit(0)); // `| head` closed the pipe
void run(process.argv.slice(2), {
  env: process.env,
  signal: stop.signal,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
}).then((status) => {
  process.exitCode = status;
  if (status === STATUS.interrupted) process.exit(); // what was given up may still wait for an answer
});
