import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/**
 * The promotion wall as most walls are made: every widget a chart, each given its whole option anew with every tick. As many
 * parts of the same kinds, sizes and lengths as ours; charts do not even ease.
 */
const PAGE = `
  const tick = Number(document.body.dataset.tick);
  const words = (x, y, w, h, size) => ({ x, y, w, h, option: (n) => ({
    title: { text: String(1e8 + n * 37), subtext: 'then ' + n, textStyle: { fontSize: size, color: '#fff' } } }) });
  const rows = (x, y, w, h, count) => ({ x, y, w, h, option: (n) => ({
    grid: { left: 120, right: 80, top: 8, bottom: 8 },
    xAxis: { type: 'value', show: false },
    yAxis: { type: 'category', inverse: true, data: Array.from({ length: count }, (_, i) => 'group ' + i) },
    series: [{ type: 'bar', barWidth: 6, showBackground: true, label: { show: true, position: 'right' },
      data: Array.from({ length: count }, (_, i) => 1000 - i * 90 + (n * (i + 3)) % 50) }] }) });
  const pulse = { x: 1284, y: 88, w: 600, h: 312, option: (n) => ({
    grid: { left: 0, right: 0, top: 90, bottom: 30 },
    xAxis: { type: 'category', data: Array.from({ length: 60 }, (_, i) => i - 60) }, yAxis: { type: 'value', show: false },
    series: [0, 1].map((part) => ({ type: 'bar', stack: 'one',
      data: Array.from({ length: 60 }, (_, i) => 40 + ((i + n) * (7 + part)) % 30) })) }) };
  const curve = { x: 36, y: 556, w: 600, h: 244, option: (n) => ({
    grid: { left: 40, right: 118, top: 12, bottom: 38 }, xAxis: { type: 'value', max: 60 }, yAxis: { type: 'value' },
    series: [
      { type: 'line', showSymbol: false, areaStyle: {}, data: Array.from({ length: 13 }, (_, i) => [i, i * 9 + n % 7]) },
      { type: 'line', showSymbol: false, data: Array.from({ length: 61 }, (_, i) => [i, i * 7]) },
      { type: 'line', showSymbol: false, lineStyle: { type: 'dotted' }, data: Array.from({ length: 48 }, (_, i) => [i + 12, i * 8 + 90]) },
    ] }) };
  const names = echarts.getMap('china').geoJson.features.map((one) => one.properties.name);
  const map = { x: 660, y: 556, w: 600, h: 436, option: (n) => ({
    visualMap: { min: 0, max: 5000, show: false },
    series: [{ type: 'map', map: 'china', data: names.map((name, i) => ({ name, value: (i * 137 + n * 11) % 5000 })) }] }) };
  const six = [0, 1, 2, 3, 4, 5].map((i) => words(36 + i * 312, 415, 288, 124, 58));
  const facts = [words(36, 24, 288, 52, 32), words(348, 24, 912, 52, 22), words(1440, 24, 444, 52, 40), words(36, 1008, 1848, 48, 24)];
  const lists = [rows(36, 298, 1224, 102, 1), rows(36, 820, 600, 172, 6), rows(1284, 556, 600, 244, 5), rows(1284, 820, 600, 172, 3)];
  const all = [words(36, 88, 1224, 200, 164), pulse, curve, map, ...six, ...facts, ...lists].map(({ x, y, w, h, option }) => {
    const host = document.createElement('div');
    host.style.cssText = 'position:absolute;left:' + x + 'px;top:' + y + 'px;width:' + w + 'px;height:' + h + 'px';
    document.body.append(host);
    return { chart: echarts.init(host), option };
  });
  window.ticks = 0;
  setInterval(() => {
    window.ticks += 1;
    for (const { chart, option } of all) chart.setOption({ animation: false, ...option(window.ticks) }, true);
  }, tick);
`;

/** Opens that wall on an empty page; `window.ticks` counts how often it was drawn, which is less than it should where it cannot keep up. */
export async function redrawn(page: Page, tickMs: number): Promise<void> {
  await page.setContent(`<body data-tick="${tickMs}" style="margin:0;background:#080e18"></body>`);
  await page.addScriptTag({ path: 'node_modules/echarts/dist/echarts.min.js' });
  const china = readFileSync('screen/chart/maps/china.json', 'utf8');
  await page.evaluate(`echarts.registerMap('china', ${china})`);
  await page.addScriptTag({ content: PAGE });
}
