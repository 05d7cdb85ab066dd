import { type Command, STATUS } from './command.ts';
import { problemsOf } from './documents.ts';
import { DIGITS_OPTION, digitsOf } from './environment.ts';

export const validate: Command = {
  name: 'validate',
  summary: {
    en: 'check layouts, queries and NDJSON events before they are used',
    'zh-CN': '使用前检查布局、查询与 NDJSON 事件',
  },
  usage: ['FILE…'],
  options: DIGITS_OPTION,
  notes: {
    en: 'What a file is, is seen from its content: a JSON object with "pages" is a layout, one with "metrics" or "fact" a query, one with "type" an event; several lines of JSON are events. Of layouts also the widget types, their options and the metrics are checked.\nPrints FILE: path: sentence for every problem; exit status 1 when there is one.',
    'zh-CN':
      '按内容识别文件：含 "pages" 的 JSON 是布局，含 "metrics" 或 "fact" 的是查询，含 "type" 的是事件，多行 JSON 是事件。布局还会检查组件类型、组件选项与指标。\n每个问题打印一行“文件：路径：说明”；有问题时退出码为 1。',
  },
  async run(context) {
    const { args, env, print, say } = context;
    if (args.positionals.length === 0) args.exactly('FILE');
    const digits = digitsOf(context);
    const currency = env.TIDEWALL_CURRENCY || 'CNY';
    let bad = 0;
    for (const file of args.positionals) {
      let problems = 0;
      for await (const { path, message } of problemsOf(file, { currency, digits })) {
        problems += 1;
        print(`${file}: ${path === '' ? '' : `${path}: `}${message}`);
      }
      if (problems === 0) print(`${file}: ${say({ en: 'good', 'zh-CN': '通过' })}`);
      else bad += 1;
    }
    return bad > 0 ? STATUS.no : STATUS.good;
  },
};
