// Organisation names: spellings that meet, names that must not, suggestions and short forms.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../../src-main/shared/text/edit-distance.ts'
import {
  fitOrgName,
  normaliseOrgName,
  shortenOrgName,
  suggestOrgNames,
} from '../../../src-main/shared/text/org-name.ts'

const HERE = { town: '清溪镇', county: '示例县' }
const key = (name: string): string => normaliseOrgName(name, HERE)

describe('the same organisation', () => {
  it.each([
    [
      '镇机关一支部',
      '镇机关第一支部',
      '中共清溪镇机关第1支部委员会',
      '中共清溪镇机关第一支部委员会',
      '机关一支部',
      '机关１支部',
      '机关第一党支部',
      '示例县清溪镇机关第一支部',
      '中共示例县清溪镇机关第一支部委员会',
      '中国共产党清溪镇机关第一支部委员会',
      '某某省某某市示例县清溪镇机关第一支部',
      ' 机关　第一 支部 ',
    ],
    [
      '机关党总支',
      '中共清溪镇机关总支部委员会',
      '镇机关总支部',
      '机关总支',
      '镇机关党总支部',
      '清溪镇机关党总支部委员会',
    ],
    ['镇党委', '中共清溪镇委员会', '中共清溪镇委', '清溪镇党委', '中共示例县清溪镇委员会'],
    [
      '财政所支部',
      '中共清溪镇财政所支部委员会',
      '镇财政所党支部',
      '财政所党支部委员会',
      '财政所支委会',
      '财政所支部委',
    ],
    ['水利站支部', '中共清溪镇水利站支部', '镇水利站党支部'],
    [
      '华丰针织印染有限公司联合支部',
      '中共清溪镇华丰针织印染有限公司联合支部委员会',
      '华丰针织印染有限公司联合党支部',
    ],
    ['机关党总支第二支部', '镇机关总支第二支部', '清溪镇机关总支部第2支部'],
    ['第二小学支部', '中共清溪镇第二小学支部委员会', '第2小学支部', '镇第二小学党支部'],
    ['机关十二支部', '机关第十二支部', '机关第12支部'],
    ['机关第一联合支部', '机关一联合支部'],
    ['华丰党委', '中共清溪镇华丰委员会', '华丰党的委员会'],
  ])('%s', (...names) => {
    for (const name of names) expect(key(name)).toBe(key(names[0]))
  })
})

describe('different organisations', () => {
  it.each([
    ['机关第一支部', '机关第二支部'],
    ['第一支部', '第二支部'],
    ['机关第一支部', '机关第十一支部'],
    ['机关第二支部', '机关第十二支部'],
    ['机关党总支', '机关支部'],
    ['机关总支部', '机关支部'],
    ['机关总支部委员会', '机关支部委员会'],
    ['机关党总支', '机关党委'],
    ['机关支部', '机关党小组'],
    ['机关支部', '机关第一支部'],
    ['镇东村支部', '东村支部'],
    ['城东社区支部', '城西社区支部'],
    ['华丰支部', '华丰联合支部'],
    ['机关离退休支部', '机关支部'],
    ['清溪村支部', '清溪镇支部'],
    ['机关工委', '机关党委'],
    ['清溪中学支部', '清溪二中支部'],
    ['中心小学支部', '中心幼儿园支部'],
    ['中学支部（东校区）', '中学支部（西校区）'],
    ['机关党组', '机关党委'],
  ])('%s is not %s', (a, b) => {
    expect(key(a)).not.toBe(key(b))
  })

  it('empty text has no key', () => {
    expect(key('')).toBe('')
    expect(key(' （） ')).toBe('')
  })

  it('works where no town is given', () => {
    expect(normaliseOrgName('机关一支部', { town: '', county: '' })).toBe(
      normaliseOrgName('中共机关第一支部委员会', { town: '', county: '' }),
    )
  })

  it('numbered branches never meet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (a, b) => {
        fc.pre(a !== b)
        expect(key(`机关第${a}支部`)).not.toBe(key(`机关${b}支部`))
      }),
    )
  })
})

describe('suggestions', () => {
  const names = [
    '中共清溪镇机关第一支部委员会',
    '中共清溪镇机关第二支部委员会',
    '中共清溪镇机关总支部委员会',
    '中共清溪镇财政所支部委员会',
    '中共清溪镇华丰针织印染有限公司联合支部委员会',
    '中共清溪镇城东社区支部委员会',
    '中共清溪镇城西社区支部委员会',
  ]

  it.each([
    ['华风针织印染有限公司联合支部', 1, ['中共清溪镇华丰针织印染有限公司联合支部委员会']],
    ['财政支部', 1, ['中共清溪镇财政所支部委员会']],
    ['机关第三支部', 2, ['中共清溪镇机关第一支部委员会', '中共清溪镇机关第二支部委员会']],
    ['城东支部', 1, ['中共清溪镇城东社区支部委员会']],
    ['完全无关的某地某厂支部', 3, []],
  ])('%s: %d of %j', (value, count, expected) => {
    expect(suggestOrgNames(value, names, count, HERE)).toEqual(expected)
  })

  it('prefers the same level and gives no more than asked', () => {
    expect(suggestOrgNames('机关总支', names, 3, HERE)[0]).toBe('中共清溪镇机关总支部委员会')
    expect(suggestOrgNames('机关支部', names, 3, HERE).length).toBeLessThanOrEqual(3)
  })

  it.each([
    ['', '', 0],
    ['', '支部', 2],
    ['支部', '', 2],
    ['支部', '支部', 0],
    ['华风', '华丰', 1],
    ['机关一', '机关', 1],
    ['\u{20BB7}野', '吉野', 1],
    ['kitten', 'sitting', 3],
  ])('from %j to %j are %d edits', (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits)
    expect(editDistance(b, a)).toBe(edits)
  })
})

describe('short forms', () => {
  it.each([
    ['中共清溪镇华丰针织印染有限公司联合支部委员会', '华丰针织印染有限公司联合支部', '华丰针织印染联合支部'],
    ['中共清溪镇城西工作片总支部委员会', '城西工作片总支部', '城西工作片总支'],
    ['中共清溪镇清溪轻纺商贸城联合支部委员会', '清溪轻纺商贸城联合支部', '清溪轻纺商贸城联合支部'],
    ['中共清溪镇委员会', '镇党委', '镇党委'],
    ['中共清溪镇水利站支部', '水利站支部', '水利站支部'],
    ['中共示例县清溪镇机关第一支部委员会', '机关第一支部', '机关第一支部'],
    ['中共清溪镇华丰集团有限责任公司委员会', '华丰集团有限责任公司党委', '华丰党委'],
    ['驻沪务工人员流动党员临时支部', '驻沪务工人员流动党员临时支部', '驻沪务工人员流动党员临时支部'],
  ])('%s', (full, grid, narrow) => {
    expect(shortenOrgName(full, 'full', HERE)).toBe(full)
    expect(shortenOrgName(full, 'grid', HERE)).toBe(grid)
    expect(shortenOrgName(full, 'narrow', HERE)).toBe(narrow)
  })

  it.each([
    [40, '中共清溪镇华丰针织印染有限公司联合支部委员会'],
    [14, '华丰针织印染有限公司联合支部'],
    [10, '华丰针织印染联合支部'],
    [8, '华丰针织印染联…'],
  ])('in %d characters', (room, shown) => {
    expect(fitOrgName('中共清溪镇华丰针织印染有限公司联合支部委员会', room, HERE)).toBe(shown)
  })
})
