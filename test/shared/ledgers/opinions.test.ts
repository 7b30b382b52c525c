// Rules over one row of the channels, opinions and talks, at their boundaries; names in one cell; headers never kept.
import { describe, expect, it } from 'vitest'
import type { Values } from '#shared/ledger/ledger.ts'
import type { LedgerModule } from '#shared/ledger/module.ts'
import { findHeader, headerProblems } from '#shared/ledger/import/headers.ts'
import { familyOf, opinions } from '#shared/ledgers/opinions.ts'
import { channelKinds } from '#shared/rules/opinion-kinds.ts'
import { channelModule, opinionModule, talkModule } from '#shared/ledgers/opinions-checks.ts'
import { channelFamilies } from '#shared/rules/opinions.ts'
import { splitNames } from '#shared/text/name-list.ts'

const codesOf = (module: LedgerModule, values: Values): string[] =>
  module
    .checkRow(module.complete(values, {}, 2005), {
      row: 5,
      today: '2005-08-17',
      campaignStart: '2005-07-01',
      present: new Set(Object.keys(module.ledger.columns)),
    })
    .map(({ code }) => code)

it('puts every kind of channel in one of the three families', () => {
  expect(new Set(channelKinds.map(familyOf))).toEqual(new Set(channelFamilies))
})

describe('a channel', () => {
  it.each<[string, Values, string[]]>([
    ['as many forms back as went out', { kind: '问卷调查', issued: 110, returned: 110 }, []],
    ['one more', { kind: '问卷调查', issued: 110, returned: 111 }, ['M-411']],
    ['three meetings with 46 people', { kind: '座谈会', issued: 3, returned: 46 }, []],
    ['252 merged into 155', { kind: '座谈会', opinions: 252, merged: 155 }, []],
    ['23 merged into 23', { kind: '座谈会', opinions: 23, merged: 23 }, []],
    ['23 merged into 24', { kind: '座谈会', opinions: 23, merged: 24 }, ['M-412']],
    ['one day', { kind: '意见箱', from_on: '2005-08-02', until_on: '2005-08-02' }, []],
    ['ends before it begins', { kind: '意见箱', from_on: '2005-08-02', until_on: '2005-08-01' }, ['M-664']],
    ['a month is not before its days', { kind: '意见箱', from_on: '2005-08-02', until_on: '2005-08' }, []],
    ['begins tomorrow', { kind: '意见箱', from_on: '2005-08-18' }, ['M-465']],
  ])('%s', (_, values, codes) => {
    expect(codesOf(channelModule, { org_id: 'a', ...values })).toEqual(codes)
  })
})

describe('an opinion', () => {
  const usual: Values = { org_id: 'a', channel: '座谈会', object: '领导班子', text: '会多' }
  it.each<[string, Values, string[]]>([
    ['plain', {}, []],
    ['put no time at all', { times: 0 }, ['M-662']],
    ['about a member not named', { object: '党员个人' }, ['M-660']],
    ['about a member', { object: '党员个人', member_id: 'm' }, []],
    ['about a member named beside another object', { member_id: 'm' }, ['M-661']],
    ['about a member and no object', { object: null, member_id: 'm' }, []],
    ['under two numbers though put once', { merged_no: '1、2' }, ['M-412']],
    ['under two numbers', { merged_no: '1，2', times: 2 }, ['M-663']],
    ['under a number with a dash', { merged_no: '2-3' }, []],
    ['told in a month', { fed_back_on: '2005-08' }, ['M-459']],
    ['told today', { fed_back_on: '2005-08-17' }, []],
    ['told tomorrow', { fed_back_on: '2005-08-18' }, ['M-465']],
    ['more forms back than out', { channel: '问卷调查', issued: 1, returned: 2 }, ['M-411']],
  ])('%s', (_, values, codes) => {
    expect(codesOf(opinionModule, { ...usual, ...values })).toEqual(codes)
  })
})

describe('a talk', () => {
  const usual: Values = { org_id: 'a', talker: '孙志强', partners: '李明', kind: '书记与党员' }
  it.each<[string, Values, string[]]>([
    ['of two', {}, []],
    ['with oneself', { partners: '孙志强' }, ['M-665']],
    ['with oneself, written with a space', { partners: '孙 志强' }, ['M-665']],
    ['with several one by one', { partners: '李明、王芳' }, ['M-667']],
    ['of two called a talk of many', { kind: '集体谈心' }, ['M-666']],
    ['of three', { kind: '集体谈心', partners: '李明 王芳' }, []],
    ['of two written twice', { kind: '集体谈心', partners: '李明、李明' }, ['M-666']],
    ['on the first day', { talked_on: '2005-07-01' }, []],
    ['before it', { talked_on: '2005-06-30' }, ['M-668']],
    ['tomorrow', { talked_on: '2005-08-18' }, ['M-465']],
  ])('%s', (_, values, codes) => {
    expect(codesOf(talkModule, { ...usual, ...values })).toEqual(codes)
  })
})

describe('names in one cell', () => {
  it.each([
    ['李明、王 芳，赵强', ['李明', '王芳', '赵强']],
    ['李明 王芳', ['李明', '王芳']],
    ['王 芳', ['王芳']],
    ['李红（0031）、李红(004x)', ['李红（0031）', '李红（004X）']],
    ['李明；李明', ['李明']],
    ['李明\n王芳', ['李明', '王芳']],
    ['', []],
  ])('%s', (text, names) => {
    expect(splitNames(text)).toEqual(names)
  })
})

describe('a header that tells of who put an opinion', () => {
  const read = (headers: readonly string[], manual?: Record<number, string | null>) => {
    const sheet = {
      name: '征求意见汇总表',
      state: 'visible' as const,
      merges: [],
      rows: [
        {
          number: 1,
          hidden: false,
          cells: headers.map((text) => ({ kind: 'text' as const, text })),
        },
      ],
    }
    const first = findHeader(opinions, sheet)
    if ('problem' in first) throw new Error('no header')
    const found =
      manual === undefined ? first : findHeader(opinions, sheet, { mappings: { [first.layout]: manual } })
    if ('problem' in found) throw new Error('no header')
    return found.slots
  }
  const known = ['序号', '征求意见方式', '对象', '意见建议内容']

  it.each([
    '姓名',
    '反映人',
    '反映人姓名及电话',
    '联系电话',
    '手机号码',
    '家庭住址',
    '意见来源',
    '情况(反映人)',
  ])('%s is neither read nor kept, and said', (header) => {
    const slots = read([...known, header])
    expect(slots.at(-1)).toMatchObject({ column: null, extra: null, isNeverKept: true })
    expect(headerProblems(slots).map(({ code, message }) => [code, message.includes(header)])).toEqual([
      ['M-415', true],
    ])
  })

  it.each(['对象姓名', '党员姓名', '热线', '领导批示'])('%s is none', (header) => {
    expect(read([...known, header]).at(-1)?.isNeverKept).toBe(false)
  })

  it('stays out when it is to be kept by hand, unless it names a member', () => {
    const at = known.length
    const header = [...known, '姓名']
    expect(read(header, { [at]: null }).at(-1)).toMatchObject({ isNeverKept: true, extra: null })
    expect(read(header, { [at]: 'remark' }).at(-1)).toMatchObject({ isNeverKept: true, column: null })
    expect(read(header, { [at]: 'member_id' }).at(-1)).toMatchObject({
      isNeverKept: false,
      column: 'member_id',
    })
  })
})
