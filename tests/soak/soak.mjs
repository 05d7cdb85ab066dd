import { runnerImport } from 'vite';

// Through Vite, because the engine's scripts for Redis are imported as text.
await runnerImport(new URL('./run.ts', import.meta.url).pathname);
