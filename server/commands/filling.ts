import { expectedOrders } from '../sources/rehearsal/curve.ts';
import type { Delivery, Plan } from '../sources/rehearsal/plan.ts';
import { play } from '../sources/rehearsal/play.ts';
import type { Context } from './command.ts';
import { perform } from './feed/perform.ts';
import type { Sender } from './feed/send.ts';
import { whole } from './help.ts';

/** How many percent of some plans, played one after the other, lie behind `at` (epoch ms) of one of them: by the orders they expect. */
export function howFar(plans: readonly Plan[]): (index: number, at: number) => number {
  const orders = plans.map(({ curve, start, end }) => expectedOrders(curve, start, end));
  const all = orders.reduce((sum, each) => sum + each, 0);
  return (index, at) => {
    const plan = plans[index];
    if (!plan || all === 0) return 100;
    const before = orders.slice(0, index).reduce((sum, each) => sum + each, 0);
    const until = Math.min(Math.max(at, plan.start), plan.end);
    return Math.min(100, Math.round((100 * (before + expectedOrders(plan.curve, plan.start, until))) / all));
  };
}

/** Sends what happened before a night as fast as it is taken; tells on the way how far it is, and at the end that it is there. */
export async function fillPast(
  { signal, say, progress, note }: Pick<Context, 'signal' | 'say' | 'progress' | 'note'>,
  sender: Sender,
  plans: readonly Plan[],
): Promise<void> {
  const began = performance.now();
  const percent = howFar(plans);
  for (const [index, plan] of plans.entries()) {
    let at = plan.start;
    function* passing(deliveries: Iterable<Delivery>) {
      for (const delivery of deliveries) {
        at = delivery.due;
        yield delivery;
      }
      at = plan.end;
    }
    const tell = () => {
      const far = percent(index, at);
      const events = whole(sender.totals.accepted);
      progress(
        say({
          en: `Filling the past: ${far} % · ${events} events`,
          'zh-CN': `正在补齐过去的数据：${far}% · ${events} 个事件`,
        }),
      );
    };
    await perform(passing(play(plan).deliveries), sender, { live: false, signal, tell });
  }
  if (signal.aborted) return;
  const [events, seconds] = [
    whole(sender.totals.accepted),
    Math.max(1, Math.round((performance.now() - began) / 1_000)),
  ];
  note(
    say({
      en: `The past is filled: ${events} events in ${seconds} s.`,
      'zh-CN': `过去的数据已补齐：${events} 个事件，用时 ${seconds} 秒。`,
    }),
  );
}
