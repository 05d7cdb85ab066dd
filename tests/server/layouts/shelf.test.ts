import { expect, test } from 'vitest';
import type { Layout } from '../../../layouts/document.ts';
import { deliveredAs } from '../../../server/layouts/shelf.ts';

test('a template that another release delivers is another version: a browser that knows the old one takes it', () => {
  const template = { id: 'promotion', pages: [{ id: 'main', widgets: [] }] } as unknown as Layout;
  const next = { ...template, pages: [] };
  expect(deliveredAs(template)).toEqual(deliveredAs({ ...template }));
  expect(deliveredAs(next).etag).not.toBe(deliveredAs(template).etag);
  expect(deliveredAs(template).etag).toMatch(/^"r0-[0-9a-f]{16}"$/);
});
