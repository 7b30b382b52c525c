// 党组织名册: every party organisation of the town (I-1).
import { choice, count, phone, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const organisations = defineLedger({
  key: 'organisations',
  title: '党组织',
  heading: '{town}党组织名册',
  table: 'organisation',
  sheets: ['党组织名册', '支部一览表', '参学单位一览表', '党组织情况一览表'],
  identity: [['full_name']],
  measure: '个',
  importNote: '先导入党组织名册：以后花名册里的支部都按它核对。',
  columns: {
    full_name: text('党组织名称', {
      of: 'organisation',
      required: true,
      width: 40,
      aliases: ['支部名称', '单位名称', '党支部', '参学单位', '党组织全称', '党组织', '单位', '支部', '全称'],
      hint: '按印章写全称；没有印章的写“中共＋单位＋类型”。',
    }),
    short_name: text('简称', { width: 20, aliases: ['别名', '单位简称'] }),
    level: choice(
      '组织类别',
      [
        { value: '党委', synonyms: ['基层党委', '镇党委'] },
        { value: '总支', synonyms: ['党总支', '总支部', '党总支部'] },
        { value: '支部', synonyms: ['党支部', '基层支部'] },
        { value: '联合支部', synonyms: ['联合党支部'] },
        { value: '临时支部', synonyms: ['临时党支部'] },
        { value: '党小组', synonyms: ['小组'] },
      ],
      { required: true, width: 10, aliases: ['党组织类别', '类型', '组织类型', '党组织类型', '组织级别'] },
    ),
    parent_id: reference('上级党组织', 'organisations', {
      width: 26,
      codes: { unknown: 'M-333' },
      aliases: ['所属总支', '所属党委', '所属片', '所属党总支', '上级组织', '隶属'],
    }),
    unit_type: choice(
      '单位类型',
      [
        { value: '机关', synonyms: ['党政机关', '镇机关'] },
        { value: '片总支', synonyms: ['工作片', '片'] },
        { value: '事业站所', synonyms: ['事业', '事业单位', '站所', '所站'] },
        { value: '学校', synonyms: ['中小学', '教育'] },
        { value: '国有集体企业', synonyms: ['国有企业', '集体企业', '国企', '企业'] },
        { value: '非公企业', synonyms: ['非公', '民营企业', '私营企业', '非公有制企业', '两新企业'] },
        { value: '社区', synonyms: ['居委会', '街道社区'] },
        { value: '社会组织', synonyms: ['新社会组织', '社会中介', '行业协会', '协会'] },
        { value: '离退休', synonyms: ['离退休支部', '老干部'] },
        { value: '流动党员', synonyms: ['流动', '流动支部'] },
        { value: '村', synonyms: ['农村', '行政村'] },
      ],
      { required: true, width: 12, aliases: ['单位性质', '行业类别', '性质'] },
    ),
    reported_members: count('党员数', {
      width: 8,
      aliases: [
        '党员人数',
        '党员总数',
        '党员（名）',
        '上报党员数',
        '党员',
        '人数',
        '党员数合计',
        '党员数总数',
        '党员数小计',
        '党员合计',
      ],
    }),
    reported_full: count('正式党员', { width: 8, aliases: ['正式', '正式党员数', '党员数正式'] }),
    reported_probationary: count('预备党员', { width: 8, aliases: ['预备', '预备党员数', '党员数预备'] }),
    reported_floating: count('流动党员数', { width: 8, aliases: ['流动党员'] }),
    reported_retired: count('离退休党员数', { width: 8, aliases: ['离退休党员'] }),
    reported_difficult: count('困难党员数', { width: 8, aliases: ['困难党员'] }),
    reported_female: count('女党员数', { width: 8, aliases: ['女', '女党员'] }),
    reported_minority: count('少数民族党员数', { width: 8, aliases: ['少数民族', '少数民族党员'] }),
    secretary_name: text('书记姓名', {
      of: 'name',
      width: 10,
      aliases: ['支部书记', '负责人', '书记', '党组织书记'],
    }),
    secretary_phone: phone('书记电话', { width: 16, aliases: ['联系电话', '电话', '负责人电话'] }),
    deputy_names: text('副书记', { width: 16, aliases: ['支委', '副书记支委', '班子成员'] }),
    informant_name: text('信息员', {
      of: 'name',
      width: 10,
      aliases: ['联络员', '信息联络员', '信息员姓名'],
    }),
    informant_phone: phone('信息员电话', { width: 16, aliases: ['联络员电话'] }),
    health: choice('班子状态', ['健全', '不健全', '软弱涣散', '瘫痪', '空壳'], {
      width: 10,
      aliases: ['班子情况'],
    }),
    class: choice('支部类别', ['示范', '中间', '后进'], { width: 10, aliases: ['支部分类', '分类定级'] }),
    supervisor: text('督导人员', { width: 10, aliases: ['督导组', '督导员'] }),
    contact_leader: text('联系领导', {
      width: 10,
      aliases: ['包点领导', '挂点领导', '联系点', '联系点领导'],
    }),
    remark: text('备注', { width: 20, aliases: ['说明'] }),
  },
})

export type Organisation = RowOf<typeof organisations>
