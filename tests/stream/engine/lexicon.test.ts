import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BatchBuilder, readBatch } from '../../../stream/engine/batch.ts';
import { Lexicon } from '../../../stream/engine/lexicon.ts';
import { order } from '../../../stream/entities/order.ts';
import type { OrderFact } from '../../../stream/entities/orderFact.ts';
import { Interned, letIn, NOW } from '../../support/joined.ts';
import { seeded } from '../../support/seed.ts';

test('a lexicon that fills up and begins anew in the middle of a batch loses no name', () => {
  const name = fc.integer({ min: 0, max: 30 }).map((number) => `店${number}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.boolean()), { maxLength: 60 }), (steps) => {
      const lexicon = new Lexicon(8);
      const builder = new BatchBuilder([1, 2, 3, 4], lexicon);
      const names = new Interned();
      const read: string[] = [];
      const readAll = () =>
        readBatch(builder.take(), names, (_kind, _k0, _k1, _k2, fact) =>
          read.push(names.text((fact as OrderFact).shop)),
        );
      for (const [shop, ends] of steps) {
        lexicon.breathe();
        builder.add(
          letIn({ type: 'order.paid', id: '1', at: NOW, order: 'o', amount: '1', shop }),
          order as never,
          1,
          2,
          3,
        );
        if (ends) readAll();
      }
      readAll();
      expect(read).toEqual(steps.map(([shop]) => shop));
      expect(lexicon.generation).toBeLessThanOrEqual(steps.length);
    }),
    seeded(300),
  );
});

test('numbers stay while it is not full, and a name has one', () => {
  const lexicon = new Lexicon();
  const first = lexicon.numberOf('a');
  lexicon.breathe();
  expect(lexicon.numberOf('b')).not.toBe(first);
  expect(lexicon.numberOf('a')).toBe(first);
  expect(lexicon.textOf(first)).toBe('a');
  expect(lexicon.numberOf('')).toBe(0);
});
