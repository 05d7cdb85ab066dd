import { describe, expect, test } from 'vitest';
import { SEGMENT } from '../../../stream/engine/table.ts';
import { Disk } from '../../support/disk.ts';
import { feed, newCore, orders, paid, sent } from '../../support/feed.ts';
import { NOW } from '../../support/joined.ts';
import { cellsOf } from '../../support/naive.ts';

const DAY = 86_400_000;
const move = (id: string, at: number, quantity: number) => ({
  ...sent({ type: 'stock.moved', sku: 'tea', move: id, quantity }),
  at,
});

describe('recovery', () => {
  test('passes over entries that a saved segment has settled already', () => {
    const core = newCore(1);
    const early = feed(core, [move('a', NOW, -4)]);
    // Long after, the move is only part of a sum: its id is forgotten.
    core.sweep(NOW + 5 * DAY, []);
    feed(core, [move('b', NOW + 5 * DAY, 3)], NOW + 5 * DAY);
    const disk = new Disk();
    disk.save(core.prepareCheckpoint(1 << 20));
    const next = newCore(1);
    disk.recover(next, []);
    next.applyBatch(early.body, early.offset, { fold: false });
    const reading = { ...sent({ type: 'stock.level', sku: 'tea', onHand: 100 }), at: NOW + 5 * DAY + 1 };
    feed(next, [reading], NOW + 5 * DAY);
    expect(cellsOf([next.image]).get('stock day 2020-01-01T00:00:00.000Z on_hand tea·unknown')).toBe(100);
  });

  test('gives the same checkpoint until it is acknowledged, and keeps the log as far back as it needs it', () => {
    const core = newCore();
    const first = feed(core, [paid('1')]);
    const nothing = core.prepareCheckpoint(0);
    expect(nothing.segments).toEqual([]);
    expect(nothing.pages).toEqual([]);
    expect(nothing.redo).toBeDefined();
    expect(nothing.trimTo).toBe(first.offset);
    const second = feed(core, [paid('2')]);
    expect(core.prepareCheckpoint(1 << 20)).toBe(nothing);
    core.checkpointDone();
    const all = core.prepareCheckpoint(1 << 20);
    expect(all.id).toBe(nothing.id + 1);
    // Every page that the first record touches is saved by now.
    expect(all.settled).toEqual([nothing.id]);
    expect(all.redo).toBeUndefined();
    expect(all.trimTo).toBe(second.offset);
    core.checkpointDone();
    expect(core.unsaved).toBe(false);
  });

  test('brings counters, latest orders and log time back', () => {
    const core = newCore();
    feed(core, [paid('1'), paid('1'), paid('2')], NOW + 7);
    core.takeDelta({ slow: true });
    const disk = new Disk();
    disk.save(core.prepareCheckpoint(1 << 20));
    const next = newCore();
    disk.recover(next, []);
    expect(next.counters).toEqual(core.counters);
    expect(next.latest()).toEqual(core.latest());
    expect([next.offset, next.logTime]).toEqual([core.offset, core.logTime]);
    expect(next.unsaved).toBe(false);
    expect(next.changed).toBe(false);
  });

  test('loses nothing with an owner that was killed between its numbers and its entities', () => {
    const core = newCore();
    const disk = new Disk();
    feed(core, [...orders(0, SEGMENT + 1)]);
    while (core.unsaved) {
      disk.save(core.prepareCheckpoint(1 << 20));
      core.checkpointDone();
    }
    disk.recover(newCore(), []);
    const next = newCore();
    disk.recover(next, []);
    expect(next.counters).toEqual(core.counters);
    expect(next.counters.entities).toBe(SEGMENT + 1);
    feed(next, [...orders(0, SEGMENT + 2)]);
    expect(next.counters).toMatchObject({ duplicates: SEGMENT + 1, entities: SEGMENT + 2 });
    const saved = next.prepareCheckpoint(1 << 20);
    expect(saved.segments.map(([segment]) => segment)).toEqual([1]);
  });

  test('saves segments as fast as orders come in, so that the log does not grow', () => {
    const core = newCore();
    const log: string[] = [];
    let kept = 0;
    for (let checkpoint = 0; checkpoint < 12; checkpoint++) {
      for (let entry = 0; entry < 3; entry++) log.push(feed(core, [...orders(log.length * SEGMENT, SEGMENT)]).offset);
      const { trimTo } = core.prepareCheckpoint(512 << 10);
      core.checkpointDone();
      kept = log.length - log.indexOf(trimTo);
    }
    expect(kept).toBeLessThan(8);
  });
});
