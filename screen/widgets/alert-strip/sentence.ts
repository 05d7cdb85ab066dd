import { ABSENT, brief, decimal, type Locale } from '../../format.ts';
import { clock } from '../time.ts';
import { say } from '../words.ts';
import type { Alert } from './alerts.ts';

export interface Sentence {
  kind: string;
  object: string;
  consequence: string;
  evidence: string;
}

/** Below ten a minute the tenth counts. */
const pace = (value: number) => (value < 9.95 && value % 1 !== 0 ? value.toFixed(1) : decimal(value, 0, 0));

/** An alert in four parts: what kind, what it is about, what follows, and the evidence. */
export function sentence(alert: Alert, locale: Locale): Sentence {
  const words = (chinese: string, english: string) => say(locale.language, chinese, english);
  if (alert.kind === 'drift')
    return {
      kind: words('对账漂移', 'Drift'),
      object: words('重算结果与大屏不符', 'The recount differs from the wall'),
      consequence: words(
        `差 ${brief(alert.drift, 'money', locale, 5)}`,
        `by ${brief(alert.drift, 'money', locale, 5)}`,
      ),
      evidence:
        alert.at === undefined
          ? ''
          : words(`${clock(alert.at, locale.timezone)} 核对`, `recount ${clock(alert.at, locale.timezone)}`),
    };
  const { title, cover, available } = alert;
  const minutes = decimal(Math.floor(cover), 0, 0);
  const count = decimal(Math.max(0, available), 0, 0);
  if (available <= 0)
    return {
      kind: words('已断货', 'Sold out'),
      object: title,
      consequence:
        available < 0
          ? words(`超卖 ${decimal(-available, 0, 0)} 件`, `${decimal(-available, 0, 0)} oversold`)
          : words('还在下单', 'still selling'),
      evidence: words('最近 15 分钟仍有支付', 'paid orders within 15 min'),
    };
  // The cover is what is available by the pace of the last 15 minutes.
  const speed = cover > 0 ? pace(available / cover) : ABSENT;
  return {
    kind: words('即将断货', 'Running out'),
    object: title,
    consequence:
      cover < 1
        ? words('1 分钟内售罄', 'sold out within 1 min')
        : words(`${minutes} 分钟后售罄`, `sold out in ${minutes} min`),
    evidence: words(`余 ${count} 件 · 每分钟 ${speed} 件`, `${count} left · ${speed} a minute`),
  };
}
