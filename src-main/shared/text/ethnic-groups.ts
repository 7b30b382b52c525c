// The 56 ethnic groups of GB/T 3304 and the ways rosters write them.
import type { Note } from './note.ts'
import { meansNothing, tidyTight } from './plain-text.ts'

export const ETHNIC_GROUPS: readonly string[] = (
  '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 ' +
  '傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 ' +
  '仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 ' +
  '鄂伦春族 赫哲族 门巴族 珞巴族 基诺族'
).split(' ')

const NAMES = new Set(ETHNIC_GROUPS)

const SPOKEN: Readonly<Record<string, string>> = {
  蒙族: '蒙古族',
  维族: '维吾尔族',
  哈族: '哈萨克族',
  柯族: '柯尔克孜族',
}

export interface EthnicReading {
  /** A name of the list, or the text as written when it is none of them; null when empty. */
  readonly value: string | null
  readonly notes: readonly Note<'M-304'>[]
}

/** 汉, 汉族 and 汉 族 → 汉族. What is not on the list is kept with M-304; an empty cell is not filled in. */
export function readEthnicGroup(text: string): EthnicReading {
  const tight = tidyTight(text)
  if (tight === '' || meansNothing(tight)) return { value: null, notes: [] }
  const whole = tight.endsWith('族') ? tight : `${tight}族`
  const name = SPOKEN[whole] ?? whole
  if (NAMES.has(name)) return { value: name, notes: [] }
  return { value: tight, notes: [{ code: 'M-304', params: { 值: text } }] }
}
