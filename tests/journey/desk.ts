import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Layout, Placed } from '../../layouts/document.ts';
import type { System } from '../support/system.ts';
import { openWall, type Wall } from './browser.ts';
import { hold } from './hand.ts';

/** A layout in the editor, and what is kept of it. */
export interface Desk extends Wall {
  kept(): Promise<string>;
  widgets(): Promise<Placed[]>;
  find(id: string): Promise<Placed | undefined>;
}

/** Keeps a layout and opens it in the editor. */
export async function openDesk(system: System, browser: Browser, layout: Layout): Promise<Desk> {
  const headers = { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' };
  const address = `${system.url}/api/layouts/${layout.id}`;
  const answer = await fetch(address, { method: 'PUT', headers, body: JSON.stringify(layout) });
  if (!answer.ok) throw new Error(await answer.text());
  const wall = await openWall(browser, `${system.url}/edit/${layout.id}`, { width: 1440, height: 900 });
  await wall.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await wall.page.locator('.layer').first().waitFor();
  const kept = async () => (await fetch(address, { headers })).text();
  const widgets = async () => (JSON.parse(await kept()) as Layout).pages[0]?.widgets ?? [];
  return { ...wall, kept, widgets, find: async (id) => (await widgets()).find((widget) => widget.id === id) };
}

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}
export async function frameOf(page: Page, selector: string): Promise<Frame> {
  const frame = await page.locator(selector).first().boundingBox();
  if (!frame) throw new Error(`${selector} is not there`);
  return frame;
}
export async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await frameOf(page, selector);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Undoes everything, until what is kept is what it was, byte for byte. */
export async function undoTo({ page, kept }: Desk, before: string): Promise<void> {
  const more = page.getByRole('button', { name: '撤销' });
  for (let rounds = 0; rounds < 60 && (await more.isEnabled()); rounds += 1) await hold(page, ['Control'], 'z', 10);
  await expect.poll(kept, { timeout: 15_000 }).toBe(before);
}
