// Invented people's names, put together mechanically from three lists.

export const surnames = [
  ...'陈林周沈徐何赵孙郑吴王李张刘黄朱高马罗梁宋郭韩唐冯于董程曹袁许傅彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝白崔康邱秦史顾侯邵孟万段雷钱汤尹黎易常武乔贺赖龚',
]

const maleNames =
  '长青 守正 克勤 思源 百川 松年 春生 秋实 德厚 永康 家和 明远 志高 有田 水根 文博 书恒 大川 顺发 满仓 庆余 兴旺 正清 学勤 光远 和顺 立本 一舟 敬业 少华'.split(
    ' ',
  )
const femaleNames =
  '玉兰 雪梅 晓燕 文静 素心 月华 凤仙 桂香 巧云 丽珍 慧敏 冬梅 秋菊 春兰 爱莲 小青 淑贤 美娟'.split(' ')

/** 男 or 女, by the given name of one of these lists. */
export function genderOf(name) {
  if (maleNames.includes(name.slice(1))) return '男'
  if (femaleNames.includes(name.slice(1))) return '女'
  throw new Error(`姓名表中没有：${name}`)
}

/**
 * Gives out one new name after another: surname (i*13+5), given name (i*7+3), i going up by one past a name already taken.
 * @param {Iterable<string>} reserved names of people who are fixed by hand
 */
export function nameGiver(reserved) {
  const taken = new Set(reserved)
  let i = 0
  return (gender) => {
    const given = gender === '男' ? maleNames : femaleNames
    for (;;) {
      i += 1
      const name = surnames[(i * 13 + 5) % surnames.length] + given[(i * 7 + 3) % given.length]
      if (taken.has(name)) continue
      taken.add(name)
      return name
    }
  }
}
