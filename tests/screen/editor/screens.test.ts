import { describe, expect, test } from 'vitest';
import { arrange, lookOf, sizesFor, USUAL_SIZES } from '../../../screen/editor/publish/screens.ts';
import { lookWords } from '../../../screen/editor/publish/screenWords.ts';

const named = (sizes: ReturnType<typeof sizesFor>) =>
  sizes.map(({ width, height, screens }) => `${width}x${height}${screens > 0 ? ` ${screens}` : ''}`);

describe('the sizes a wall is looked at', () => {
  test('are the usual ones while nobody knows of a screen', () => {
    expect(named(sizesFor('promotion', []))).toEqual(['1920x1080', '3840x2160', '1366x768', '1080x1920', '5760x1080']);
    expect(USUAL_SIZES).toHaveLength(5);
  });

  test('begin with the screens that show it, then those that show another wall, each size once', () => {
    const groups = [
      { layout: 'stock', width: 2560, height: 1080, screens: 9 },
      { layout: 'stock', width: 3840, height: 2160, screens: 5 },
      { layout: 'promotion', width: 3840, height: 2160, screens: 3 },
      { layout: 'promotion', width: 1280, height: 720, screens: 1 },
    ];
    expect(named(sizesFor('promotion', groups))).toEqual([
      '3840x2160 3',
      '1280x720 1',
      '2560x1080',
      '1920x1080',
      '1366x768',
      '1080x1920',
      '5760x1080',
    ]);
  });
});

describe('a canvas on a screen', () => {
  const canvas = { width: 1920, height: 1080 };
  test('is as large as it fits, and what stays empty is said', () => {
    expect(lookOf(canvas, { width: 3840, height: 2160 }, 'contain')).toEqual({
      scale: 2,
      text: 40,
      margin: { x: 0, y: 0 },
    });
    const wide = lookOf(canvas, { width: 5760, height: 1080 }, 'contain');
    expect(wide).toEqual({ scale: 1, text: 20, margin: { x: 1920, y: 0 } });
    expect(lookWords(wide, 'zh-CN')).toBe('画布放大到 100 %，20 号字高 20 像素 · 左右各空 1920');
    expect(lookWords(wide, 'en')).toContain('1920 px empty on each side');
  });

  test('loses what its fit cuts off, and letters on a small screen', () => {
    expect(lookOf(canvas, { width: 1080, height: 1920 }, 'cover').margin).toEqual({ x: -1167, y: 0 });
    expect(lookWords(lookOf(canvas, { width: 1080, height: 1920 }, 'cover'), 'zh-CN')).toContain('左右各裁掉 1167');
    expect(lookOf(canvas, { width: 1366, height: 768 }, 'contain').text).toBe(14);
    expect(lookOf(canvas, { width: 1080, height: 1920 }, 'stretch').scale).toBe(0.5625);
  });
});

describe('the pictures', () => {
  const room = { width: 720, height: 800 };
  test('stand below each other when wide, beside each other when tall, as large as there is room', () => {
    expect(arrange(room, { width: 1920, height: 1080 }, 'both', true)).toEqual({ width: 650, beside: false });
    expect(arrange(room, { width: 1080, height: 1920 }, 'both', true)).toEqual({ width: 352, beside: true });
  });

  test('have the whole room when one lies over the other, or is alone', () => {
    const { width } = arrange(room, { width: 1920, height: 1080 }, 'slide', true);
    expect(width).toBe(720);
    expect(arrange(room, { width: 1920, height: 1080 }, 'both', false).width).toBe(720);
    expect(arrange({ width: 0, height: 0 }, { width: 1920, height: 1080 }, 'both', true).width).toBe(0);
  });
});
