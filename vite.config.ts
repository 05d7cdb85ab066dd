import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** These wait more than they reckon: two at a time also where there are two cores, of which one would be kept free. */
const parallel = { maxWorkers: 2, sequence: { groupOrder: 0 } };
/** Whole systems that are killed: two at a time, for they wait until they are up again. What they promise is told without the time that others took. */
const killed = { maxWorkers: 2, sequence: { groupOrder: 1 } };
/** Each for itself, after the others. */
const alone = { fileParallelism: false, sequence: { groupOrder: 2 } };
/** The editor and the operators' pages wait for conditions, not for moments: two at a time, after all others. */
const desks = { maxWorkers: 2, sequence: { groupOrder: 3 } };
/** It waits for a compiler of one core: whatever stands in the first group has the other meanwhile. */
const CHECK = 'tests/house/check.test.ts';
/** It counts on more being sent than a screen reads: with half a core less is. */
const SLOW = 'tests/server/http/slow.test.ts';
/** Walls are looked at by the clock, the line and the frame, and the guide comes and goes by itself: nothing runs beside these. */
const WALLS = ['arriving', 'depth', 'guide', 'network', 'wall'].map((name) => `tests/journey/${name}.test.ts`);

/**
 * Two builds from one file: `vite build` makes the browser pages (wall, pairing and admin are separate entries, so a TV
 * never downloads the editor), `vite build --ssr` makes the server, the aggregator and the command line as one bundle
 * that runs without node_modules.
 */
export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? '.' : 'screen',
  publicDir: isSsrBuild ? false : 'public',
  plugins: [vue()],
  define: { __BUILD__: JSON.stringify(process.env.TIDEWALL_BUILD ?? '') },
  // Only for the bundle: inlined into tests, a CommonJS package loses its constructor.
  ssr: isSsrBuild ? { noExternal: true } : {},
  build: isSsrBuild
    ? {
        ssr: true,
        target: 'node20',
        outDir: 'dist/server',
        sourcemap: true,
        minify: false,
        emptyOutDir: true,
        rollupOptions: {
          input: { main: 'server/main.ts', tidewall: 'server/commands/main.ts' },
          // Node reads a bundle of this size in half of the time when it is CommonJS, and three processes do at a start.
          output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'assets/[name]-[hash].cjs' },
        },
      }
    : {
        target: 'chrome87',
        outDir: '../dist/screen',
        // What loads what: the weight of the pages is held to it.
        manifest: true,
        // The parts of ECharts that the charts use are one piece of 577 kB, 190 kB compressed, loaded with the first curve.
        // What the editor may weigh together with it is held by tests/journey/weight.test.ts.
        chunkSizeWarningLimit: 600,
        emptyOutDir: true,
        rollupOptions: { input: { wall: 'screen/wall.html', tv: 'screen/tv.html', admin: 'screen/admin.html' } },
      },
  server: {
    proxy: { '/api': 'http://127.0.0.1:7070', '/live': { target: 'http://127.0.0.1:7070', ws: true } },
  },
  test: {
    root: '.',
    // What is waited for comes late where a machine does other things; whoever promises a time says it.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'check', include: [CHECK], ...parallel },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/{house,layouts,stream,server,screen}/**/*.test.ts'],
          exclude: ['tests/stream/redis/**', 'tests/server/http/**', CHECK],
          ...parallel,
          // They share no state; modules loaded anew for each of 140 files would take half of the time.
          isolate: false,
          // Properties take their time on a machine that does other things.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'redis',
          globalSetup: 'tests/support/setup.ts',
          include: ['tests/stream/redis/**/*.test.ts', 'tests/server/http/**/*.test.ts'],
          exclude: [SLOW],
          ...parallel,
          // As the units: the modules of a server, loaded anew for each of 40 files, would take a third of the time.
          isolate: false,
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'chaos',
          globalSetup: 'tests/support/setup.ts',
          include: ['tests/chaos/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          ...killed,
        },
      },
      {
        extends: true,
        test: {
          name: 'journey',
          globalSetup: 'tests/support/setup.ts',
          include: [SLOW, ...WALLS],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...alone,
        },
      },
      {
        extends: true,
        test: {
          name: 'desk',
          globalSetup: 'tests/support/setup.ts',
          include: ['tests/journey/**/*.test.ts'],
          exclude: WALLS,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...desks,
          // They share a browser: a new one compiles every page anew, which is half of what they do.
          isolate: false,
        },
      },
    ],
  },
}));
