import { formatMoney } from '../../../stream/contract/money.ts';
import { CATALOGUE } from './catalogue.ts';
import { expectedOrders } from './curve.ts';
import { Orders, type Picked } from './orders.ts';
import { type Delivery, nothingYet, type Plan, type Truth } from './plan.ts';
import { Queue } from './queue.ts';
import { Random } from './random.ts';
import { Shelves } from './shelves.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Every product is counted on the shelf once in so many seconds. */
const ROUND = 600;

/** One play of a plan: its deliveries in the order in which they reach the door, and what the numbers must be at the end. */
export interface Play {
  deliveries: Generator<Delivery, void>;
  truth: Truth;
}

interface Waiting {
  due: number;
  delivery?: Delivery;
  leaves?: readonly Picked[];
}

/** Pure: reads no clock. Holds only what has happened and not yet been delivered. */
export function play(plan: Plan): Play {
  const truth = nothingYet();
  return { deliveries: deliveries(plan, truth), truth };
}

function* deliveries(plan: Plan, truth: Truth): Generator<Delivery, void> {
  const random = new Random(plan.seed);
  const orders = new Orders(plan, random, truth);
  const shelves = new Shelves(plan);
  const queue = new Queue<Waiting>();
  const tell = (delivery: Delivery) => queue.push({ due: delivery.due, delivery });
  const opens = plan.opens ?? plan.start;
  let restock = opens + (plan.end - opens) * 0.35;

  for (let second = plan.start; second < plan.end; second += SECOND) {
    if (plan.stock) for (const event of counted(plan, shelves, second)) tell({ due: second, event });
    if (plan.stock && shelves.hot && second >= restock) {
      restock = Infinity;
      const quantity = Math.ceil(expectedOrders(plan.curve, second, plan.end) * 0.1) + 50;
      for (const event of shelves.arrive(shelves.hot, quantity, second)) tell({ due: second, event });
    }
    for (let left = arrivals(random, plan.curve(second)); left > 0; left--) {
      const reached = second + random.below(SECOND);
      const offline = plan.trouble && random.chance(0.002);
      const at = offline ? Math.max(plan.start, reached - random.between(10, 45) * MINUTE) : reached;
      const picked = pick(random, shelves, plan);
      const life = orders.live(at, reached, picked);
      for (const delivery of life.deliveries) tell(delivery);
      if (plan.stock && life.soldAt !== undefined) queue.push({ due: Math.max(second, life.soldAt), leaves: picked });
    }
    if (plan.retentionDays !== undefined && (second - plan.start) % (3 * MINUTE) === 0) {
      for (const delivery of strays(plan, second, plan.retentionDays)) tell(delivery);
    }
    yield* delivered(queue, shelves, second + SECOND);
  }
  yield* delivered(queue, shelves, Infinity);
}

function* delivered(queue: Queue<Waiting>, shelves: Shelves, before: number): Generator<Delivery, void> {
  while (queue.next < before) {
    const waiting = queue.pop();
    if (waiting?.leaves) shelves.leave(waiting.leaves);
    if (waiting?.delivery) yield waiting.delivery;
  }
}

/** Products whose shelf is counted in this second: all of them at first, then each once a round. */
function counted(plan: Plan, shelves: Shelves, second: number) {
  const index = (second - plan.start) / SECOND;
  const due = CATALOGUE.filter((_, place) => index === 0 || index % ROUND === (place * 3) % ROUND);
  return due.flatMap((product) => shelves.readings(product, second));
}

function pick(random: Random, shelves: Shelves, plan: Plan): Picked[] {
  const picked: Picked[] = [];
  const wanted = 1 + (random.chance(0.45) ? 1 : 0) + (random.chance(0.2) ? 1 : 0) + (random.chance(0.08) ? 1 : 0);
  for (let attempt = 0; picked.length < wanted && attempt < 20; attempt++) {
    const product = shelves.picks.draw(random);
    if (picked.some((other) => other.product === product)) continue;
    const entry = { product, quantity: random.chance(0.2) ? random.between(2, 4) : 1 };
    if (!plan.stock || shelves.promise(entry)) picked.push(entry);
  }
  // Whatever was drawn is sold out: one shop sells what it does not have, as shops do.
  if (picked.length === 0) picked.push({ product: shelves.picks.draw(random), quantity: 1 });
  return picked;
}

/** A Poisson count; by its normal shape where the mean is large. */
function arrivals(random: Random, mean: number): number {
  if (mean > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.unit(); product > limit; product *= random.unit()) count += 1;
  return count;
}

/** One event from before the retention and one from the future: the door must put both in the late ledger. */
function strays({ run, digits = 2 }: Plan, second: number, retentionDays: number): Delivery[] {
  const fields = {
    shop: '潮汐旗舰店',
    channel: 'jd',
    amount: formatMoney(100, digits),
    lines: [{ sku: 'TW-1001', quantity: 1, amount: formatMoney(100, digits) }],
  };
  return [second - (retentionDays + 10) * 24 * 60 * MINUTE, second + 15 * MINUTE].map((at, index) => {
    const order = `${run}-stray-${index}-${second}`;
    return { due: second, event: { type: 'order.created', id: order, at, order, ...fields } };
  });
}
