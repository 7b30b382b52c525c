// 补课登记: who made up which missed session, when, for how many hours, and who saw to it.
import { choice, date, hours, reference, text } from '../ledger/column.ts'
import { makeupModes } from '../rules/attendance.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

const MODE_SYNONYMS: Readonly<Record<(typeof makeupModes)[number], readonly string[]>> = {
  集中补课: ['集中', '集体补课', '补课会'],
  个别补课: ['个别', '单独补课', '一对一'],
  送学上门: ['送学', '上门'],
  观看录像: ['录像', '看录像', '电教'],
  其他: ['其它'],
}

export const makeups = defineLedger({
  key: 'makeups',
  title: '补课登记',
  heading: '{town}补课登记表',
  table: 'makeup',
  sheets: ['补课登记', '补课登记表', '补课情况', '补课情况登记表', '补课名单'],
  identity: [['member_id', 'missed_on', 'made_on']],
  measure: '人次',
  importNote: '一行一人一次。补课学时够了，缺课随之销账；缺课日期写原来那次学习的日期，写到日。',
  columns: {
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['所在支部', '党支部', '支部', '党组织', '单位名称', '支部名称', '参学单位'],
    }),
    member_id: reference('姓名', 'members', {
      within: 'org_id',
      required: true,
      width: 11,
      codes: { missing: 'M-301' },
      aliases: ['党员姓名', '党员', '补课人', '补课党员'],
    }),
    missed_on: date('缺课日期', {
      required: true,
      width: 13,
      aliases: ['缺课时间', '缺席日期', '缺席时间', '原学习日期', '缺课学习日期'],
      hint: '缺的是哪一天的学习。',
    }),
    made_on: date('补课日期', { required: true, width: 13, aliases: ['补课时间', '补学日期', '补学时间'] }),
    hours: hours('补课学时', { required: true, width: 9, aliases: ['学时', '补学学时', '补课课时'] }),
    mode: choice(
      '补课方式',
      makeupModes.map((value) => ({ value, synonyms: MODE_SYNONYMS[value] })),
      { width: 11, aliases: ['方式', '补课形式', '补学方式'] },
    ),
    content: text('补课内容', { of: 'prose', width: 30, aliases: ['内容', '学习内容', '补学内容'] }),
    responsible: text('补课责任人', { width: 11, aliases: ['责任人', '负责人', '辅导人'] }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
  },
})

export type MakeupRow = RowOf<typeof makeups>
