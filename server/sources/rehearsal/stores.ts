/** A shop on one channel, its share of all orders, and how its orders are labelled. */
export interface Store {
  channel: string;
  shop: string;
  share: number;
  /** Live rooms; an order comes from one of them with probability `live`. */
  rooms: readonly string[];
  live: number;
}

const store = (channel: string, shop: string, share: number, live = 0, rooms: readonly string[] = []): Store => ({
  channel,
  shop,
  share,
  live,
  rooms,
});

const DOUYIN = ['晚晚的直播间', '阿泽好物', '厨房老田', '小鹿试色'];
const KUAISHOU = ['东北大姐严选', '老铁家电场'];
const TAOBAO = ['店播一号', '达人云朵'];

/** Six channels, twenty shops. One shop name stands on several channels, as in life. */
export const STORES: readonly Store[] = [
  store('tmall', '潮汐旗舰店', 150),
  store('tmall', '潮汐家电旗舰店', 85),
  store('tmall', '潮汐美妆旗舰店', 75, 0.1, TAOBAO),
  store('tmall', '潮汐母婴旗舰店', 40),
  store('taobao', '潮汐优选', 65, 0.2, TAOBAO),
  store('taobao', '潮汐家居馆', 38),
  store('taobao', '潮汐零食铺', 36),
  store('jd', '潮汐旗舰店', 95),
  store('jd', '潮汐家电自营', 80),
  store('jd', '潮汐数码专营', 52),
  store('douyin', '潮汐旗舰店', 80, 0.7, DOUYIN),
  store('douyin', '潮汐美妆直播', 58, 0.9, DOUYIN),
  store('douyin', '潮汐厨房', 34, 0.6, DOUYIN),
  store('pinduoduo', '潮汐工厂店', 48),
  store('pinduoduo', '潮汐百亿补贴店', 40),
  store('pinduoduo', '潮汐日用', 22),
  store('kuaishou', '潮汐旗舰店', 26, 0.7, KUAISHOU),
  store('kuaishou', '潮汐好物', 18, 0.8, KUAISHOU),
  store('kuaishou', '潮汐零食直播', 12, 0.9, KUAISHOU),
  store('douyin', '潮汐户外', 16, 0.3, DOUYIN),
];
