import type { Language } from '../../layouts/document.ts';
import { REST, UNKNOWN } from '../../stream/contract/names.ts';
import type { Dimension } from '../../stream/contract/query.ts';
import type { Group } from '../../stream/contract/reading.ts';
import type { Scope } from '../../stream/contract/screen.ts';
import { say } from './words.ts';

const CHANNELS: Record<string, readonly [string, string]> = {
  taobao: ['淘宝', 'Taobao'],
  tmall: ['天猫', 'Tmall'],
  jd: ['京东', 'JD'],
  pinduoduo: ['拼多多', 'Pinduoduo'],
  douyin: ['抖音', 'Douyin'],
  kuaishou: ['快手', 'Kuaishou'],
  xiaohongshu: ['小红书', 'RED'],
  shopify: ['Shopify', 'Shopify'],
  web: ['官网', 'Web'],
  offline: ['门店', 'Stores'],
};

/** Channels that have a name here, whether anything was sold in them or not. */
export const KNOWN_CHANNELS: readonly string[] = Object.keys(CHANNELS);

/** ISO 3166-2 of China; other countries' subdivisions are shown by their code. */
const PROVINCES: Record<string, readonly [string, string]> = {
  BJ: ['北京', 'Beijing'],
  TJ: ['天津', 'Tianjin'],
  HE: ['河北', 'Hebei'],
  SX: ['山西', 'Shanxi'],
  NM: ['内蒙古', 'Inner Mongolia'],
  LN: ['辽宁', 'Liaoning'],
  JL: ['吉林', 'Jilin'],
  HL: ['黑龙江', 'Heilongjiang'],
  SH: ['上海', 'Shanghai'],
  JS: ['江苏', 'Jiangsu'],
  ZJ: ['浙江', 'Zhejiang'],
  AH: ['安徽', 'Anhui'],
  FJ: ['福建', 'Fujian'],
  JX: ['江西', 'Jiangxi'],
  SD: ['山东', 'Shandong'],
  HA: ['河南', 'Henan'],
  HB: ['湖北', 'Hubei'],
  HN: ['湖南', 'Hunan'],
  GD: ['广东', 'Guangdong'],
  GX: ['广西', 'Guangxi'],
  HI: ['海南', 'Hainan'],
  CQ: ['重庆', 'Chongqing'],
  SC: ['四川', 'Sichuan'],
  GZ: ['贵州', 'Guizhou'],
  YN: ['云南', 'Yunnan'],
  XZ: ['西藏', 'Tibet'],
  SN: ['陕西', 'Shaanxi'],
  GS: ['甘肃', 'Gansu'],
  QH: ['青海', 'Qinghai'],
  NX: ['宁夏', 'Ningxia'],
  XJ: ['新疆', 'Xinjiang'],
  TW: ['台湾', 'Taiwan'],
  HK: ['香港', 'Hong Kong'],
  MO: ['澳门', 'Macao'],
};

/** Two characters tell all provinces apart, in every form of their names: 广东, 广东省, 内蒙古自治区. */
const CODES = new Map(Object.entries(PROVINCES).map(([code, [name]]) => [name.slice(0, 2), `CN-${code}`]));

/** The ISO 3166-2 code of a province by its Chinese name, short or full; undefined when it is none. */
export const provinceCode = (name: string): string | undefined => CODES.get(name.replace(/^中国/, '').slice(0, 2));

const countries = new Map<Language, Intl.DisplayNames>();
function country(code: string, language: Language): string {
  const names = countries.get(language) ?? new Intl.DisplayNames([language], { type: 'region' });
  countries.set(language, names);
  return names.of(code) ?? code;
}

/** What a region is called: a province, a country, or its code. */
export function regionName(code: string, language: Language): string {
  if (code === UNKNOWN || code === '') return say(language, '未知', 'Unknown');
  const province = code.startsWith('CN-') ? PROVINCES[code.slice(3)] : undefined;
  if (province) return say(language, ...province);
  return /^[A-Z]{2}$/.test(code) ? country(code, language) : code;
}

/** What a channel is called; one that we do not know keeps its slug. */
export function channelName(slug: string, language: Language): string {
  if (slug === UNKNOWN || slug === '') return say(language, '未知', 'Unknown');
  const name = CHANNELS[slug];
  return name && Object.hasOwn(CHANNELS, slug) ? say(language, ...name) : slug;
}

const DIMENSION_NAMES: Record<Dimension, readonly [string, string]> = {
  channel: ['渠道', 'Channel'],
  shop: ['店铺', 'Shop'],
  region: ['地区', 'Region'],
  category: ['品类', 'Category'],
  sku: ['商品', 'Product'],
  tag: ['标签', 'Tag'],
};

export const dimensionName = (dimension: Dimension, language: Language): string =>
  say(language, ...DIMENSION_NAMES[dimension]);

/** Signs that turn the direction of what follows: a figure behind such a name would be read backwards. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** What a product or a shop is called: its title, else its code. */
export const titleOf = (key: string, group: Group | undefined): string => (group?.title ?? key).replace(TURNING, '');

/** What a group of a reading is called on a wall. */
export function groupName(
  key: string,
  by: Dimension | undefined,
  group: Group | undefined,
  language: Language,
): string {
  if (key === REST) return say(language, '其余', 'Others');
  if (key === UNKNOWN) return say(language, '未知', 'Unknown');
  if (by === 'channel') return channelName(key, language);
  if (by === 'region') return regionName(key, language);
  return titleOf(key, group);
}

/** What of the numbers a screen shows, in words; empty where it shows all. */
export function scopeWords(scope: Scope | undefined, language: Language): string {
  const channels = scope?.channel?.map((key) => channelName(key, language)) ?? [];
  const between = say(language, '、', ', ');
  return [channels.join(between), (scope?.shop ?? []).join(between)].filter(Boolean).join(' · ');
}
