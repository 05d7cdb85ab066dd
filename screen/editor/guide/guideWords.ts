import type { Pair } from '../../widgets/option.ts';
import type { StepName } from './course.ts';

/** How a step stands, beside that it is not done: what the hand has to do first. */
export type Turn = 'plain' | 'unselected' | 'choosing' | 'covering' | 'reviewing';

export const TITLES: Readonly<Record<StepName, Pair>> = {
  place: ['放上一个数', 'Place a number'],
  ask: ['选它数什么', 'Choose what it counts'],
  arrange: ['摆到位', 'Put it in its place'],
  curve: ['旁边放一条曲线', 'Put a curve beside it'],
  publish: ['发布', 'Publish'],
};

/** What to do in a step, by hand and by keys. */
export function stepWords(step: StepName, turn: Turn): { hand: Pair; keys: Pair } {
  switch (step) {
    case 'place':
      return {
        hand: [
          '把「指标卡」从左边拖到画布上，数字马上是真的',
          'Drag “KPI” from the left onto the canvas; its number is real at once',
        ],
        keys: ['键盘：/ 找「指标卡」，回车两次', 'Keys: / to find “KPI”, Enter twice'],
      };
    case 'ask':
      if (turn === 'unselected')
        return {
          hand: ['点一下刚放上的数', 'Click the number you placed'],
          keys: ['键盘：Tab 换到它', 'Keys: Tab leads to it'],
        };
      if (turn === 'choosing')
        return {
          hand: ['挑一个指标，画布上马上换；挑好点「完成」', 'Take a metric, the canvas follows at once; then “Done”'],
          keys: ['键盘：↑↓ 选，回车用它，Esc 收起', 'Keys: ↑↓ to walk, Enter to take, Esc to close'],
        };
      return {
        hand: ['点右边的指标，换一个你想看的', 'Click the metric on the right and take the one you want to see'],
        keys: ['键盘：F6 到右边，Tab 到指标，回车打开', 'Keys: F6 to the right, Tab to the metric, Enter'],
      };
    case 'arrange':
      return {
        hand: [
          '拖着它走，拉边上的点改大小，靠近边和中线会吸住',
          'Drag it about, pull a handle to resize; edges and middles snap',
        ],
        keys: ['键盘：方向键走 1，Shift 走 10', 'Keys: arrows move by 1, with Shift by 10'],
      };
    case 'curve':
      if (turn === 'covering')
        return {
          hand: ['曲线盖住了数，把它挪到旁边', 'The curve lies over the number: move it aside'],
          keys: ['键盘：方向键走 1，Shift 走 10', 'Keys: arrows move by 1, with Shift by 10'],
        };
      return {
        hand: ['把「趋势曲线」拖到数的旁边，别盖住它', 'Drag “Trend” beside the number, not over it'],
        keys: ['键盘：/ 找「趋势」，回车两次', 'Keys: / to find “Trend”, Enter twice'],
      };
    case 'publish':
      if (turn === 'reviewing')
        return {
          hand: [
            '左边是改了什么，右边是发现的问题；看好了就发',
            'On the left what changed, on the right what was found; then publish',
          ],
          keys: ['键盘：Ctrl 或 ⌘ 加回车', 'Keys: Ctrl or ⌘ with Enter'],
        };
      return {
        hand: [
          '草稿只有你看得到，点「发布…」看一眼再上墙',
          'Only you see the draft: “Publish…” shows it once more, then the walls have it',
        ],
        keys: ['键盘：Ctrl 或 ⌘ 加回车', 'Keys: Ctrl or ⌘ with Enter'],
      };
    default:
      return step satisfies never;
  }
}
