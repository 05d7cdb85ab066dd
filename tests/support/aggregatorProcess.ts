import { runAggregator } from '../../stream/main.ts';

/** The aggregator as a process of its own, for tests that kill it: options as JSON in argv, a line `live 0,1` on change. */
const aggregator = await runAggregator({
  ...JSON.parse(process.argv[2] as string),
  say: (sentence) => console.error(sentence),
});
let told = '';
setInterval(() => {
  const live = `live ${aggregator.live().join(',')}`;
  if (live !== told) console.log(live);
  told = live;
}, 10);
process.once('SIGTERM', () => {
  void aggregator.stop().then(() => process.exit(0));
});
