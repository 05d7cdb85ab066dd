/** One thing that is sold. Money in fen. */
export interface Product {
  sku: string;
  title: string;
  category: string;
  price: number;
  /** Absent where the purchasing price was never entered. */
  cost: number | undefined;
  /** How often it is picked, relative to the others. */
  share: number;
}

/** Category → what it sells: name and price in yuan. */
const SHELVES: Readonly<Record<string, string>> = {
  手机数码:
    '降噪耳机 399,智能手表 799,快充移动电源 129,平板保护套 89,手机支架 39,蓝牙音箱 259,运动手环 199,机械键盘 329,无线鼠标 99,便携显示器 1099',
  家用电器:
    '空气炸锅 299,扫地机器人 1899,破壁机 459,电热水壶 129,除湿机 899,电饭煲 369,养生壶 159,吹风机 269,加湿器 189,挂烫机 239',
  美妆护肤:
    '保湿精华 229,防晒霜 119,氨基酸洁面 79,修护面霜 259,哑光口红 169,眼影盘 139,卸妆油 109,面膜礼盒 159,身体乳 69,香氛喷雾 199',
  服饰鞋包:
    '轻薄羽绒服 499,羊毛大衣 899,卫衣 159,直筒牛仔裤 199,运动鞋 359,小白鞋 229,双肩包 189,羊绒围巾 299,保暖内衣 129,棒球帽 59',
  食品生鲜:
    '坚果礼盒 128,冷萃咖啡液 79,车厘子 168,大闸蟹礼券 388,牛排套餐 199,燕麦片 49,螺蛳粉 45,黄油曲奇 69,有机牛奶 75,阿克苏苹果 59',
  母婴用品:
    '婴儿纸尿裤 139,宽口奶瓶 89,安全座椅 1299,婴儿推车 999,儿童绘本 118,湿巾整箱 65,辅食机 289,积木玩具 199,隔尿垫 45,恒温调奶器 219',
  家居日用:
    '乳胶枕 199,四件套 359,香薰蜡烛 79,收纳箱 99,保温杯 119,人体工学椅 899,洗衣凝珠 59,抽纸整箱 49,不粘炒锅 189,电动牙刷 239',
  运动户外:
    '瑜伽垫 99,登山包 329,露营帐篷 599,冲锋衣 469,筋膜枪 299,跳绳 39,自行车头盔 179,折叠椅 129,保温野餐包 109,速干短袖 89',
  图书文具:
    '科幻全集 168,中性笔套装 29,手账本 45,儿童百科 128,钢笔礼盒 199,历史读本 79,台灯 159,文件收纳盒 39,水彩颜料 69,地球仪 119',
  宠物生活:
    '全价猫粮 189,冻干零食 69,豆腐猫砂 79,自动喂食器 259,宠物饮水机 139,狗粮 219,猫爬架 299,牵引绳 49,宠物窝 119,逗猫棒 19',
};
const VARIANTS = ['经典款', '升级款'] as const;

/** 200 SKUs, the same on every machine; the first is the one that runs out. */
export const CATALOGUE: readonly Product[] = Object.entries(SHELVES)
  .flatMap(([category, things]) =>
    things.split(',').flatMap((thing) => {
      const [name = '', yuan = '0'] = thing.split(' ');
      return VARIANTS.map((variant, index) => ({
        category,
        title: `${name} ${variant}`,
        yuan: Number(yuan) * (1 + index * 0.25),
      }));
    }),
  )
  .map(({ category, title, yuan }, index) => {
    const price = Math.round(yuan) * 100 - (index % 3 === 0 ? 10 : 0);
    const margin = 30 + ((index * 37) % 30);
    return {
      sku: `TW-${String(1001 + index)}`,
      title,
      category,
      price,
      cost: index % 8 === 5 ? undefined : Math.round((price * (100 - margin)) / 100),
      share: index === 0 ? 40 : 100 / (3 + ((index * 71) % 200)),
    };
  });
